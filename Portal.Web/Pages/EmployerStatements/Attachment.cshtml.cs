using Microsoft.AspNetCore.Mvc;
using Portal.Data.Attachments;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>The paper of a first part to download.</summary>
public sealed class AttachmentModel(AttachmentService service, CurrentUser user) : StatementPageModel
{
    public async Task<IActionResult> OnGetAsync(string attachmentId, CancellationToken ct) =>
        Guid.TryParse(attachmentId, out var id)
        && await service.OpenAsync(AttachmentOwner.EmployerStatement, Found.Document.Id, id, user.Acting(), ct) is { } opened
            ? AttachmentUpload.Download(opened)
            : NotFound();
}
