using Portal.Data.Database;

namespace Portal.Data.Certificates.Library;

/// <summary>Reads and writes the questions that a municipality keeps.</summary>
public sealed class QuestionLibraryRepository(DbSession db)
{
    private const string Columns = """
        SELECT q.Id, q.MunicipalityId, q.TypeId, q.Wording, q.AgreedOn, q.IsRetired, p.Name AS ChangedByName, q.ChangedAt, q.Version
        FROM LibraryQuestions q
        JOIN People p ON p.Id = q.ChangedById
        """;

    internal const string FindSql = Columns + """

        WHERE q.Id = @Id AND q.MunicipalityId = @MunicipalityId
        """;

    internal const string ListSql = Columns + """

        WHERE q.MunicipalityId = @MunicipalityId
        ORDER BY q.TypeId, q.Wording COLLATE {danish}, q.Id
        {take}
        """;

    internal const string ListForTypeSql = Columns + """

        WHERE q.MunicipalityId = @MunicipalityId AND q.TypeId = @TypeId AND q.IsRetired = 0
        ORDER BY q.Wording COLLATE {danish}, q.Id
        {take}
        """;

    internal const string InsertSql = """
        INSERT INTO LibraryQuestions (Id, MunicipalityId, TypeId, Wording, AgreedOn, IsRetired, ChangedById, ChangedAt, Version)
        VALUES (@Id, @MunicipalityId, @TypeId, @Wording, @AgreedOn, 0, @ById, @At, 1)
        """;

    internal const string SetSql = """
        UPDATE LibraryQuestions
        SET TypeId = @TypeId, Wording = @Wording, AgreedOn = @AgreedOn, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string SetRetiredSql = """
        UPDATE LibraryQuestions
        SET IsRetired = @IsRetired, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <summary>More than any coordinator keeps in order.</summary>
    public const int Most = 500;

    /// <returns>Null when the municipality has no such question.</returns>
    public Task<LibraryQuestion?> FindAsync(Guid id, Guid municipalityId, CancellationToken ct) =>
        db.FindAsync<LibraryQuestion>(FindSql, new { Id = id, MunicipalityId = municipalityId }, ct);

    /// <summary>All that a municipality keeps, the retired ones among them, by type.</summary>
    public Task<IReadOnlyList<LibraryQuestion>> ListAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<LibraryQuestion>(ListSql, new { MunicipalityId = municipalityId, Take = Most }, ct);

    /// <summary>What is offered to somebody who asks for a certificate of a type.</summary>
    public Task<IReadOnlyList<LibraryQuestion>> ListForTypeAsync(Guid municipalityId, string typeId, CancellationToken ct) =>
        db.QueryAsync<LibraryQuestion>(ListForTypeSql, new { MunicipalityId = municipalityId, TypeId = typeId, Take = Most }, ct);

    internal Task InsertAsync(Guid id, Guid municipalityId, LibraryQuestionInput input, Guid by, DateTime at, CancellationToken ct) =>
        db.ExecuteAsync(
            InsertSql, new { Id = id, MunicipalityId = municipalityId, input.TypeId, input.Wording, input.AgreedOn, ById = by, At = at }, ct);

    /// <returns>False when somebody else changed it since the version was read.</returns>
    internal async Task<bool> SetAsync(Guid id, int version, LibraryQuestionInput input, Guid by, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(SetSql, new { Id = id, Version = version, input.TypeId, input.Wording, input.AgreedOn, ById = by, At = at }, ct) == 1;

    /// <returns>False when somebody else changed it since the version was read.</returns>
    internal async Task<bool> SetRetiredAsync(Guid id, int version, bool isRetired, Guid by, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(SetRetiredSql, new { Id = id, Version = version, IsRetired = isRetired, ById = by, At = at }, ct) == 1;
}
