using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>One version of what a municipality has settled about a type. It never changes; a change is a version more.</summary>
public sealed record TypeSettingsVersion
{
    public required Guid Id { get; init; }

    /// <summary>From 1, for each municipality and type.</summary>
    public required int VersionNumber { get; init; }

    public required TypeSettings Settings { get; init; }

    /// <summary>Why it was changed.</summary>
    public required string Note { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }
}

/// <summary>Reads and adds the versions of a municipality's settings.</summary>
public sealed class TypeSettingsRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT s.Id, s.VersionNumber, s.Settings, s.Note, p.Name AS ChangedByName, s.ChangedAt
        FROM CertificateTypeSettings s
        JOIN People p ON p.Id = s.ChangedById
        WHERE s.MunicipalityId = @MunicipalityId AND s.TypeId = @TypeId
        ORDER BY s.VersionNumber DESC, s.Id
        """;

    internal const string InsertSql = """
        INSERT INTO CertificateTypeSettings (Id, MunicipalityId, TypeId, VersionNumber, Settings, Note, ChangedById, ChangedAt)
        VALUES (@Id, @MunicipalityId, @TypeId, @VersionNumber, @Settings, @Note, @ChangedById, @ChangedAt)
        """;

    /// <summary>Every version of a type's settings, newest first.</summary>
    public async Task<IReadOnlyList<TypeSettingsVersion>> ListAsync(Guid municipalityId, string typeId, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(ListSql, new { MunicipalityId = municipalityId, TypeId = typeId }, ct);
        return [.. rows.Select(row => new TypeSettingsVersion
        {
            Id = row.Id,
            VersionNumber = row.VersionNumber,
            Settings = PortalJson.Read<TypeSettings>(row.Settings),
            Note = row.Note,
            ChangedByName = row.ChangedByName,
            ChangedAt = row.ChangedAt,
        })];
    }

    /// <returns>False when somebody else added this version in the meantime; the transaction is then only good for rolling back.</returns>
    internal Task<bool> TryInsertAsync(
        Guid id, Guid municipalityId, string typeId, int versionNumber, string settings, string note, Guid by, DateTime at, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new
            {
                Id = id,
                MunicipalityId = municipalityId,
                TypeId = typeId,
                VersionNumber = versionNumber,
                Settings = settings,
                Note = note,
                ChangedById = by,
                ChangedAt = at,
            },
            ct);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required int VersionNumber { get; init; }

        public required string Settings { get; init; }

        public required string Note { get; init; }

        public required string ChangedByName { get; init; }

        public required DateTime ChangedAt { get; init; }
    }
}
