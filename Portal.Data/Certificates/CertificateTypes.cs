using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Keeps versions that were read once: a version never changes.</summary>
public sealed class CertificateTypeCache
{
    private readonly ConcurrentDictionary<(Guid, Guid?), CertificateTypeVersion> _versions = new();

    public CertificateTypeVersion? Find(Guid id, Guid? settingsId) => _versions.GetValueOrDefault((id, settingsId));

    public void Keep(CertificateTypeVersion version) => _versions[(version.Id, version.SettingsId)] = version;
}

/// <summary>Reads the certificate types, and takes the catalogue file into the database as versioned reference data.</summary>
public sealed class CertificateTypes(DbSession db, CertificateTypeCache cache, AuditLog audit)
{
    internal const string FindVersionSql = """
        SELECT v.Id, v.TypeId, v.VersionNumber, v.Definition, s.Id AS SettingsId, s.Settings
        FROM CertificateTypeVersions v
        LEFT JOIN CertificateTypeSettings s ON s.Id = @SettingsId
        WHERE v.Id = @Id
        """;

    // The newest version of each type that holds on a day, with the newest settings that the municipality has made for it.
    internal const string ListOrderableSql = """
        SELECT v.Id, v.TypeId, v.VersionNumber, v.Definition, s.Id AS SettingsId, s.Settings
        FROM CertificateTypeVersions v
        LEFT JOIN CertificateTypeSettings s ON s.MunicipalityId = @MunicipalityId AND s.TypeId = v.TypeId
            AND s.VersionNumber = (
                SELECT MAX(n.VersionNumber) FROM CertificateTypeSettings n WHERE n.MunicipalityId = @MunicipalityId AND n.TypeId = v.TypeId)
        WHERE v.IsOrderable = 1 AND v.ValidFromOn <= @Today AND (v.ValidToOn IS NULL OR v.ValidToOn >= @Today)
          AND NOT EXISTS (
              SELECT 1 FROM CertificateTypeVersions n
              WHERE n.TypeId = v.TypeId AND n.VersionNumber > v.VersionNumber AND n.ValidFromOn <= @Today)
        ORDER BY v.TypeId, v.Id
        """;

    internal const string ListNewestSql = """
        SELECT v.TypeId, v.VersionNumber, v.Checksum
        FROM CertificateTypeVersions v
        WHERE NOT EXISTS (SELECT 1 FROM CertificateTypeVersions n WHERE n.TypeId = v.TypeId AND n.VersionNumber > v.VersionNumber)
        ORDER BY v.TypeId
        """;

    internal const string InsertVersionSql = """
        INSERT INTO CertificateTypeVersions (Id, TypeId, VersionNumber, NameDa, NameEn, RequestCode, AnswerCode, IsOrderable, Definition, Checksum, ValidFromOn, ValidToOn)
        VALUES (@Id, @TypeId, @VersionNumber, @NameDa, @NameEn, @RequestCode, @AnswerCode, @IsOrderable, @Definition, @Checksum, @ValidFromOn, NULL)
        """;

    // The catalogue does not say since when a form has looked as it does; it did before the portal came.
    private static readonly DateOnly BeforeThePortal = new(2000, 1, 1);

    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public async Task<CertificateTypeVersion> GetVersionAsync(Guid id, Guid? settingsId, CancellationToken ct)
    {
        if (cache.Find(id, settingsId) is { } kept)
        {
            return kept;
        }

        var row = await db.FindAsync<Row>(FindVersionSql, new { Id = id, SettingsId = settingsId }, ct)
            ?? throw new InvalidOperationException($"Certificate type version {id} does not exist.");
        return Keep(row);
    }

    /// <summary>What a municipality can order on a day, in the order of the catalogue.</summary>
    /// <remarks>A type that the municipality has switched off is not among them.</remarks>
    public async Task<IReadOnlyList<CertificateTypeVersion>> ListOrderableAsync(Guid municipalityId, DateOnly today, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(ListOrderableSql, new { MunicipalityId = municipalityId, Today = today }, ct);
        return [.. rows.Select(row => cache.Find(row.Id, row.SettingsId) ?? Keep(row))
            .Where(version => version.Settings.IsOn)
            .OrderBy(version => version.Definition.Order)];
    }

    /// <summary>Takes the embedded catalogue in: a type whose description has changed gets a new version, the rest stay untouched.</summary>
    /// <param name="now">UTC.</param>
    public async Task ImportCatalogueAsync(DateTime now, CancellationToken ct)
    {
        using var catalogue = JsonDocument.Parse(ReadCatalogue());
        await using var transaction = await db.BeginAsync(ct);
        var newest = (await db.QueryAsync<Newest>(ListNewestSql, null, ct)).ToDictionary(version => version.TypeId);
        foreach (var type in catalogue.RootElement.GetProperty("types").EnumerateArray())
        {
            var json = JsonSerializer.Serialize(type, PortalJson.Options);
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            var definition = PortalJson.Read<CertificateTypeDefinition>(json);
            var present = newest.GetValueOrDefault(definition.Id);
            if (present?.Checksum == checksum)
            {
                continue;
            }

            var id = Guid.CreateVersion7(new DateTimeOffset(now));
            var inserted = await db.TryInsertAsync(
                InsertVersionSql,
                new
                {
                    Id = id,
                    TypeId = definition.Id,
                    VersionNumber = (present?.VersionNumber ?? 0) + 1,
                    definition.NameDa,
                    definition.NameEn,
                    definition.RequestCode,
                    definition.AnswerCode,
                    IsOrderable = definition.Orderable,
                    Definition = json,
                    Checksum = checksum,
                    ValidFromOn = present is null ? BeforeThePortal : DanishTime.DayOf(now),
                },
                ct);
            if (!inserted)
            {
                // Another process that starts at the same time has just taken the whole catalogue in.
                return;
            }

            await audit.WriteAsync(ActionContext.System(now), "certificate-type.import", "CertificateType", id, null, definition.Id, ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>The text of the embedded catalogue file.</summary>
    public static string ReadCatalogue()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("reference/certificate-catalogue.json")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private CertificateTypeVersion Keep(Row row)
    {
        var settings = row.Settings is null ? TypeSettings.Usual : PortalJson.Read<TypeSettings>(row.Settings);
        var version = new CertificateTypeVersion
        {
            Id = row.Id,
            TypeId = row.TypeId,
            VersionNumber = row.VersionNumber,
            Definition = settings.Apply(PortalJson.Read<CertificateTypeDefinition>(row.Definition)),
            SettingsId = row.SettingsId,
            Settings = settings,
        };
        cache.Keep(version);
        return version;
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required string TypeId { get; init; }

        public required int VersionNumber { get; init; }

        public required string Definition { get; init; }

        public Guid? SettingsId { get; init; }

        public string? Settings { get; init; }
    }

    private sealed record Newest
    {
        public required string TypeId { get; init; }

        public required int VersionNumber { get; init; }

        public required string Checksum { get; init; }
    }
}
