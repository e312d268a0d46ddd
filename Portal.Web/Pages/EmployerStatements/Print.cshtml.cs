using Microsoft.AspNetCore.Mvc;
using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>An issued statement on A4, with nothing around it.</summary>
public sealed class PrintModel(AttachmentRepository attachments, AuditLog audit, PdfPrinter printer, CurrentUser user) : StatementPageModel
{
    private const string FileName = "Mulighedserklaering.pdf";

    public IReadOnlyList<Attachment> Paper { get; private set; } = [];

    /// <summary>Why there is no file, when one was asked for.</summary>
    public PdfProblem? Instead { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? instead, CancellationToken ct)
    {
        Instead = Enum.TryParse<PdfProblem>(instead, out var problem) && Enum.IsDefined(problem) ? problem : null;
        return await ReadAsync(ct) ? Page() : LocalRedirect(StatementLinks.Details(Found.Document.Id));
    }

    /// <summary>The same as a file.</summary>
    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct)
    {
        var document = Found.Document;
        if (!await ReadAsync(ct))
        {
            return LocalRedirect(StatementLinks.Details(document.Id));
        }

        var job = new PdfJob
        {
            OwnerId = document.Id,
            Name = "statement",
            Title = document.Form.Name,
            ViewName = "/Pages/EmployerStatements/_StatementDocument.cshtml",
            Model = new StatementDocumentModel(document, Paper),
        };
        return this.PdfOr(await printer.PrintAsync(job, PageContext, ct), FileName, StatementLinks.Print(document.Id));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        var document = Found.Document;
        if (document.IssuedAt is null)
        {
            return false;
        }

        Paper = await attachments.ListForStatementAsync(document.Id, ct);
        await audit.WriteReadAsync(
            user.Acting(), "employer-statement.print", "EmployerStatement", document.Id, Found.Shared?.CitizenId, null, ct);
        return true;
    }
}
