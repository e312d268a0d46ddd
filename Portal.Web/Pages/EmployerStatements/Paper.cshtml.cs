using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Attaches the paper of a first part. The statement's own page has the same form; one comes here when something was wrong.</summary>
[UploadLimit(AttachmentUpload.LargestRequest)]
[RequestSizeLimit(AttachmentUpload.LargestTransfer)]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentUpload.LargestRequest)]
public sealed class PaperModel(AttachmentService service, AttachmentRepository attachments, CurrentUser user, Texts texts) : StatementPageModel
{
    public AttachmentLines Lines { get; private set; } = null!;

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public IActionResult OnGet() => LocalRedirect(StatementLinks.Details(Found.Document.Id));

    public async Task<IActionResult> OnPostAddAsync(IFormFile? file, CancellationToken ct) => await AfterAsync(
        await AttachmentUpload.ReadAsync(file, ct) is { } input
            ? await service.AddAsync(AttachmentOwner.EmployerStatement, Found.Document.Id, input, user.Acting(), ct)
            : AttachmentUpload.NoFile,
        "attached",
        ct);

    public async Task<IActionResult> OnPostRemoveAsync(Guid attachmentId, CancellationToken ct) =>
        await AfterAsync(await service.RemoveAsync(AttachmentOwner.EmployerStatement, Found.Document.Id, attachmentId, user.Acting(), ct), "detached", ct);

    private async Task<IActionResult> AfterAsync(Outcome outcome, string deed, CancellationToken ct)
    {
        var id = Found.Document.Id;
        if (outcome.IsDone)
        {
            return LocalRedirect(StatementLinks.Done(id, deed));
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Attachments.ChangedMeanwhile"], IsWarning: true)
            : null;
        Lines = new AttachmentLines(
            await attachments.ListAsync(AttachmentOwner.EmployerStatement, id, user.Acting(), ct), fileId => StatementLinks.Attachment(id, fileId));
        return this.PageAfter(outcome);
    }
}
