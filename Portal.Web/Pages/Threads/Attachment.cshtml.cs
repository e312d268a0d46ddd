using Microsoft.AspNetCore.Mvc;
using Portal.Data.Attachments;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>One file to download: for whoever may read the message that names it, and for its uploader before one does.</summary>
public sealed class AttachmentModel(AttachmentService service, CurrentUser user) : ThreadPageModel
{
    public async Task<IActionResult> OnGetAsync(string attachmentId, CancellationToken ct) =>
        Guid.TryParse(attachmentId, out var id) && await service.OpenAsync(AttachmentOwner.Thread, Thread.Id, id, user.Acting(), ct) is { } opened
            ? AttachmentUpload.Download(opened)
            : NotFound();
}
