using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>The two do not agree: says so, chooses what is tried next, and writes down how it ended.</summary>
public sealed class DisagreementModel(ThreadDisputes disputes, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    public DisputeStep? Step { get; private set; }

    public DisputeOutcome? Outcome { get; private set; }

    public string Note { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!May(ThreadAction.Dispute) && !May(ThreadAction.ResolveDispute))
        {
            return LocalRedirect(ThreadLinks.Details(Thread.Id));
        }

        (Version, Step) = (Thread.Version, Thread.DisputeStep);
        return Page();
    }

    public async Task<IActionResult> OnPostOpenAsync(int version, CancellationToken ct)
    {
        Version = version;
        // The next step is chosen at once, on this page.
        var outcome = await disputes.OpenAsync(Thread.Id, version, By, ct);
        return outcome.IsDone ? LocalRedirect(ThreadLinks.Act(Thread.Id, "disagreement")) : await EndAsync(outcome, "disputed", () => Task.CompletedTask, ct);
    }

    public async Task<IActionResult> OnPostStepAsync(int version, string? step, CancellationToken ct)
    {
        (Version, Step) = (version, Chosen<DisputeStep>(step));
        return await EndAsync(await disputes.TakeStepAsync(Thread.Id, version, Step, By, ct), "step", () => Task.CompletedTask, ct);
    }

    public async Task<IActionResult> OnPostResolveAsync(int version, string? outcome, string? note, CancellationToken ct)
    {
        (Version, Step, Outcome, Note) = (version, Thread.DisputeStep, Chosen<DisputeOutcome>(outcome), TextRules.Clean(note));
        return await EndAsync(await disputes.ResolveAsync(Thread.Id, version, Outcome, Note, By, ct), "resolved", () => Task.CompletedTask, ct);
    }
}
