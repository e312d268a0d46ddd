using Portal.Data.Database;

namespace Portal.Data.Directory;

/// <summary>Sign-ins, so that one can be ended from the server.</summary>
public sealed class SessionService(DbSession db)
{
    /// <summary>After this a person signs in anew, however busy they were. A proposal: ASVS leaves the length to the risk.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    // An ended session refuses for as long as a cookie could still name it; a day is more than that.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    internal const string InsertSql = """
        INSERT INTO Sessions (Id, PersonId, StartedAt, EndedAt)
        VALUES (@Id, @PersonId, @StartedAt, NULL)
        """;

    internal const string FindStartSql = "SELECT StartedAt FROM Sessions WHERE Id = @Id AND PersonId = @PersonId AND EndedAt IS NULL";

    internal const string EndSql = """
        UPDATE Sessions
        SET EndedAt = @EndedAt
        WHERE Id = @Id AND EndedAt IS NULL
        """;

    internal const string DeleteOldSql = "DELETE FROM Sessions WHERE PersonId = @PersonId AND StartedAt < @Before";

    /// <summary>Begins a session; the one that the browser had before ends.</summary>
    /// <param name="before">What the browser had; null for nothing.</param>
    /// <param name="at">UTC.</param>
    /// <returns>Its id: random, and known to the cookie alone.</returns>
    public async Task<Guid> StartAsync(Guid personId, Guid? before, DateTime at, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var id = await ReplaceAsync(personId, before, at, at, ct);
        await db.ExecuteAsync(DeleteOldSql, new { PersonId = personId, Before = at - Kept }, ct);
        await transaction.CommitAsync(ct);
        return id;
    }

    /// <summary>A new session in the place of one, because the person's rights in it change. It ends when the old one would have.</summary>
    /// <param name="at">UTC.</param>
    /// <returns>Null when the old one is over.</returns>
    public async Task<Guid?> RenewAsync(Guid personId, Guid before, DateTime at, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.FindAsync<DateTime?>(FindStartSql, new { Id = before, PersonId = personId }, ct) is not { } startedAt)
        {
            return null;
        }

        var id = await ReplaceAsync(personId, before, startedAt, at, ct);
        await transaction.CommitAsync(ct);
        return id;
    }

    /// <summary>Ends a session; nothing happens when it is over.</summary>
    /// <param name="at">UTC.</param>
    public async Task EndAsync(Guid id, DateTime at, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await db.ExecuteAsync(EndSql, new { Id = id, EndedAt = at }, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Guid> ReplaceAsync(Guid personId, Guid? before, DateTime startedAt, DateTime at, CancellationToken ct)
    {
        if (before is { } ended)
        {
            await db.ExecuteAsync(EndSql, new { Id = ended, EndedAt = at }, ct);
        }

        // Not by time as other keys are: nothing about it may be guessed.
        var id = Guid.NewGuid();
        await db.ExecuteAsync(InsertSql, new { Id = id, PersonId = personId, StartedAt = startedAt }, ct);
        return id;
    }
}
