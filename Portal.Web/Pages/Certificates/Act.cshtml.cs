using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Certificates;

/// <summary>Does one of the acts that need a text and nothing else: see <see cref="ActPages"/>.</summary>
public sealed class ActModel(
    ClinicService clinic, AfterAnswerService afterAnswer, RequestRounds rounds, PdfPrinter pdf, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public ActPage Act => field ??= ActPages.All.First(act => act.Slug == (string?)RouteData.Values["what"]);

    /// <summary>The text as it was typed.</summary>
    public string Words { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (CertificateRules.WhyNot(Certificate, Act.Action, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        (Version, Words) = (version, TextRules.Clean(Request.Form[Act.Field]));
        var outcome = await Act.DoAsync(new ActServices(clinic, afterAnswer, rounds), Certificate.Id, version, Words, By, ct);
        if (outcome.IsDone && Act.Action == CertificateAction.Revoke)
        {
            pdf.Forget(Certificate.Id);
        }

        return outcome.IsDone ? LocalRedirect(CertificateLinks.Done(Certificate.Id, Act.Slug)) : await AgainAsync(outcome, ct);
    }
}
