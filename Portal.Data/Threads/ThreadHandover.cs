using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>A thread that went with its case.</summary>
/// <param name="Sequence">Number of its newest message.</param>
public readonly record struct MovedThread(Guid Id, long Sequence);

/// <summary>Lets the threads of a citizen follow the case: the new caseworker is introduced in each that is not closed, with phone and hours.</summary>
public sealed class ThreadHandover(DbSession db, ThreadRepository threads, ThreadWrites writes)
{
    internal const string ListOfCitizenSql = """
        SELECT t.Id, t.UnitId, t.Status
        FROM DialogueThreads t
        WHERE t.CitizenId = @CitizenId AND (t.UnitId <> @UnitId OR t.CaseworkerId IS NULL OR t.CaseworkerId <> @ToId)
        ORDER BY t.LastAt, t.Id
        """;

    internal const string SetOwnerSql = """
        UPDATE DialogueThreads
        SET UnitId = @UnitId, CaseworkerId = @ToId
        WHERE Id = @Id
        """;

    internal const string FindSequenceSql = "SELECT LastSequence FROM DialogueThreads WHERE Id = @Id";

    /// <summary>Moves them, in the open transaction of the handover.</summary>
    /// <param name="taker">Who has the case from now on; has a unit.</param>
    /// <returns>Those that got a line, to be told of after the commit.</returns>
    internal async Task<IReadOnlyList<MovedThread>> MoveAsync(Guid citizenId, Person taker, ActionContext by, CancellationToken ct)
    {
        var moved = new List<MovedThread>();
        foreach (var thread in await db.QueryAsync<Row>(ListOfCitizenSql, new { CitizenId = citizenId, taker.UnitId, ToId = taker.Id }, ct))
        {
            var tells = thread.Status != nameof(ThreadStatus.Closed);
            if (tells)
            {
                await writes.TakeNumberAsync(thread.Id, null, by.At, ct);
            }

            var sequence = await db.FindAsync<long>(FindSequenceSql, new { thread.Id }, ct);
            if (tells)
            {
                var detail = new ThreadEventDetail { Name = taker.Name, Title = taker.Title, Phone = taker.Phone, Hours = taker.ReachableHours };
                await writes.InsertLineAsync(thread.Id, sequence, ThreadSide.Municipality, ThreadEvent.CaseworkerChanged, detail, by, ct);
                moved.Add(new MovedThread(thread.Id, sequence));
            }

            await db.ExecuteAsync(SetOwnerSql, new { thread.Id, taker.UnitId, ToId = taker.Id }, ct);
            await MoveUnitAsync(thread, taker.UnitId!.Value, sequence, by, ct);
            await writes.NameAsync(thread.Id, taker.Id, ThreadSide.Municipality, ct);
        }

        return moved;
    }

    // The history goes with the case; the unit before keeps what it saw.
    private async Task MoveUnitAsync(Row thread, Guid unitId, long sequence, ActionContext by, CancellationToken ct)
    {
        if (thread.UnitId == unitId)
        {
            return;
        }

        foreach (var member in (await threads.ListMembersAsync(thread.Id, ct)).Where(member => member.UnitId is not null && member.IsActive))
        {
            await writes.EndMemberAsync(member, sequence, by, ct);
        }

        await writes.AddMemberAsync(thread.Id, unitId, null, null, 0, by, ct);
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid UnitId { get; init; }

        public required string Status { get; init; }
    }
}
