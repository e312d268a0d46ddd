using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Takes back what was sent wrongly: the stub stays, the text is gone from every copy that the portal has.</summary>
public sealed class ThreadRetractions(
    DbSession db, ThreadRepository threads, ThreadWrites writes, ThreadFiles threadFiles, AttachmentStore store, IThreadNotifier notifier, AuditLog audit)
{
    internal const string FindSequenceSql = """
        SELECT Sequence
        FROM ThreadMessages
        WHERE Id = @Id AND ThreadId = @ThreadId
        """;

    /// <returns>Done also for one who takes it back again; Invalid when no reason was chosen; NotFound when there is no such message, or not for the actor.</returns>
    public async Task<Outcome> RetractAsync(Guid threadId, Guid messageId, RetractReason? reason, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var sequence = await db.FindAsync<long?>(FindSequenceSql, new { Id = messageId, ThreadId = threadId }, ct);
        var thread = sequence is null ? null : await threads.FindAsync(threadId, by, ct);
        if (thread is null || await threads.ListMessagesAsync(thread, ThreadPage.Only(sequence!.Value), ct) is not [var message])
        {
            return Outcome.NotFound;
        }

        if (ThreadRules.WhyNotRetract(message, thread.Sight, by) is { } refusal)
        {
            return message.RetractedAt is not null ? Outcome.Done(messageId) : Outcome.Refused(refusal);
        }

        if (reason is not { } why)
        {
            return Outcome.Invalid([new FieldError("reason", "Errors.Choose")]);
        }

        if (!await writes.RetractAsync(threadId, messageId, why, by, ct))
        {
            return Outcome.Done(messageId);
        }

        var files = message.Links.Select(link => link.AttachmentId).OfType<Guid>().ToList();
        foreach (var file in files)
        {
            await threadFiles.DeleteAsync(file, ct);
        }

        await audit.WriteAsync(by, "thread.retract", "Thread", threadId, thread.CitizenId, messageId.ToString(), ct);
        await transaction.CommitAsync(ct);
        files.ForEach(store.Delete);
        await notifier.RetractedAsync(threadId, message.Sequence);
        return Outcome.Done(messageId);
    }
}
