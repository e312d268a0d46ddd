using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Handovers;

/// <summary>Reads and writes whose a case is, and how it came to them.</summary>
public sealed class CaseHandoverRepository(DbSession db)
{
    // Which cases of a giver the viewer may give: all of one's own, of others those in one's units.
    private const string OfGiver = """
        z.CaseworkerId = @GiverId AND z.MunicipalityId = @MunicipalityId AND (z.CaseworkerId = @PersonId OR z.UnitId IN @UnitIds)
        """;

    private const string Orphans = """

        FROM People o
        JOIN Citizens z ON z.CaseworkerId = o.Id
        JOIN Units u ON u.Id = z.UnitId
        WHERE o.MunicipalityId = @MunicipalityId AND o.IsActive = 0 AND z.UnitId IN @UnitIds
        """;

    internal const string ListTakersSql = """
        SELECT p.Id, p.Name, p.Title, p.UnitId, u.Name AS UnitName
        FROM People p
        JOIN Units u ON u.Id = p.UnitId
        WHERE p.MunicipalityId = @MunicipalityId AND p.Role IN ('Caseworker', 'Coordinator') AND p.IsActive = 1
        ORDER BY u.Name COLLATE {danish}, p.Name COLLATE {danish}, p.Id
        """;

    internal const string FindGiverSql = """
        SELECT p.Id, p.Name, p.IsActive,
               (SELECT COUNT(*) FROM Citizens z WHERE
        """ + " " + OfGiver + """
        ) AS CitizenCount,
               (SELECT COUNT(*) FROM Citizens z JOIN CertificateRequests r ON r.CitizenId = z.Id WHERE r.NextActor <> 'Nobody' AND
        """ + " " + OfGiver + """
        ) AS OpenCount
        FROM People p
        WHERE p.Id = @GiverId AND p.MunicipalityId = @MunicipalityId
        """;

    internal const string ListGiversSql = """
        SELECT p.Id, p.Name, p.IsActive, COUNT(*) AS CitizenCount,
               (SELECT COUNT(*) FROM Citizens y JOIN CertificateRequests r ON r.CitizenId = y.Id
                WHERE y.CaseworkerId = p.Id AND y.MunicipalityId = @MunicipalityId AND y.UnitId IN @UnitIds AND r.NextActor <> 'Nobody') AS OpenCount
        FROM Citizens z
        JOIN People p ON p.Id = z.CaseworkerId
        WHERE z.UnitId IN @UnitIds AND z.MunicipalityId = @MunicipalityId
        GROUP BY p.Id, p.Name, p.IsActive
        ORDER BY p.Name COLLATE {danish}, p.Id
        """;

    internal const string ListCasesOfSql = """
        SELECT z.Id, z.MunicipalityId, z.UnitId, z.CaseworkerId, z.Version
        FROM Citizens z
        WHERE
        """ + " " + OfGiver + """

        ORDER BY z.Id
        """;

    internal const string ListOrphansSql = """
        SELECT z.Id, z.Name, z.BirthDigits, z.IsProtected, o.Name AS CaseworkerName, u.Name AS UnitName,
               (SELECT COUNT(*) FROM CertificateRequests r WHERE r.CitizenId = z.Id AND r.NextActor <> 'Nobody') AS OpenCount
        """ + Orphans + """

        ORDER BY z.Name COLLATE {danish}, z.Id
        """;

    internal const string ListOrphanCasesSql = """
        SELECT z.Id, z.MunicipalityId, z.UnitId, z.CaseworkerId, z.Version
        """ + Orphans + """

        ORDER BY z.Id
        """;

    internal const string ListForCitizenSql = """
        SELECT v.Id, f.Name AS FromName, t.Name AS ToName, b.Name AS ByName, v.Note, v.At
        FROM CaseHandovers v
        JOIN People f ON f.Id = v.FromId
        JOIN People t ON t.Id = v.ToId
        JOIN People b ON b.Id = v.ById
        WHERE v.CitizenId = @CitizenId
        ORDER BY v.At DESC, v.Id DESC
        {take}
        """;

    internal const string CountForCitizenSql = "SELECT COUNT(*) FROM CaseHandovers WHERE CitizenId = @CitizenId";

    internal const string SetOwnerSql = """
        UPDATE Citizens
        SET CaseworkerId = @ToId, UnitId = @UnitId, Version = Version + 1
        WHERE Id = @CitizenId AND Version = @Version
        """;

    // The version stays: what the clinic is writing, and what the consultant is asked, goes on undisturbed.
    internal const string SetRequestsOwnerSql = """
        UPDATE CertificateRequests
        SET HandedOverAt = CASE WHEN NextActor <> 'Nobody' AND CaseworkerId <> @ToId THEN @At ELSE HandedOverAt END,
            CaseworkerId = @ToId, UnitId = @UnitId
        WHERE CitizenId = @CitizenId
        """;

    internal const string InsertSql = """
        INSERT INTO CaseHandovers (Id, CitizenId, FromId, ToId, Note, ById, At)
        VALUES (@Id, @CitizenId, @FromId, @ToId, @Note, @ById, @At)
        """;

    /// <summary>Everybody in the municipality who could take a case over, by unit and name.</summary>
    public Task<IReadOnlyList<CaseTaker>> ListTakersAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<CaseTaker>(ListTakersSql, new { MunicipalityId = municipalityId }, ct);

    /// <summary>Somebody of the viewer's municipality, with how much of theirs the viewer may give away.</summary>
    /// <returns>Null when there is no such person in the municipality.</returns>
    public Task<CaseGiver?> FindGiverAsync(Guid giverId, ActionContext viewer, CancellationToken ct) =>
        db.FindAsync<CaseGiver>(FindGiverSql, OfGiverRow(giverId, viewer), ct);

    /// <summary>Everybody who has cases in the viewer's units, those whose access has ended among them.</summary>
    public Task<IReadOnlyList<CaseGiver>> ListGiversAsync(ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<CaseGiver>(ListGiversSql, new { viewer.UnitIds, viewer.MunicipalityId }, ct);

    /// <summary>Cases of the viewer's units whose caseworker no longer has access, by the citizen's name; for nobody but coordinators.</summary>
    public async Task<IReadOnlyList<OrphanCase>> ListOrphansAsync(ActionContext viewer, CancellationToken ct) => viewer.Role == Role.Coordinator
        ? await db.QueryAsync<OrphanCase>(ListOrphansSql, new { viewer.MunicipalityId, viewer.UnitIds }, ct)
        : [];

    /// <summary>How a citizen's case came to where it is, newest first. The caller has shown that the viewer does its casework.</summary>
    public Task<IReadOnlyList<CaseHandover>> ListForCitizenAsync(Guid citizenId, int take, CancellationToken ct) =>
        db.QueryAsync<CaseHandover>(ListForCitizenSql, new { CitizenId = citizenId, Take = take }, ct);

    /// <summary>How often a citizen has got another caseworker. The caller has shown that the viewer does its casework.</summary>
    public Task<int> CountHandoversAsync(Guid citizenId, CancellationToken ct) =>
        db.FindAsync<int>(CountForCitizenSql, new { CitizenId = citizenId }, ct);

    internal Task<IReadOnlyList<OwnedCase>> ListCasesOfAsync(Guid giverId, ActionContext by, CancellationToken ct) =>
        db.QueryAsync<OwnedCase>(ListCasesOfSql, OfGiverRow(giverId, by), ct);

    internal Task<IReadOnlyList<OwnedCase>> ListOrphanCasesAsync(ActionContext by, CancellationToken ct) =>
        db.QueryAsync<OwnedCase>(ListOrphanCasesSql, new { by.MunicipalityId, by.UnitIds }, ct);

    /// <summary>Moves the case and everything that was asked about it, and notes that it moved.</summary>
    /// <returns>False when somebody else moved it since it was read.</returns>
    internal async Task<bool> SetOwnerAsync(OwnedCase given, Person taker, string note, ActionContext by, CancellationToken ct)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            CitizenId = given.Id,
            given.Version,
            FromId = given.CaseworkerId,
            ToId = taker.Id,
            taker.UnitId,
            Note = note,
            ById = by.PersonId,
            by.At,
        };
        if (await db.ExecuteAsync(SetOwnerSql, row, ct) == 0)
        {
            return false;
        }

        await db.ExecuteAsync(SetRequestsOwnerSql, row, ct);
        await db.ExecuteAsync(InsertSql, row, ct);
        return true;
    }

    private static object OfGiverRow(Guid giverId, ActionContext viewer) =>
        new { GiverId = giverId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds };
}
