using Portal.Data.Audit;

namespace Portal.Data.Threads;

/// <summary>The two do not agree: one of them says so, the next step is chosen, and how it ended is written down.</summary>
public sealed class ThreadDisputes(ThreadActs acts)
{
    public Task<Outcome> OpenAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.Dispute, ThreadEvent.Disputed, "thread.dispute", by,
        thread => ThreadActs.Done(thread with
        {
            DisputedById = by.PersonId,
            DisputeStep = null,
            DisputeOutcome = null,
            DisputeNote = null,
            Facts = thread.Facts with { DisputedAt = by.At, DisputeEndedAt = null },
        }),
        ct);

    /// <summary>Says what is tried next.</summary>
    public Task<Outcome> TakeStepAsync(Guid id, int version, DisputeStep? step, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.TakeDisputeStep, ThreadEvent.DisputeStep, "thread.dispute-step", by,
        thread => step is null
            ? ThreadActs.Invalid("step", "Errors.Choose")
            : ThreadActs.Done(thread with { DisputeStep = step }, new ThreadEventDetail { Step = step }),
        ct);

    /// <summary>Writes down how it ended.</summary>
    /// <param name="note">A word about it, at most <see cref="ThreadRules.LongestReason"/> characters; may be empty.</param>
    public Task<Outcome> ResolveAsync(Guid id, int version, DisputeOutcome? outcome, string note, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.ResolveDispute, ThreadEvent.DisputeResolved, "thread.resolve-dispute", by,
        thread => outcome is null ? ThreadActs.Invalid("outcome", "Errors.Choose")
            : TextRules.CheckText("note", note, ThreadRules.LongestReason) is { } error ? ThreadActs.Invalid(error.Field, error.Key, error.Arguments)
            : ThreadActs.Done(
                thread with { DisputeOutcome = outcome, DisputeNote = note, Facts = thread.Facts with { DisputeEndedAt = by.At } },
                new ThreadEventDetail { Outcome = outcome }),
        ct);
}
