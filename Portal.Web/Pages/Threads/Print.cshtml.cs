using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Threads;

/// <summary>The paper on the screen: printed from there, cut down to a part, or looked at before the file is made.</summary>
public sealed class PrintModel(ThreadPapers papers) : ThreadPageModel
{
    /// <summary>Null while the confirmation is asked for.</summary>
    public ThreadPaperModel? Paper { get; private set; }

    /// <summary>The part, as the address has it.</summary>
    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>Why the page comes instead of a file; null when it was asked for.</summary>
    public PdfProblem? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync(string? from, string? to, string? instead, CancellationToken ct)
    {
        Problem = Enum.TryParse<PdfProblem>(instead, out var problem) && Enum.IsDefined(problem) ? problem : null;
        return ShowAsync(from, to, isConfirmed: false, ct);
    }

    /// <summary>The page, after the confirmation that a protected citizen's paper takes.</summary>
    public Task<IActionResult> OnPostShowAsync(string? from, string? to, CancellationToken ct) => ShowAsync(from, to, isConfirmed: true, ct);

    /// <summary>The file, after the confirmation.</summary>
    public async Task<IActionResult> OnPostFileAsync(string? from, string? to, CancellationToken ct)
    {
        var (_, paper) = await papers.MakeAsync(Thread, from, to, isPdf: true, isConfirmed: true, Request, ct);
        return paper is null ? NotFound() : await papers.FileAsync(this, paper, ct);
    }

    private async Task<IActionResult> ShowAsync(string? from, string? to, bool isConfirmed, CancellationToken ct)
    {
        var (outcome, paper) = await papers.MakeAsync(Thread, from, to, isPdf: false, isConfirmed, Request, ct);
        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        (Paper, From, To) = (paper, from ?? "", to ?? "");
        return Page();
    }
}
