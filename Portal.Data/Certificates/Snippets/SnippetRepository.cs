using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates.Snippets;

/// <summary>Reads and writes a clinic's snippets: everybody sees the clinic's, and nobody another's own.</summary>
public sealed class SnippetRepository(DbSession db)
{
    private const string Columns = """
        SELECT s.Id, s.Name, s.Wording, s.SectionId, CASE WHEN s.PersonId IS NULL THEN 0 ELSE 1 END AS IsOwn, s.IsRetired,
               p.Name AS ChangedByName, s.ChangedAt, s.Version
        FROM AnswerSnippets s
        JOIN People p ON p.Id = s.ChangedById
        """;

    private const string OfViewer = """

        WHERE s.ClinicId = @ClinicId AND (s.PersonId IS NULL OR s.PersonId = @PersonId)
        """;

    private const string OwnFirst = """

        ORDER BY CASE WHEN s.PersonId IS NULL THEN 1 ELSE 0 END, s.Name COLLATE {danish}, s.Id
        {take}
        """;

    internal const string FindSql = Columns + OfViewer + " AND s.Id = @Id";

    internal const string ListSql = Columns + OfViewer + " AND s.IsRetired = 0" + OwnFirst;

    internal const string ListRetiredSql = Columns + OfViewer + " AND s.IsRetired = 1" + OwnFirst;

    internal const string CountSql = "SELECT COUNT(*) FROM AnswerSnippets WHERE ClinicId = @ClinicId AND IsRetired = 0";

    internal const string InsertSql = """
        INSERT INTO AnswerSnippets (Id, ClinicId, PersonId, SectionId, Name, Wording, IsRetired, ChangedById, ChangedAt, Version)
        VALUES (@Id, @ClinicId, @OwnerId, @SectionId, @Name, @Wording, 0, @ById, @At, 1)
        """;

    internal const string SetSql = """
        UPDATE AnswerSnippets
        SET SectionId = @SectionId, Name = @Name, Wording = @Wording, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string SetRetiredSql = """
        UPDATE AnswerSnippets
        SET IsRetired = @IsRetired, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <summary>What is offered to somebody of a clinic who writes an answer: their own first, then the clinic's, each in the order of the Danish alphabet.</summary>
    /// <returns>Nothing for people of no clinic.</returns>
    public Task<IReadOnlyList<Snippet>> ListAsync(ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<Snippet>(ListSql, new { viewer.ClinicId, viewer.PersonId, Take = SnippetRules.Most }, ct);

    /// <summary>What is not offered any more.</summary>
    public Task<IReadOnlyList<Snippet>> ListRetiredAsync(ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<Snippet>(ListRetiredSql, new { viewer.ClinicId, viewer.PersonId, Take = SnippetRules.Most }, ct);

    /// <returns>Null when it is neither the viewer's own nor the clinic's.</returns>
    public Task<Snippet?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        db.FindAsync<Snippet>(FindSql, new { Id = id, viewer.ClinicId, viewer.PersonId }, ct);

    /// <summary>How many the clinic has in use, everybody's own among them.</summary>
    internal async Task<int> CountAsync(ActionContext viewer, CancellationToken ct) => await db.FindAsync<int>(CountSql, new { viewer.ClinicId }, ct);

    internal Task InsertAsync(Guid id, SnippetInput input, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new { Id = id, by.ClinicId, OwnerId = input.IsOwn ? by.PersonId : (Guid?)null, input.SectionId, input.Name, input.Wording, ById = by.PersonId, by.At },
        ct);

    /// <returns>False when somebody else changed it since the version was read.</returns>
    internal async Task<bool> SetAsync(Guid id, int version, SnippetInput input, ActionContext by, CancellationToken ct) => await db.ExecuteAsync(
        SetSql, new { Id = id, Version = version, input.SectionId, input.Name, input.Wording, ById = by.PersonId, by.At }, ct) == 1;

    /// <returns>False when somebody else changed it since the version was read.</returns>
    internal async Task<bool> SetRetiredAsync(Guid id, int version, bool isRetired, ActionContext by, CancellationToken ct) => await db.ExecuteAsync(
        SetRetiredSql, new { Id = id, Version = version, IsRetired = isRetired, ById = by.PersonId, by.At }, ct) == 1;
}
