using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Tells the doctor what the answer was used for and, at once or later, what came of it.</summary>
public sealed class FeedbackModel(FeedbackService feedback, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public Guid CommandId { get; private set; }

    public string UsedFor { get; private set; } = "";

    public string CameOfIt { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.GiveFeedback, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        CommandId = Guid.CreateVersion7();
        // Whoever comes back has something to add to what was told before.
        UsedFor = Certificate.FeedbackAt is null ? "" : (await feedback.ListFeedbackAsync(Certificate.Id, ct))[^1].UsedFor;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid commandId, string? usedFor, string? cameOfIt, CancellationToken ct)
    {
        (CommandId, UsedFor, CameOfIt) = (commandId, TextRules.Clean(usedFor), TextRules.Clean(cameOfIt));
        var outcome = await feedback.GiveFeedbackAsync(
            Certificate.Id, new FeedbackInput { CommandId = commandId, UsedFor = UsedFor, CameOfIt = CameOfIt }, By, ct);
        return outcome.IsDone ? LocalRedirect(CertificateLinks.Done(Certificate.Id, "feedback-given")) : await AgainAsync(outcome, ct);
    }
}
