using System.Security.Cryptography;
using System.Text;
using Portal.Data.Database;

namespace Portal.Data.Audit;

/// <summary>Remembers the ids that forms carry, so that a double click or a repeated post changes nothing twice.</summary>
public sealed class CommandLog(DbSession db)
{
    internal const string FindSql = """
        SELECT PersonId, Kind, ContentHash, ObjectId
        FROM Commands
        WHERE Id = @Id
        """;

    internal const string ListSameSql = """
        SELECT PersonId, Kind, ContentHash, ObjectId
        FROM Commands
        WHERE PersonId = @PersonId AND ContentHash = @ContentHash AND At >= @Since AND Kind = @Kind
        ORDER BY At, Id
        {take}
        """;

    internal const string InsertSql = """
        INSERT INTO Commands (Id, PersonId, Kind, ContentHash, ObjectId, At)
        VALUES (@Id, @PersonId, @Kind, @ContentHash, @ObjectId, @At)
        """;

    // Nobody writes the same form twice, word for word, in so short a time and means it.
    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(10);

    /// <summary>Looks whether the command was carried out before.</summary>
    /// <param name="content">The whole input as text: the same id with other content is not a repeat.</param>
    /// <returns>Null when it is new; else the outcome to give back at once.</returns>
    public async Task<Outcome?> FindRepeatAsync(Guid commandId, string kind, string content, ActionContext by, CancellationToken ct)
    {
        var earlier = await db.FindAsync<Row>(FindSql, new { Id = commandId }, ct);
        return earlier switch
        {
            null => null,
            _ when earlier.PersonId == by.PersonId && earlier.Kind == kind && earlier.ContentHash == Hash(content) => Outcome.Done(earlier.ObjectId),
            _ => Outcome.Refused(new Refusal("Refusals.FormUsedTwice")),
        };
    }

    /// <summary>Looks whether the same person has just made the same thing through another drawing of the form, as after the browser's back button.</summary>
    /// <param name="content">The whole input as text, without the command's id.</param>
    /// <returns>Null when not; else the outcome to give back at once.</returns>
    public async Task<Outcome?> FindSameAsync(string kind, string content, ActionContext by, CancellationToken ct)
    {
        var since = by.At - SameWithin;
        var earlier = await db.QueryAsync<Row>(
            ListSameSql, new { by.PersonId, Kind = kind, ContentHash = Hash(content), Since = since, Take = 1 }, ct);
        return earlier is [var same] ? Outcome.Done(same.ObjectId) : null;
    }

    /// <summary>What to answer when <see cref="TryRememberAsync"/> said that the same command came in another request: what that one did.</summary>
    /// <param name="transaction">The open transaction; it is rolled back.</param>
    public async Task<Outcome> YieldAsync(
        DbSession.TransactionScope transaction, Guid commandId, string kind, string content, ActionContext by, CancellationToken ct)
    {
        await transaction.DisposeAsync();
        return await FindRepeatAsync(commandId, kind, content, by, ct) ?? Outcome.ChangedByOther;
    }

    /// <returns>False when the same command was written by another request in the meantime; see <see cref="YieldAsync"/>.</returns>
    public Task<bool> TryRememberAsync(Guid commandId, string kind, string content, Guid objectId, ActionContext by, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new { Id = commandId, by.PersonId, Kind = kind, ContentHash = Hash(content), ObjectId = objectId, by.At },
            ct);

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private sealed record Row
    {
        public required Guid PersonId { get; init; }

        public required string Kind { get; init; }

        public required string ContentHash { get; init; }

        public required Guid ObjectId { get; init; }
    }
}
