using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Reads lists of certificates, always within what the viewer may see.</summary>
public sealed class CertificateListRepository(DbSession db)
{
    private const string Columns = """
        SELECT r.Id, r.Status, r.NextActor, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, z.Name AS CitizenName, z.BirthDigits,
               z.IsProtected, m.Name AS MunicipalityName, p.Name AS CaseworkerName, k.Name AS ClinicName, d.Name AS DoctorName,
               r.ConsultationOn, r.AnswerDueAt, r.SentAt, r.AnsweredAt, r.ReadAt, r.SortAt
        FROM CertificateRequests r
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN Municipalities m ON m.Id = r.MunicipalityId
        JOIN People p ON p.Id = r.CaseworkerId
        JOIN Clinics k ON k.Id = r.ClinicId
        LEFT JOIN People d ON d.Id = r.DoctorId
        """;

    private const string Forward = """

          AND (r.SortAt > @AfterAt OR (r.SortAt = @AfterAt AND r.Id > @AfterId))
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    private const string Backward = """

          AND (r.SortAt < @AfterAt OR (r.SortAt = @AfterAt AND r.Id < @AfterId))
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    private const string OfClinic = "\nWHERE r.ClinicId = @ClinicId AND r.NextActor = @NextActor AND r.SentAt IS NOT NULL";
    private const string OfUnit = "\nWHERE r.UnitId = @UnitId AND r.NextActor = @NextActor AND r.Status <> 'Discarded'";
    private const string OfCaseworker = "\nWHERE r.CaseworkerId = @PersonId AND r.NextActor = @NextActor AND r.Status <> 'Discarded'";

    internal const string ListOpenForClinicSql = Columns + OfClinic + Forward;
    internal const string ListDoneForClinicSql = Columns + OfClinic + Backward;
    internal const string ListOpenForUnitSql = Columns + OfUnit + Forward;
    internal const string ListDoneForUnitSql = Columns + OfUnit + Backward;
    internal const string ListOpenForCaseworkerSql = Columns + OfCaseworker + Forward;
    internal const string ListDoneForCaseworkerSql = Columns + OfCaseworker + Backward;

    // The start page of a caseworker: own turn first, and what the clinics should have answered by now.
    internal const string ListUrgentForCaseworkerSql = Columns + """

        WHERE r.CaseworkerId = @PersonId
          AND ((r.NextActor = 'Caseworker' AND r.Status <> 'Discarded') OR (r.NextActor = 'Clinic' AND r.SortAt < @Now))
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    // The start page of a coordinator: the same for the whole unit.
    internal const string ListUrgentForUnitSql = Columns + """

        WHERE r.UnitId = @UnitId
          AND ((r.NextActor = 'Caseworker' AND r.Status <> 'Discarded') OR (r.NextActor = 'Clinic' AND r.SortAt < @Now))
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    internal const string ListForCitizenInUnitSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND r.MunicipalityId = @MunicipalityId AND (r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds)
          AND r.Status <> 'Discarded'
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    internal const string ListForCitizenInClinicSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND r.ClinicId = @ClinicId AND r.SentAt IS NOT NULL
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    /// <summary>One page of the viewer's certificates.</summary>
    /// <param name="wholeUnit">For casework: the unit's certificates rather than only the viewer's own. A clinic's list is always the clinic's.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public async Task<IReadOnlyList<CertificateListItem>> ListAsync(
        ActionContext viewer, CertificateView view, bool wholeUnit, CertificateCursor? after, int take, CancellationToken ct)
    {
        if (!viewer.Role.IsClinic() && !viewer.Role.IsCasework())
        {
            return [];
        }

        var isDone = view == CertificateView.Done;
        var start = after ?? (isDone
            ? new CertificateCursor(DateTime.SpecifyKind(new DateTime(9999, 12, 31), DateTimeKind.Utc), Guid.AllBitsSet)
            : new CertificateCursor(DateTime.SpecifyKind(new DateTime(1753, 1, 1), DateTimeKind.Utc), Guid.Empty));
        var sql = (viewer.Role.IsClinic(), wholeUnit, isDone) switch
        {
            (true, _, false) => ListOpenForClinicSql,
            (true, _, true) => ListDoneForClinicSql,
            (false, true, false) => ListOpenForUnitSql,
            (false, true, true) => ListDoneForUnitSql,
            (false, false, false) => ListOpenForCaseworkerSql,
            (false, false, true) => ListDoneForCaseworkerSql,
        };
        return await db.QueryAsync<CertificateListItem>(
            sql,
            new
            {
                viewer.ClinicId,
                viewer.UnitId,
                viewer.PersonId,
                NextActor = ActorOf(view, viewer).ToString(),
                AfterAt = start.SortAt,
                AfterId = start.Id,
                Take = take,
            },
            ct);
    }

    /// <summary>What waits for the viewer, most urgent first; for casework also what clinics should have answered by now. A coordinator's is the unit's.</summary>
    /// <param name="now">UTC.</param>
    public async Task<IReadOnlyList<CertificateListItem>> ListUrgentAsync(ActionContext viewer, DateTime now, int take, CancellationToken ct) => viewer.Role switch
    {
        Role.Caseworker => await db.QueryAsync<CertificateListItem>(ListUrgentForCaseworkerSql, new { viewer.PersonId, Now = now, Take = take }, ct),
        Role.Coordinator => await db.QueryAsync<CertificateListItem>(ListUrgentForUnitSql, new { viewer.UnitId, Now = now, Take = take }, ct),
        Role.Gp or Role.ClinicStaff or Role.MedicalConsultant or Role.Administrator or Role.Auditor =>
            await ListAsync(viewer, CertificateView.ToDo, wholeUnit: false, null, take, ct),
    };

    /// <summary>What the viewer may see of the certificates about one citizen, newest first.</summary>
    public async Task<IReadOnlyList<CertificateListItem>> ListForCitizenAsync(Guid citizenId, ActionContext viewer, int take, CancellationToken ct) =>
        viewer.Role.IsCasework()
            ? await db.QueryAsync<CertificateListItem>(
                ListForCitizenInUnitSql, new { CitizenId = citizenId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, Take = take }, ct)
            : viewer.Role.IsClinic()
                ? await db.QueryAsync<CertificateListItem>(ListForCitizenInClinicSql, new { CitizenId = citizenId, viewer.ClinicId, Take = take }, ct)
                : [];

    private static NextActor ActorOf(CertificateView view, ActionContext viewer) => view switch
    {
        CertificateView.ToDo => viewer.Role.IsClinic() ? NextActor.Clinic : NextActor.Caseworker,
        CertificateView.Waiting => viewer.Role.IsClinic() ? NextActor.Caseworker : NextActor.Clinic,
        CertificateView.Done => NextActor.Nobody,
    };
}
