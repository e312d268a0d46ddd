using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Reads and writes minutes. The caller has shown that they are the viewer's to read.</summary>
public sealed class MinutesRepository(DbSession db)
{
    private const string Columns = """
        SELECT m.Id, m.SeminarId, m.Number, m.Body, m.BodyHtml, m.Reason, m.WrittenById, m.WrittenByName, m.SavedAt, m.PublishedAt, m.Version
        FROM SeminarMinutes m
        WHERE m.SeminarId = @SeminarId
        """;

    internal const string FindDraftSql = Columns + """
         AND m.PublishedAt IS NULL
        """;

    internal const string FindNumberSql = Columns + """
         AND m.PublishedAt IS NOT NULL AND m.Number = @Number
        """;

    internal const string FindCurrentSql = Columns + """
         AND m.PublishedAt IS NOT NULL
        ORDER BY m.Number DESC, m.Id
        {take}
        """;

    internal const string ListSql = """
        SELECT m.Number, m.Reason, m.WrittenByName, m.PublishedAt
        FROM SeminarMinutes m
        WHERE m.SeminarId = @SeminarId AND m.PublishedAt IS NOT NULL
        ORDER BY m.Number DESC, m.Id
        """;

    internal const string InsertSql = """
        INSERT INTO SeminarMinutes (Id, SeminarId, Number, Body, BodyHtml, Reason, WrittenById, WrittenByName, SavedAt, PublishedAt, Version)
        SELECT @Id, @SeminarId, @Number, @Body, @BodyHtml, @Reason, p.Id, p.Name, @At, @PublishedAt, 1
        FROM People p
        WHERE p.Id = @ById
        """;

    internal const string SetSql = """
        UPDATE SeminarMinutes
        SET Body = @Body, BodyHtml = @BodyHtml, WrittenById = @ById, WrittenByName = (SELECT p.Name FROM People p WHERE p.Id = @ById),
            SavedAt = @At, PublishedAt = @PublishedAt, Version = Version + 1
        WHERE Id = @Id AND Version = @Version AND PublishedAt IS NULL
        """;

    /// <returns>Null when nothing has been written, or what was written is published.</returns>
    public Task<SeminarMinutes?> FindDraftAsync(Guid seminarId, CancellationToken ct) => db.FindAsync<SeminarMinutes>(FindDraftSql, new { SeminarId = seminarId }, ct);

    /// <param name="number">Of a version to see as it was; null for the one that holds now.</param>
    /// <returns>Null when there is no such version, or it is not published.</returns>
    public async Task<SeminarMinutes?> FindPublishedAsync(Guid seminarId, int? number, CancellationToken ct) => number is { } wanted
        ? await db.FindAsync<SeminarMinutes>(FindNumberSql, new { SeminarId = seminarId, Number = wanted }, ct)
        : await db.FindAsync<SeminarMinutes>(FindCurrentSql, new { SeminarId = seminarId, Take = 1 }, ct);

    /// <summary>The published versions, newest first, without their texts.</summary>
    public Task<IReadOnlyList<MinutesVersion>> ListAsync(Guid seminarId, CancellationToken ct) => db.QueryAsync<MinutesVersion>(ListSql, new { SeminarId = seminarId }, ct);

    /// <param name="publishedAt">UTC; null for a draft.</param>
    /// <returns>False when there is a version with this number by now; the transaction is then only good for rolling back.</returns>
    internal Task<bool> TryInsertAsync(Guid seminarId, int number, MinutesInput input, string html, DateTime? publishedAt, ActionContext by, CancellationToken ct) => db.TryInsertAsync(
        InsertSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            SeminarId = seminarId,
            Number = number,
            input.Body,
            BodyHtml = html,
            Reason = number == 1 ? null : input.Reason,
            by.At,
            PublishedAt = publishedAt,
            ById = by.PersonId,
        },
        ct);

    /// <returns>False when somebody else saved the draft since.</returns>
    internal async Task<bool> SetAsync(Guid id, MinutesInput input, string html, DateTime? publishedAt, ActionContext by, CancellationToken ct) => await db.ExecuteAsync(
        SetSql, new { Id = id, Version = input.BasedOn, input.Body, BodyHtml = html, PublishedAt = publishedAt, by.At, ById = by.PersonId }, ct) == 1;
}
