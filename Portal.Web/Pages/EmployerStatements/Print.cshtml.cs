using Microsoft.AspNetCore.Mvc;
using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>An issued statement on A4, with nothing around it.</summary>
public sealed class PrintModel(AttachmentRepository attachments, AuditLog audit, CurrentUser user) : StatementPageModel
{
    public IReadOnlyList<Attachment> Paper { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var document = Found.Document;
        if (document.IssuedAt is null)
        {
            return LocalRedirect(StatementLinks.Details(document.Id));
        }

        Paper = await attachments.ListForStatementAsync(document.Id, ct);
        await audit.WriteReadAsync(
            user.Acting(), "employer-statement.print", "EmployerStatement", document.Id, Found.Shared?.CitizenId, null, ct);
        return Page();
    }
}
