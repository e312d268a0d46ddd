using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Printing;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Certificates;

/// <summary>The paper on the screen: printed from there, or looked at before the file is made.</summary>
public sealed class PrintModel(CertificatePapers papers) : CertificatePageModel
{
    /// <summary>Null while the confirmation is asked for.</summary>
    public PaperModel? Paper { get; private set; }

    public string Part { get; private set; } = "";

    /// <summary>Why the page comes instead of a file; null when it was asked for.</summary>
    public PdfProblem? Problem { get; private set; }

    public IReadOnlyList<PrintPart> Parts => PrintRules.PartsOf(Certificate);

    public Task<IActionResult> OnGetAsync(string? part, string? instead, CancellationToken ct)
    {
        Problem = Enum.TryParse<PdfProblem>(instead, out var problem) && Enum.IsDefined(problem) ? problem : null;
        return ShowAsync(part, isConfirmed: false, ct);
    }

    /// <summary>The page, after the confirmation that a protected citizen's paper takes.</summary>
    public Task<IActionResult> OnPostShowAsync(string? part, CancellationToken ct) => ShowAsync(part, isConfirmed: true, ct);

    /// <summary>The file, after the confirmation.</summary>
    public async Task<IActionResult> OnPostFileAsync(string? part, CancellationToken ct)
    {
        var (_, paper) = await papers.MakeAsync(Certificate, part, isPdf: true, isConfirmed: true, Request, ct);
        return paper is null ? NotFound() : await papers.FileAsync(this, paper, ct);
    }

    private async Task<IActionResult> ShowAsync(string? part, bool isConfirmed, CancellationToken ct)
    {
        var (outcome, paper) = await papers.MakeAsync(Certificate, part, isPdf: false, isConfirmed, Request, ct);
        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Paper = paper;
        Part = part ?? "";
        return Page();
    }
}
