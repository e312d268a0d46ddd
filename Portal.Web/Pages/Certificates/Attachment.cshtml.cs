using Microsoft.AspNetCore.Mvc;
using Portal.Data.Attachments;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>One attached file to download: for the clinic its own, for the municipality what a signed answer has.</summary>
public sealed class AttachmentModel(AttachmentService service, CurrentUser user) : CertificatePageModel
{
    public async Task<IActionResult> OnGetAsync(string attachmentId, CancellationToken ct) =>
        Guid.TryParse(attachmentId, out var id)
        && await service.OpenAsync(AttachmentOwner.Certificate, Certificate.Id, id, user.Acting(), ct) is { } opened
            ? AttachmentUpload.Download(opened)
            : NotFound();
}
