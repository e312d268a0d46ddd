using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Asks the medical consultant about a draft before it is sent.</summary>
public sealed class SparringModel(
    SparringService sparring, SparringRepository sparrings, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public IReadOnlyList<ConsultantChoice> Consultants { get; private set; } = [];

    public Guid? ConsultantId { get; private set; }

    public string Question { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.AskSparring, By) is not null)
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
        var outcome = await sparring.AskAsync(Certificate.Id, version, consultantId, Question, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "asked"));
        }

        await ListAsync(ct);
        return await AgainAsync(outcome, ct);
    }

    private async Task ListAsync(CancellationToken ct) =>
        Consultants = await sparrings.ListConsultantsAsync(Certificate.MunicipalityId, Certificate.ClinicId, ct);
}
