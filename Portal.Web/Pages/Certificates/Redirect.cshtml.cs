using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>The clinic sends a request on to another one.</summary>
public sealed class RedirectModel(
    ClinicService service, DirectoryRepository directory, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    private readonly Texts _texts = texts;

    public Guid? ClinicId { get; private set; }

    public Guid? DoctorId { get; private set; }

    public string Note { get; private set; } = "";

    public IReadOnlyList<Clinic> Clinics { get; private set; } = [];

    /// <summary>The doctors of the chosen clinic, once it is chosen.</summary>
    public IReadOnlyList<Person> Doctors { get; private set; } = [];

    /// <summary>Why it cannot be sent on any more; null while it can.</summary>
    public string? MayNotReason => CertificateRules.WhyNot(Certificate, CertificateAction.Redirect, By) is { } reason ? _texts[reason] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.Next(Certificate.Status, CertificateAction.Redirect) is null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>The form again, with the doctors of the clinic that was chosen.</summary>
    public async Task<IActionResult> OnPostDoctorsAsync(int version, Guid? clinic, string? note, CancellationToken ct)
    {
        (Version, ClinicId, Note) = (version, clinic, TextRules.Clean(note));
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, Guid? clinic, Guid? doctor, string? note, CancellationToken ct)
    {
        (Version, ClinicId, DoctorId, Note) = (version, clinic, doctor, TextRules.Clean(note));
        var outcome = clinic is null
            ? Outcome.Invalid([new FieldError("clinic", "Errors.RedirectClinic")])
            : await service.RedirectAsync(Certificate.Id, version, new RedirectInput { ClinicId = clinic.Value, DoctorId = doctor, Note = Note }, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Index + "?done=redirected");
        }

        await LoadAsync(ct);
        return await AgainAsync(outcome, ct);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Clinics = [.. (await directory.ListReceiversAsync(ct)).Where(clinic => clinic.Id != Certificate.ClinicId)];
        Doctors = ClinicId is { } id && Clinics.Any(clinic => clinic.Id == id) ? await directory.ListDoctorsAsync(id, ct) : [];
    }
}
