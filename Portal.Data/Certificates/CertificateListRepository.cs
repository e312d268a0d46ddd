using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Reads lists of certificates, always within what the viewer may see.</summary>
public sealed class CertificateListRepository(DbSession db)
{
    internal const string Columns = """
        SELECT r.Id, r.Status, r.NextActor, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, z.Name AS CitizenName, z.BirthDigits,
               z.IsProtected, m.Name AS MunicipalityName, r.CaseworkerId, p.Name AS CaseworkerName, k.Name AS ClinicName, d.Name AS DoctorName,
               r.ConsultationOn, r.AnswerDueAt, r.SentAt, r.AnsweredAt, r.ReadAt, r.RemindedAt, r.ReminderTaskAt, r.ReassessTaskAt, r.ReadyToSignAt,
               r.RequestVersion, r.SeenVersion, r.SortAt, r.ChangedAt
        FROM CertificateRequests r
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN Municipalities m ON m.Id = r.MunicipalityId
        JOIN People p ON p.Id = r.CaseworkerId
        JOIN Clinics k ON k.Id = r.ClinicId
        LEFT JOIN People d ON d.Id = r.DoctorId
        """;

    private const string Forward = """

          AND r.SortAt >= @AfterAt AND (r.SortAt > @AfterAt OR (r.SortAt = @AfterAt AND r.Id > @AfterId))
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    private const string Backward = """

          AND r.SortAt <= @AfterAt AND (r.SortAt < @AfterAt OR (r.SortAt = @AfterAt AND r.Id < @AfterId))
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    private const string OfClinic = "\nWHERE r.ClinicId = @ClinicId AND r.NextActor = @NextActor AND r.SentAt IS NOT NULL AND r.RetractedAt IS NULL";

    internal const string ListOpenForClinicSql = Columns + OfClinic + Forward;
    internal const string ListDoneForClinicSql = Columns + OfClinic + Backward;

    // What is ready is a handful: it has no pages.
    internal const string ListReadyForClinicSql = Columns + """

        WHERE r.ClinicId = @ClinicId AND r.ReadyToSignAt IS NOT NULL AND r.NextActor = 'Clinic' AND r.RetractedAt IS NULL
        ORDER BY r.ReadyToSignAt, r.Id
        {take}
        """;

    // The start page of casework: what lies on the desk, what the clinics should have answered by now, and what is begun; of each no more
    // than the page can show, from the index that has its order.
    private const string OnDesk = """

        WHERE r.Id IN (
            SELECT a.Id
            FROM (SELECT q.Id FROM CertificateRequests q
                  WHERE q.Desk = 'ToDo' AND
        """;

    private const string AndLate = """

                  ORDER BY q.ChangedAt, q.Id {take}) a
            UNION ALL
            SELECT b.Id
            FROM (SELECT q.Id FROM CertificateRequests q
                  WHERE q.NextActor = 'Clinic' AND q.SortAt < @Now AND q.AnswerDueAt < @Now AND
        """;

    private const string AndBegun = """

                  ORDER BY q.SortAt, q.Id {take}) b
            UNION ALL
            SELECT c.Id
            FROM (SELECT q.Id FROM CertificateRequests q
                  WHERE q.Desk = 'Draft' AND
        """;

    private const string MostUrgentFirst = """

                  ORDER BY q.ChangedAt, q.Id {take}) c)
        ORDER BY r.SortAt, r.Id
        """;

    private const string IsMine = " q.CaseworkerId = @PersonId";
    private const string IsOfUnit = " q.UnitId = @UnitId";

    internal const string ListUrgentForCaseworkerSql = Columns + OnDesk + IsMine + AndLate + IsMine + AndBegun + IsMine + MostUrgentFirst;
    internal const string ListUrgentForUnitSql = Columns + OnDesk + IsOfUnit + AndLate + IsOfUnit + AndBegun + IsOfUnit + MostUrgentFirst;

    internal const string ListForCitizenInClinicSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND r.ClinicId = @ClinicId AND r.SentAt IS NOT NULL AND r.RetractedAt IS NULL
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    /// <summary>One page of a clinic's certificates; empty for everybody else.</summary>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public async Task<IReadOnlyList<CertificateListItem>> ListForClinicAsync(
        ActionContext viewer, CertificateView view, ListCursor? after, int take, CancellationToken ct)
    {
        if (!viewer.Role.IsClinic())
        {
            return [];
        }

        if (view == CertificateView.Ready)
        {
            return await db.QueryAsync<CertificateListItem>(ListReadyForClinicSql, new { viewer.ClinicId, Take = take }, ct);
        }

        var isDone = view == CertificateView.Done;
        var start = after ?? (isDone
            ? new ListCursor(DateTime.SpecifyKind(new DateTime(9999, 12, 31), DateTimeKind.Utc), Guid.AllBitsSet)
            : new ListCursor(DateTime.SpecifyKind(new DateTime(1753, 1, 1), DateTimeKind.Utc), Guid.Empty));
        return await db.QueryAsync<CertificateListItem>(
            isDone ? ListDoneForClinicSql : ListOpenForClinicSql,
            new { viewer.ClinicId, NextActor = ActorOf(view).ToString(), AfterAt = start.SortAt, AfterId = start.Id, Take = take },
            ct);
    }

    /// <summary>
    /// What waits for the viewer, most urgent first. For casework: what lies on the desk, what clinics should have answered by now, then drafts;
    /// a coordinator's are those of the units.
    /// </summary>
    /// <param name="now">UTC.</param>
    public async Task<IReadOnlyList<CertificateListItem>> ListUrgentAsync(ActionContext viewer, DateTime now, int take, CancellationToken ct)
    {
        if (!viewer.Role.IsCasework())
        {
            return await ListForClinicAsync(viewer, CertificateView.ToDo, null, take, ct);
        }

        var rows = new List<CertificateListItem>();
        foreach (var unitId in viewer.Role == Role.Coordinator ? viewer.UnitIds.Select(id => (Guid?)id) : [null])
        {
            rows.AddRange(await db.QueryAsync<CertificateListItem>(
                unitId is null ? ListUrgentForCaseworkerSql : ListUrgentForUnitSql, new { UnitId = unitId, viewer.PersonId, Now = now, Take = take }, ct));
        }

        return [.. rows
            .OrderBy(item => item.IsOnDesk ? 0 : item.NextActor == NextActor.Clinic ? 1 : 2)
            .ThenBy(item => item.IsOnDesk ? item.ChangedAt : item.SortAt)
            .Take(take)];
    }

    /// <summary>What a clinic has received about one citizen, newest first; empty for everybody else.</summary>
    public async Task<IReadOnlyList<CertificateListItem>> ListForCitizenAsync(Guid citizenId, ActionContext viewer, int take, CancellationToken ct) =>
        viewer.Role.IsClinic()
            ? await db.QueryAsync<CertificateListItem>(ListForCitizenInClinicSql, new { CitizenId = citizenId, viewer.ClinicId, Take = take }, ct)
            : [];

    private static NextActor ActorOf(CertificateView view) => view switch
    {
        CertificateView.ToDo or CertificateView.Ready => NextActor.Clinic,
        CertificateView.Waiting => NextActor.Caseworker,
        CertificateView.Done => NextActor.Nobody,
    };
}
