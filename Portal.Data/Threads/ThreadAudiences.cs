using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Who takes part in a thread at this moment, and how far it has come. No names, no texts.</summary>
public sealed record ThreadAudience
{
    public required Guid ThreadId { get; init; }

    /// <summary>Number of the newest message.</summary>
    public required long LastSequence { get; init; }

    public required IReadOnlyList<ThreadMember> Members { get; init; }

    /// <summary>What somebody who takes part now may read.</summary>
    /// <returns>Null for everybody else, those who took part before included.</returns>
    public ThreadSight? ActiveSightOf(ActionContext viewer) => ThreadRules.SightOf(Members, viewer) is { IsActive: true } sight ? sight : null;
}

/// <summary>Reads who may be told that something is new.</summary>
public sealed class ThreadAudiences(DbSession db)
{
    private const int Most = 100;

    internal const string ListSql = """
        SELECT t.Id AS ThreadId, t.LastSequence, m.Id, m.UnitId, m.ClinicId, m.PersonId, m.AfterSequence, m.UntilSequence
        FROM DialogueThreads t
        JOIN ThreadMembers m ON m.ThreadId = t.Id
        WHERE t.Id IN @ThreadIds
        ORDER BY t.Id, m.Id
        """;

    /// <returns>Null when there is no such thread.</returns>
    public async Task<ThreadAudience?> FindAsync(Guid threadId, CancellationToken ct) => (await ListAsync([threadId], ct)).GetValueOrDefault(threadId);

    /// <summary>The audiences of some threads, in one statement for each hundred.</summary>
    public async Task<IReadOnlyDictionary<Guid, ThreadAudience>> ListAsync(IEnumerable<Guid> threadIds, CancellationToken ct)
    {
        var found = new Dictionary<Guid, ThreadAudience>();
        foreach (var some in threadIds.Distinct().Chunk(Most))
        {
            foreach (var rows in (await db.QueryAsync<Row>(ListSql, new { ThreadIds = some }, ct)).GroupBy(row => (row.ThreadId, row.LastSequence)))
            {
                found[rows.Key.ThreadId] = new ThreadAudience
                {
                    ThreadId = rows.Key.ThreadId,
                    LastSequence = rows.Key.LastSequence,
                    Members = [.. rows.Select(row => row.ToMember())],
                };
            }
        }

        return found;
    }

    private sealed record Row
    {
        public required Guid ThreadId { get; init; }

        public required long LastSequence { get; init; }

        public required Guid Id { get; init; }

        public Guid? UnitId { get; init; }

        public Guid? ClinicId { get; init; }

        public Guid? PersonId { get; init; }

        public required long AfterSequence { get; init; }

        public long? UntilSequence { get; init; }

        public ThreadMember ToMember() => new()
        {
            Id = Id,
            UnitId = UnitId,
            ClinicId = ClinicId,
            PersonId = PersonId,
            // Who is told needs no name.
            Name = "",
            AfterSequence = AfterSequence,
            UntilSequence = UntilSequence,
        };
    }
}
