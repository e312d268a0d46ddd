using Microsoft.AspNetCore.Mvc;
using Portal.Data;

namespace Portal.Web.Pages.Threads;

/// <summary>A thread, or a part of it, as a file to lay into a case.</summary>
public sealed class PdfModel(ThreadPapers papers) : ThreadPageModel
{
    public async Task<IActionResult> OnGetAsync(string? from, string? to, CancellationToken ct)
    {
        var (outcome, paper) = await papers.MakeAsync(Thread, from, to, isPdf: true, isConfirmed: false, Request, ct);
        return paper is not null ? await papers.FileAsync(this, paper, ct)
            // The page asks for the confirmation and gives the file.
            : outcome.Kind == OutcomeKind.Refused ? LocalRedirect(ThreadPaperLinks.Confirm(Thread.Id, from, to))
            : NotFound();
    }
}
