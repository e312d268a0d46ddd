using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Which side sent what should not have been sent.</summary>
public enum IncidentSide
{
    /// <summary>The municipality's request came to a clinic.</summary>
    Request,

    /// <summary>A doctor's answer came to the municipality.</summary>
    Answer,
}

/// <summary>A wrong sending, for the coordinator who must look after it.</summary>
public sealed record Incident
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required IncidentSide Side { get; init; }

    public required WrongSending Kind { get; init; }

    public required string Reason { get; init; }

    public required string ClinicName { get; init; }

    public required string UnitName { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public required string ReportedByName { get; init; }

    public required DateTime ReportedAt { get; init; }

    /// <summary>Who of the receiver's people had it before their eyes, by the access log, at the moment of the retraction.</summary>
    public IReadOnlyList<IncidentWitness> SeenBy { get; init; } = [];

    public string? RegisteredByName { get; init; }

    public DateTime? RegisteredAt { get; init; }

    /// <summary>What was done about it.</summary>
    public string? Measures { get; init; }

    public required int Version { get; init; }
}

/// <summary>Somebody who saw what was retracted.</summary>
public sealed record IncidentWitness
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>First time, UTC.</summary>
    public required DateTime FirstAt { get; init; }

    public required int Times { get; init; }
}

/// <summary>Reads and writes incidents.</summary>
public sealed class IncidentRepository(DbSession db)
{
    /// <summary>How many a list shows at most.</summary>
    public const int MostListed = 200;

    private const string Columns = """
        SELECT i.Id, i.RequestId, i.Side, i.Kind, i.Reason, i.SeenBy, k.Name AS ClinicName, u.Name AS UnitName, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn,
               p.Name AS ReportedByName, i.ReportedAt, g.Name AS RegisteredByName, i.RegisteredAt, i.Measures, i.Version
        FROM Incidents i
        JOIN CertificateRequests r ON r.Id = i.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Clinics k ON k.Id = i.ClinicId
        JOIN Units u ON u.Id = i.UnitId
        JOIN People p ON p.Id = i.ReportedById
        LEFT JOIN People g ON g.Id = i.RegisteredById
        """;

    internal const string ListForUnitsSql = Columns + """

        WHERE i.UnitId IN @UnitIds
        ORDER BY CASE WHEN i.RegisteredAt IS NULL THEN 0 ELSE 1 END, i.ReportedAt DESC, i.Id
        {take}
        """;

    internal const string FindSql = Columns + """

        WHERE i.Id = @Id AND i.UnitId IN @UnitIds
        """;

    internal const string ListForRequestSql = Columns + """

        WHERE i.RequestId = @RequestId
        ORDER BY i.ReportedAt, i.Id
        """;

    // The receiver of a request is its clinic, that of an answer the municipality. Lists name the certificate without its text: they are no look at it.
    // Before the oldest answer that is retracted there was nothing of it to see.
    internal const string ListSeenSql = """
        SELECT p.Name, p.Title, MIN(e.At) AS FirstAt, COUNT(*) AS Times
        FROM AuditEntries e
        JOIN People p ON p.Id = e.PersonId
        WHERE e.CitizenId = @CitizenId
          AND ((@OfClinic = 1 AND e.ClinicId IS NOT NULL) OR (@OfClinic = 0 AND e.MunicipalityId IS NOT NULL))
          AND ((e.ObjectId IN (@RequestId, @CitizenId) AND e.Action IN @Actions)
               OR (e.Action IN ('citizen.read', 'attachment.read') AND e.Detail LIKE @Shown ESCAPE '!'))
          AND e.At >= COALESCE(@Since, (SELECT MIN(a.SignedAt) FROM CertificateAnswers a WHERE a.RequestId = @RequestId AND a.RetractedAt IS NULL))
        GROUP BY p.Id, p.Name, p.Title
        ORDER BY MIN(e.At), p.Id
        """;

    internal const string InsertSql = """
        INSERT INTO Incidents (Id, RequestId, MunicipalityId, UnitId, ClinicId, Side, Kind, Reason, SeenBy, ReportedById, ReportedAt, Version)
        VALUES (@Id, @RequestId, @MunicipalityId, @UnitId, @ClinicId, @Side, @Kind, @Reason, @SeenBy, @ReportedById, @ReportedAt, 1)
        """;

    internal const string SetRegisteredSql = """
        UPDATE Incidents
        SET RegisteredById = @ById, RegisteredAt = @At, Measures = @Measures, Version = Version + 1
        WHERE Id = @Id AND Version = @Version AND RegisteredAt IS NULL
        """;

    // Whatever brings the text before somebody's eyes.
    private static readonly string[] Looks =
    [
        "certificate.open", "certificate.read", "certificate.read-answer", "certificate.save-answer", "certificate.sign", "certificate.approve",
        "certificate.print",
    ];

    // The answers stand in the citizen's folder, too; what a new request's form shows of them, and whose file was opened, the row in the log names.
    private static readonly string[] LooksAtAnswers = [.. Looks, "certificate.read-late", "citizen.read-folder", "citizen.read-answers"];

    /// <summary>The incidents of a coordinator's units, those not yet looked after first.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(ActionContext viewer, CancellationToken ct) =>
        viewer.Role == Directory.Role.Coordinator
            ? [.. (await db.QueryAsync<Row>(ListForUnitsSql, new { viewer.UnitIds, Take = MostListed }, ct)).Select(row => row.ToIncident())]
            : [];

    /// <returns>Null when it is not the viewer's to look after.</returns>
    public async Task<Incident?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        viewer.Role == Directory.Role.Coordinator ? (await db.FindAsync<Row>(FindSql, new { Id = id, viewer.UnitIds }, ct))?.ToIncident() : null;

    /// <summary>The incidents of one certificate. The caller has shown that it is the viewer's to see.</summary>
    public async Task<IReadOnlyList<Incident>> ListForRequestAsync(Guid requestId, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(ListForRequestSql, new { RequestId = requestId }, ct)).Select(row => row.ToIncident())];

    /// <summary>Writes down, in the open transaction, what went wrong and who has seen it so far.</summary>
    internal async Task ReportAsync(Certificate certificate, IncidentSide side, RetractionInput input, ActionContext by, CancellationToken ct)
    {
        var seen = await db.QueryAsync<IncidentWitness>(
            ListSeenSql,
            new
            {
                RequestId = certificate.Id,
                CitizenId = certificate.Citizen.Id,
                OfClinic = side == IncidentSide.Request,
                Actions = side == IncidentSide.Request ? Looks : LooksAtAnswers,
                Shown = $"%{certificate.Id}%",
                Since = side == IncidentSide.Request ? certificate.Facts.SentAt : null,
            },
            ct);
        await db.ExecuteAsync(
            InsertSql,
            new
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
                RequestId = certificate.Id,
                certificate.MunicipalityId,
                certificate.UnitId,
                certificate.ClinicId,
                Side = side.ToString(),
                Kind = input.Kind!.Value.ToString(),
                input.Reason,
                SeenBy = PortalJson.Write(seen),
                ReportedById = by.PersonId,
                ReportedAt = by.At,
            },
            ct);
    }

    /// <returns>False when it was registered, or changed, since the version was read.</returns>
    internal async Task<bool> SetRegisteredAsync(Guid id, int version, string measures, ActionContext by, CancellationToken ct) =>
        await db.ExecuteAsync(SetRegisteredSql, new { Id = id, Version = version, ById = by.PersonId, by.At, Measures = measures }, ct) == 1;

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid RequestId { get; init; }

        public required IncidentSide Side { get; init; }

        public required WrongSending Kind { get; init; }

        public required string Reason { get; init; }

        public required string SeenBy { get; init; }

        public required string ClinicName { get; init; }

        public required string UnitName { get; init; }

        public required string TypeNameDa { get; init; }

        public required string TypeNameEn { get; init; }

        public required string ReportedByName { get; init; }

        public required DateTime ReportedAt { get; init; }

        public string? RegisteredByName { get; init; }

        public DateTime? RegisteredAt { get; init; }

        public string? Measures { get; init; }

        public required int Version { get; init; }

        public Incident ToIncident() => new()
        {
            Id = Id,
            RequestId = RequestId,
            Side = Side,
            Kind = Kind,
            Reason = Reason,
            SeenBy = PortalJson.Read<IReadOnlyList<IncidentWitness>>(SeenBy),
            ClinicName = ClinicName,
            UnitName = UnitName,
            TypeNameDa = TypeNameDa,
            TypeNameEn = TypeNameEn,
            ReportedByName = ReportedByName,
            ReportedAt = ReportedAt,
            RegisteredByName = RegisteredByName,
            RegisteredAt = RegisteredAt,
            Measures = Measures,
            Version = Version,
        };
    }
}
