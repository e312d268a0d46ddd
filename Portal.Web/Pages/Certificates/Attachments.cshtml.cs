using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>The files that go with a clinic's answer.</summary>
[UploadLimit(AttachmentUpload.LargestRequest)]
[RequestSizeLimit(AttachmentUpload.LargestTransfer)]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentUpload.LargestRequest)]
public sealed class AttachmentsModel(AttachmentService service, AttachmentRepository attachments, AuditLog audit, CurrentUser user, Texts texts) : CertificatePageModel
{
    // What the page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["added", "removed"];

    public AttachmentLines Lines { get; private set; } = null!;

    /// <summary>The answer is being written, so that files may come and go.</summary>
    public bool MayWrite { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Attachments.Done.{done}"]) : null;
        await audit.WriteReadAsync(user.Acting(), "certificate.read", "Certificate", Certificate.Id, Certificate.Citizen.Id, "attachments", ct);
        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAddAsync(IFormFile? file, CancellationToken ct) => await AfterAsync(
        await AttachmentUpload.ReadAsync(file, ct) is { } input
            ? await service.AddAsync(AttachmentOwner.Certificate, Certificate.Id, input, user.Acting(), ct)
            : AttachmentUpload.NoFile,
        "added",
        ct);

    public async Task<IActionResult> OnPostRemoveAsync(Guid attachmentId, CancellationToken ct) =>
        await AfterAsync(await service.RemoveAsync(AttachmentOwner.Certificate, Certificate.Id, attachmentId, user.Acting(), ct), "removed", ct);

    private async Task<IActionResult> AfterAsync(Outcome outcome, string deed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect($"{CertificateLinks.Attachments(Certificate.Id)}?done={deed}");
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Attachments.ChangedMeanwhile"], IsWarning: true)
            : null;
        await ShowAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        MayWrite = AnswerService.WhyNotAttach(Certificate, user.Acting()) is null;
        Lines = new AttachmentLines(
            await attachments.ListAsync(AttachmentOwner.Certificate, Certificate.Id, user.Acting(), ct), id => CertificateLinks.Attachment(Certificate.Id, id));
        return Page();
    }
}
