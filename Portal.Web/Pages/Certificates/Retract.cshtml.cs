using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Certificates;

/// <summary>Takes a wrong sending back: the caseworker the request, the doctor the answer.</summary>
public sealed class RetractModel(RetractionService retractions, PdfPrinter pdf, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public WrongSending? Kind { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Whether it is the answer that is taken back, not the request.</summary>
    public bool OfAnswer => By.Role.IsClinic();

    public IActionResult OnGet()
    {
        if (CertificateRules.WhyNot(Certificate, OfAnswer ? CertificateAction.RetractAnswer : CertificateAction.RetractRequest, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? kind, string? note, CancellationToken ct)
    {
        (Version, Reason) = (version, TextRules.Clean(note));
        Kind = Enum.TryParse<WrongSending>(kind, out var value) && Enum.IsDefined(value) ? value : null;
        var input = new RetractionInput { Kind = Kind, Reason = Reason };
        var outcome = OfAnswer
            ? await retractions.RetractAnswerAsync(Certificate.Id, version, input, By, ct)
            : await retractions.RetractRequestAsync(Certificate.Id, version, input, By, ct);
        if (outcome.IsDone)
        {
            pdf.Forget(Certificate.Id);
        }

        return outcome.IsDone
            ? LocalRedirect(CertificateLinks.Done(Certificate.Id, OfAnswer ? "answer-retracted" : "request-retracted"))
            : await AgainAsync(outcome, ct);
    }
}
