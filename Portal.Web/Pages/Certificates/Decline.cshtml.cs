using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>The clinic says no, with a code that the type allows.</summary>
public sealed class DeclineModel(
    ClinicService service, CertificateTypes types, DirectoryRepository directory, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public DeclineInput Input { get; private set; } = new();

    public IReadOnlyList<DeclineCode> Codes => DeclineRules.CodesFor(Certificate.Type.Definition);

    /// <summary>What could have been asked for instead.</summary>
    public IReadOnlyList<CertificateTypeVersion> Types { get; private set; } = [];

    /// <summary>Where the citizen could be instead.</summary>
    public IReadOnlyList<Clinic> Clinics { get; private set; } = [];

    /// <param name="code">A code to begin with, when another page leads here.</param>
    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Decline, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        (Version, Input) = (Certificate.Version, new DeclineInput { Code = CodeOf(code) });
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? code, string? type, Guid? clinic, string? note, CancellationToken ct)
    {
        Version = version;
        Input = new DeclineInput
        {
            Code = CodeOf(code),
            SuggestedTypeId = string.IsNullOrEmpty(type) ? null : type,
            SuggestedClinicId = clinic,
            Note = TextRules.Clean(note),
        };
        var outcome = await service.DeclineAsync(Certificate.Id, version, Input, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "declined"));
        }

        await LoadAsync(ct);
        return await AgainAsync(outcome, ct);
    }

    private static DeclineCode? CodeOf(string? code) => Enum.TryParse<DeclineCode>(code, out var value) && Enum.IsDefined(value) ? value : null;

    private async Task LoadAsync(CancellationToken ct)
    {
        Types = [.. (await types.ListOrderableAsync(Certificate.MunicipalityId, DanishTime.DayOf(By.At), ct)).Where(type => type.TypeId != Certificate.Type.TypeId)];
        Clinics = [.. (await directory.ListReceiversAsync(ct)).Where(clinic => clinic.Id != Certificate.ClinicId)];
    }
}
