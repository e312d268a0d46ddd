using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;
using Portal.Web.Pages.Certificates;

namespace Portal.Web.Pages.Threads;

/// <summary>Puts a thread on paper, for the page that shows it and for the file.</summary>
public sealed class ThreadPapers(ThreadPrintService prints, PdfPrinter printer, CurrentUser user, Texts texts)
{
    private const string View = "/Pages/Threads/_PrintedThread.cshtml";

    /// <summary>The paper, after the access log has its row.</summary>
    /// <param name="from">Number of the first message, as the address has it; empty for the beginning.</param>
    /// <param name="to">Number of the last message; empty for the end.</param>
    public async Task<(Outcome Outcome, ThreadPaperModel? Paper)> MakeAsync(
        DialogueThread thread, string? from, string? to, bool isPdf, bool isConfirmed, HttpRequest request, CancellationToken ct)
    {
        if (!TryNumber(from, out var first) || !TryNumber(to, out var last))
        {
            return (Outcome.NotFound, null);
        }

        (first, last) = last < first ? (last, first) : (first, last);
        var (outcome, printed) = await prints.PrintAsync(thread, first, last, isPdf, isConfirmed, user.Acting(), ct);
        var viewer = user.Viewer;
        return (outcome, printed is null ? null : new ThreadPaperModel(
            printed,
            string.Join(", ", new[] { viewer.Name, viewer.Title, viewer.OrganisationName }.Where(word => word.Length > 0)),
            $"{request.Scheme}://{request.Host}{request.PathBase}{CertificateLinks.Verify}"));
    }

    /// <summary>The paper as a file; the page to print from where no file can be made.</summary>
    public async Task<IActionResult> FileAsync(PageModel page, ThreadPaperModel paper, CancellationToken ct)
    {
        var printed = paper.Printed;
        var result = await printer.PrintAsync(
            new PdfJob
            {
                OwnerId = printed.Thread.Id,
                Name = string.Create(CultureInfo.InvariantCulture, $"thread-{printed.From}-{printed.To}"),
                Title = texts["ThreadPaper.Title"],
                ViewName = View,
                Model = paper,
            },
            page.PageContext,
            ct);
        return page.PdfOr(
            result,
            $"{texts["ThreadPaper.File", printed.From.ToString(CultureInfo.InvariantCulture), printed.To.ToString(CultureInfo.InvariantCulture)]}.pdf",
            ThreadPaperLinks.Print(printed.Thread.Id, printed.From, printed.To));
    }

    private static bool TryNumber(string? word, out long? number)
    {
        number = long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
        return number is not null || string.IsNullOrWhiteSpace(word);
    }
}
