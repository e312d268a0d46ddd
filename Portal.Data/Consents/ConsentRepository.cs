using Portal.Data.Database;

namespace Portal.Data.Consents;

/// <summary>Reads and writes consents. The caller has shown that the citizen is the viewer's.</summary>
public sealed class ConsentRepository(DbSession db)
{
    private const string Columns = """
        SELECT s.Id, s.CitizenId, s.Kinds, s.OtherSources, s.CaseReference, s.HowGiven, s.ToldAboutRefusing, s.GivenOn, s.ExpiresOn,
               p.Name AS RegisteredByName, s.RegisteredAt, s.WithdrawnAt, s.Version
        FROM Consents s
        JOIN People p ON p.Id = s.RegisteredById
        """;

    internal const string FindSql = Columns + """

        WHERE s.Id = @Id AND s.CitizenId = @CitizenId
        """;

    internal const string ListForCitizenSql = Columns + """

        WHERE s.CitizenId = @CitizenId
        ORDER BY s.RegisteredAt DESC, s.Id DESC
        {take}
        """;

    internal const string ListClinicsSql = """
        SELECT c.ConsentId, c.ClinicId, k.Name
        FROM ConsentClinics c
        JOIN Clinics k ON k.Id = c.ClinicId
        WHERE c.ConsentId IN @ConsentIds
        ORDER BY k.Name COLLATE {danish}, k.Id
        """;

    internal const string CountValidForClinicSql = """
        SELECT COUNT(*)
        FROM Consents s
        JOIN ConsentClinics c ON c.ConsentId = s.Id
        WHERE s.Id = @Id AND c.ClinicId = @ClinicId AND s.WithdrawnAt IS NULL AND s.GivenOn <= @Day AND s.ExpiresOn >= @Day
        """;

    internal const string InsertSql = """
        INSERT INTO Consents (Id, CitizenId, Kinds, OtherSources, CaseReference, HowGiven, ToldAboutRefusing, GivenOn, ExpiresOn,
                              RegisteredById, RegisteredAt, Version)
        VALUES (@Id, @CitizenId, @Kinds, @OtherSources, @CaseReference, @HowGiven, @ToldAboutRefusing, @GivenOn, @ExpiresOn,
                @RegisteredById, @RegisteredAt, 1)
        """;

    internal const string InsertClinicSql = "INSERT INTO ConsentClinics (ConsentId, ClinicId) VALUES (@ConsentId, @ClinicId)";

    internal const string SetWithdrawnSql = """
        UPDATE Consents
        SET WithdrawnAt = @At, WithdrawnById = @ById, Version = Version + 1
        WHERE Id = @Id AND WithdrawnAt IS NULL
        """;

    /// <returns>Null when the citizen has given no such consent.</returns>
    public async Task<Consent?> FindAsync(Guid id, Guid citizenId, CancellationToken ct) =>
        await db.FindAsync<Row>(FindSql, new { Id = id, CitizenId = citizenId }, ct) is { } row ? (await WithClinicsAsync([row], ct))[0] : null;

    /// <summary>A citizen's consents, newest first, those that hold no longer among them.</summary>
    public async Task<IReadOnlyList<Consent>> ListForCitizenAsync(Guid citizenId, int take, CancellationToken ct) =>
        await WithClinicsAsync(await db.QueryAsync<Row>(ListForCitizenSql, new { CitizenId = citizenId, Take = take }, ct), ct);

    /// <summary>Whether a consent holds on a day and names a clinic.</summary>
    public async Task<bool> CoversClinicAsync(Guid id, Guid clinicId, DateOnly day, CancellationToken ct) =>
        await db.FindAsync<int>(CountValidForClinicSql, new { Id = id, ClinicId = clinicId, Day = day }, ct) > 0;

    internal async Task<Consent> InsertAsync(Guid citizenId, ConsentInput input, Guid by, DateTime at, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(at));
        await db.ExecuteAsync(
            InsertSql,
            new
            {
                Id = id,
                CitizenId = citizenId,
                Kinds = string.Join(' ', input.Kinds),
                input.OtherSources,
                input.CaseReference,
                HowGiven = input.HowGiven!.Value.ToString(),
                input.ToldAboutRefusing,
                input.GivenOn,
                input.ExpiresOn,
                RegisteredById = by,
                RegisteredAt = at,
            },
            ct);
        foreach (var clinicId in input.ClinicIds.Distinct())
        {
            await db.ExecuteAsync(InsertClinicSql, new { ConsentId = id, ClinicId = clinicId }, ct);
        }

        return (await FindAsync(id, citizenId, ct))!;
    }

    /// <returns>False when it was withdrawn before.</returns>
    internal async Task<bool> SetWithdrawnAsync(Guid id, Guid by, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(SetWithdrawnSql, new { Id = id, ById = by, At = at }, ct) == 1;

    private async Task<IReadOnlyList<Consent>> WithClinicsAsync(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var clinics = (await db.QueryAsync<ClinicRow>(ListClinicsSql, new { ConsentIds = rows.Select(row => row.Id) }, ct))
            .ToLookup(row => row.ConsentId, row => new ConsentSource(row.ClinicId, row.Name));
        return [.. rows.Select(row => new Consent
        {
            Id = row.Id,
            CitizenId = row.CitizenId,
            Kinds = [.. row.Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<InformationKind>)],
            Clinics = [.. clinics[row.Id]],
            OtherSources = row.OtherSources,
            CaseReference = row.CaseReference,
            HowGiven = row.HowGiven,
            ToldAboutRefusing = row.ToldAboutRefusing,
            GivenOn = row.GivenOn,
            ExpiresOn = row.ExpiresOn,
            RegisteredByName = row.RegisteredByName,
            RegisteredAt = row.RegisteredAt,
            WithdrawnAt = row.WithdrawnAt,
            Version = row.Version,
        })];
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid CitizenId { get; init; }

        public required string Kinds { get; init; }

        public required string OtherSources { get; init; }

        public required string CaseReference { get; init; }

        public required ConsentForm HowGiven { get; init; }

        public bool ToldAboutRefusing { get; init; }

        public required DateOnly GivenOn { get; init; }

        public required DateOnly ExpiresOn { get; init; }

        public required string RegisteredByName { get; init; }

        public required DateTime RegisteredAt { get; init; }

        public DateTime? WithdrawnAt { get; init; }

        public required int Version { get; init; }
    }

    private sealed record ClinicRow
    {
        public required Guid ConsentId { get; init; }

        public required Guid ClinicId { get; init; }

        public required string Name { get; init; }
    }
}
