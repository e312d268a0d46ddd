using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Asks the medical consultant about a draft before it is sent.</summary>
public sealed class SparringModel(
    SparringService sparring, SparringRepository sparrings, CertificateRepository repository, CurrentUser user, Texts texts) : CertificatePageModel
{
    public IReadOnlyList<ConsultantChoice> Consultants { get; private set; } = [];

    public Guid? ConsultantId { get; private set; }

    public string Question { get; private set; } = "";

    public int Version { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.AskSparring, user.Acting()) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        await ListAsync(ct);
        // With one to choose there is nothing to choose.
        ConsultantId = Consultants.Where(choice => !choice.IsOfClinic).ToList() is [var only] ? only.Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, Guid? consultantId, string? sparringQuestion, CancellationToken ct)
    {
        (Version, ConsultantId, Question) = (version, consultantId, TextRules.Clean(sparringQuestion));
        var outcome = await sparring.AskAsync(Certificate.Id, version, consultantId, Question, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "asked"));
        }

        if (outcome.Kind == OutcomeKind.ChangedByOther && await repository.FindAsync(Certificate.Id, user.Acting(), ct) is { } now)
        {
            Version = now.Version;
            Banner = new Banner(texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true);
        }
        else if (outcome.Reason is not null)
        {
            Banner = new Banner(texts[outcome.Reason], IsWarning: true);
        }

        await ListAsync(ct);
        Errors = outcome.Errors;
        ViewData["HasErrors"] = Errors.Count > 0;
        return this.PageWithStatus(outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    private async Task ListAsync(CancellationToken ct) =>
        Consultants = await sparrings.ListConsultantsAsync(Certificate.MunicipalityId, Certificate.ClinicId, ct);
}
