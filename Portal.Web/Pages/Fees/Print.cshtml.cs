using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Fees;

/// <summary>A month's fees as a document on paper.</summary>
public sealed class PrintModel(FeeRepository fees, AuditLog audit, PdfPrinter printer, CurrentUser user, When when) : PageModel
{
    public FeeDocument Document { get; private set; } = null!;

    /// <summary>Why there is no file, when one was asked for.</summary>
    public PdfProblem? Instead { get; private set; }

    public async Task OnGetAsync(string? month, string? instead, CancellationToken ct)
    {
        Instead = Enum.TryParse<PdfProblem>(instead, out var problem) && Enum.IsDefined(problem) ? problem : null;
        await ReadAsync(month, ct);
    }

    /// <summary>The same as a file.</summary>
    public async Task<IActionResult> OnGetPdfAsync(string? month, [FromServices] Texts texts, CancellationToken ct)
    {
        await ReadAsync(month, ct);
        var job = new PdfJob
        {
            // A list has no row of its own: it is kept for whoever asked.
            OwnerId = user.Acting().PersonId,
            Name = $"fees-{Document.Month}",
            Title = $"{texts["Fees.Title"]}, {FeeWords.Month(Document.Month)}",
            ViewName = "/Pages/Fees/_FeeDocument.cshtml",
            Model = Document,
        };
        return this.PdfOr(await printer.PrintAsync(job, PageContext, ct), $"honorarer-{Document.Month}.pdf", FeeLinks.Print(Document.Month));
    }

    private async Task ReadAsync(string? month, CancellationToken ct)
    {
        var shown = FeeMonth.TryParse(month) ?? FeeMonth.Of(when.Today);
        var by = user.Acting();
        var rows = await fees.ListAsync(shown, by, null, FeeDocument.MostRows, ct);
        foreach (var some in rows.Chunk(IndexModel.PageSize))
        {
            await audit.WriteReadAsync(by, "fee.print", "CertificateFee", null, null, string.Join(' ', some.Select(fee => fee.RequestId)), ct);
        }

        Document = new FeeDocument
        {
            Month = shown,
            IsClinic = user.Role.IsClinic(),
            Owner = user.Viewer.PlaceName is { } place ? $"{user.Viewer.OrganisationName}, {place}" : user.Viewer.OrganisationName,
            Rows = rows,
            Sums = await fees.SumAsync(shown, by, ct),
        };
    }
}
