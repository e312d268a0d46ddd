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
        SELECT v.Id, v.TypeId, v.VersionNumber, v.ValidFromOn, v.ValidToOn, v.Definition, s.Id AS SettingsId, s.Settings
        FROM CertificateTypeVersions v
        LEFT JOIN CertificateTypeSettings s ON s.Id = @SettingsId
        WHERE v.Id = @Id
        """;

    // Of each type the newest version that has begun on a day, or the one to come where none has, with the newest settings of the municipality.
    internal const string ListSql = """
        SELECT v.Id, v.TypeId, v.VersionNumber, v.ValidFromOn, v.ValidToOn, v.Definition, s.Id AS SettingsId, s.Settings
        FROM CertificateTypeVersions v
        LEFT JOIN CertificateTypeSettings s ON s.MunicipalityId = @MunicipalityId AND s.TypeId = v.TypeId
            AND s.VersionNumber = (
                SELECT MAX(n.VersionNumber) FROM CertificateTypeSettings n WHERE n.MunicipalityId = @MunicipalityId AND n.TypeId = v.TypeId)
        WHERE (v.IsOrderable = 1 OR @OnlyOrderable = 0)
          AND v.VersionNumber = COALESCE(
              (SELECT MAX(n.VersionNumber) FROM CertificateTypeVersions n WHERE n.TypeId = v.TypeId AND n.ValidFromOn <= @Today),
              (SELECT MAX(n.VersionNumber) FROM CertificateTypeVersions n WHERE n.TypeId = v.TypeId))
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
        VALUES (@Id, @TypeId, @VersionNumber, @NameDa, @NameEn, @RequestCode, @AnswerCode, @IsOrderable, @Definition, @Checksum, @ValidFromOn, @ValidToOn)
        """;

    /// <summary>Stands where the catalogue does not say since when a form has looked as it does: it did before the portal came.</summary>
    public static readonly DateOnly BeforeThePortal = new(2000, 1, 1);

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
    /// <remarks>A type that is abolished, or that the municipality has switched off, is not among them.</remarks>
    public async Task<IReadOnlyList<CertificateTypeVersion>> ListOrderableAsync(Guid municipalityId, DateOnly today, CancellationToken ct) =>
        [.. (await ListAsync(municipalityId, today, onlyOrderable: true, ct)).Where(version => version.StateOn(today) == TypeState.On)];

    /// <summary>Every type of the catalogue, whatever its state on the day; those that can be ordered come first.</summary>
    public Task<IReadOnlyList<CertificateTypeVersion>> ListAsync(Guid municipalityId, DateOnly today, CancellationToken ct) =>
        ListAsync(municipalityId, today, onlyOrderable: false, ct);

    /// <summary>Takes the embedded catalogue in: a type whose description has changed gets a new version, the rest stay untouched.</summary>
    /// <param name="now">UTC.</param>
    public Task ImportCatalogueAsync(DateTime now, CancellationToken ct) => ImportAsync(ReadCatalogue(), now, ct);

    /// <param name="json">The text of a catalogue file.</param>
    internal async Task ImportAsync(string json, DateTime now, CancellationToken ct)
    {
        using var catalogue = JsonDocument.Parse(json);
        await using var transaction = await db.BeginAsync(ct);
        var newest = (await db.QueryAsync<Newest>(ListNewestSql, null, ct)).ToDictionary(version => version.TypeId);
        foreach (var type in catalogue.RootElement.GetProperty("types").EnumerateArray())
        {
            var description = JsonSerializer.Serialize(type, PortalJson.Options);
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)));
            var definition = PortalJson.Read<CertificateTypeDefinition>(description);
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
                    Definition = description,
                    Checksum = checksum,
                    ValidFromOn = definition.ValidFrom ?? (present is null ? BeforeThePortal : DanishTime.DayOf(now)),
                    ValidToOn = definition.ValidTo,
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

    /// <summary>The types of the embedded catalogue in its order, to choose among without asking the database.</summary>
    public static IReadOnlyList<CertificateTypeDefinition> Catalogue { get; } = ParseCatalogue();

    /// <summary>The text of the embedded catalogue file.</summary>
    public static string ReadCatalogue()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("reference/certificate-catalogue.json")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private async Task<IReadOnlyList<CertificateTypeVersion>> ListAsync(Guid municipalityId, DateOnly today, bool onlyOrderable, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(ListSql, new { MunicipalityId = municipalityId, Today = today, OnlyOrderable = onlyOrderable }, ct);
        return [.. rows.Select(row => cache.Find(row.Id, row.SettingsId) ?? Keep(row)).OrderBy(version => version.Definition.Order)];
    }

    private static List<CertificateTypeDefinition> ParseCatalogue()
    {
        using var catalogue = JsonDocument.Parse(ReadCatalogue());
        return [.. catalogue.RootElement.GetProperty("types").EnumerateArray()
            .Select(type => PortalJson.Read<CertificateTypeDefinition>(type.GetRawText()))
            .OrderBy(type => type.Order)];
    }

    private CertificateTypeVersion Keep(Row row)
    {
        var settings = row.Settings is null ? TypeSettings.Usual : PortalJson.Read<TypeSettings>(row.Settings);
        var definition = PortalJson.Read<CertificateTypeDefinition>(row.Definition);
        var version = new CertificateTypeVersion
        {
            Id = row.Id,
            TypeId = row.TypeId,
            VersionNumber = row.VersionNumber,
            ValidFromOn = row.ValidFromOn,
            ValidToOn = row.ValidToOn,
            Definition = settings.Apply(definition),
            Own = definition,
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

        public required DateOnly ValidFromOn { get; init; }

        public DateOnly? ValidToOn { get; init; }

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
