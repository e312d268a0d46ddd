using Microsoft.AspNetCore.Mvc;
using Portal.Data;

namespace Portal.Web.Pages.Certificates;

/// <summary>A certificate as a file to print or to lay into a case.</summary>
public sealed class PdfModel(CertificatePapers papers) : CertificatePageModel
{
    public async Task<IActionResult> OnGetAsync(string? part, CancellationToken ct)
    {
        var (outcome, paper) = await papers.MakeAsync(Certificate, part, isPdf: true, isConfirmed: false, Request, ct);
        return paper is not null ? await papers.FileAsync(this, paper, ct)
            // The page asks for the confirmation and gives the file.
            : outcome.Kind == OutcomeKind.Refused ? LocalRedirect(CertificateLinks.Confirm(Certificate.Id, part))
            : NotFound();
    }
}
