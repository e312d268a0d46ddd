using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>What is done to a thread besides writing in it. Each act leaves a line in the thread, and is refused when somebody has written or acted since the form was drawn.</summary>
public sealed class ThreadActs(DbSession db, ThreadRepository threads, ThreadWrites writes, ThreadReceivers receivers, IThreadNotifier notifier, AuditLog audit)
{
    /// <summary>The side whose turn it is has nothing left to do.</summary>
    public Task<Outcome> HandleAsync(Guid id, int version, ActionContext by, CancellationToken ct) => ActAsync(
        id, version, ThreadAction.Handle, ThreadEvent.Handled, "thread.handle", by,
        thread => Done(thread with { Facts = ThreadRules.Handled(thread.Facts, thread.Sight.Side, by.At) }),
        ct);

    /// <summary>Ends the thread: nothing can be written in it until somebody takes it up again.</summary>
    public Task<Outcome> CloseAsync(Guid id, int version, ActionContext by, CancellationToken ct) => ActAsync(
        id, version, ThreadAction.Close, ThreadEvent.Closed, "thread.close", by,
        thread => Done(thread with { Facts = thread.Facts with { ClosedAt = by.At } }),
        ct);

    /// <summary>Takes up again what had ended.</summary>
    public Task<Outcome> ReopenAsync(Guid id, int version, ActionContext by, CancellationToken ct) => ActAsync(
        id, version, ThreadAction.Reopen, ThreadEvent.Reopened, "thread.reopen", by,
        thread => Done(thread with { Facts = ThreadRules.Reopened(thread.Facts, thread.Sight.Side, by.At) }),
        ct);

    /// <summary>Gives the thread to somebody of the actor's own side.</summary>
    /// <param name="personId">Null to lay it back into the queue.</param>
    public Task<Outcome> AssignAsync(Guid id, int version, Guid? personId, ActionContext by, CancellationToken ct) => ActAsync(
        id, version, ThreadAction.Assign, ThreadEvent.Assigned, "thread.assign", by,
        async thread =>
        {
            var isClinic = thread.Sight.Side == ThreadSide.Clinic;
            var people = isClinic ? await receivers.ListPeopleOfClinicAsync(thread.ClinicId, ct) : await receivers.ListPeopleOfUnitAsync(thread.UnitId, ct);
            var taker = people.FirstOrDefault(person => person.Id == personId);
            if (personId is not null && taker is null)
            {
                return (Outcome.Invalid([new FieldError("personId", "Errors.ThreadPerson")]), null);
            }

            if (taker is not null)
            {
                await writes.NameAsync(thread.Id, taker.Id, thread.Sight.Side, ct);
            }

            return (null, new ThreadChange(
                isClinic ? thread with { ClinicPersonId = personId } : thread with { CaseworkerId = personId },
                new ThreadEventDetail { Name = taker?.Name, Title = taker?.Title },
                personId?.ToString()));
        },
        ct);

    /// <summary>Does something to a thread, in one transaction with its line, its audit row and whatever the change itself writes.</summary>
    /// <param name="version">The version that the form was drawn from.</param>
    /// <param name="line">What the thread's new line tells.</param>
    /// <param name="act">The action's name in the log.</param>
    /// <param name="change">Works out what becomes of it, or why it cannot be; called in the open transaction, after the rules.</param>
    internal async Task<Outcome> ActAsync(
        Guid id,
        int version,
        ThreadAction action,
        ThreadEvent line,
        string act,
        ActionContext by,
        Func<DialogueThread, Task<(Outcome? Stop, ThreadChange? Change)>> change,
        CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await threads.FindAsync(id, by, ct) is not { } before)
        {
            return Outcome.NotFound;
        }

        if (!await writes.TakeNumberAsync(id, version, by.At, ct))
        {
            return await IsRepeatAsync(before, version, line, by, ct) ? Outcome.Done(id, before.Version) : Outcome.ChangedByOther;
        }

        // Read again: from here on nobody else changes it, and the last number is this line's.
        var thread = (await threads.FindAsync(id, by, ct))!;
        if (ThreadRules.WhyNot(thread.Facts, thread.Sight, action, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var (stop, changed) = await change(thread);
        if (changed is null)
        {
            return stop!;
        }

        await writes.SetAsync(changed.After, ct);
        await writes.InsertLineAsync(id, thread.LastSequence, thread.Sight.Side, line, changed.Detail, by, ct);
        await writes.WroteAsync(id, thread.Sight.Side, thread.LastSequence, by, ct);
        await audit.WriteAsync(by, act, "Thread", id, thread.CitizenId, changed.AuditDetail, ct);
        await transaction.CommitAsync(ct);
        await notifier.ChangedAsync(id, thread.LastSequence);
        return Outcome.Done(id, thread.Version);
    }

    internal static Task<(Outcome? Stop, ThreadChange? Change)> Done(DialogueThread after, ThreadEventDetail? detail = null) =>
        Task.FromResult<(Outcome?, ThreadChange?)>((null, new ThreadChange(after, detail ?? new ThreadEventDetail())));

    internal static Task<(Outcome? Stop, ThreadChange? Change)> Invalid(string field, string key, params object[] arguments) =>
        Task.FromResult<(Outcome?, ThreadChange?)>((Outcome.Invalid([new FieldError(field, key, arguments)]), null));

    /// <summary>Of two clicks the second finds the line of the first as the newest thing in the thread.</summary>
    private async Task<bool> IsRepeatAsync(DialogueThread thread, int version, ThreadEvent line, ActionContext by, CancellationToken ct) =>
        thread.Version == version + 1
        && await threads.ListMessagesAsync(thread, ThreadPage.Latest(1), ct) is [var newest]
        && newest.Event == line && newest.AuthorId == by.PersonId && newest.Sequence == thread.LastSequence;
}

/// <summary>What an act makes of a thread.</summary>
/// <param name="After">The thread after it.</param>
/// <param name="Detail">What the line names.</param>
/// <param name="AuditDetail">Ids for the log, if any.</param>
internal sealed record ThreadChange(DialogueThread After, ThreadEventDetail Detail, string? AuditDetail = null);
