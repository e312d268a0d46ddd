using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Counts a municipality's meetings with its clinics, for its coordinators. Talks about citizens are left out: only those who were asked know of them.</summary>
public sealed class BoardRepository(DbSession db)
{
    internal const string ListClinicsSql = """
        SELECT k.Id AS ClinicId, k.Name, k.City, MAX(s.StartsAt) AS LastMetAt,
               MAX(CASE WHEN s.Kind = 'OutreachVisit' THEN s.StartsAt END) AS LastVisitedAt,
               COUNT(DISTINCT CASE WHEN s.StartsAt >= @Since THEN s.Id END) AS MeetingCount
        FROM Clinics k
        LEFT JOIN SeminarRegistrations r ON r.ClinicId = k.Id AND r.Attendance = 'Attended'
        LEFT JOIN Seminars s ON s.Id = r.SeminarId AND s.Round = r.Round AND s.MunicipalityId = @MunicipalityId AND s.Kind <> 'RoundTable' AND s.HeldAt IS NOT NULL
        WHERE k.MunicipalityId = @MunicipalityId
        GROUP BY k.Id, k.Name, k.City
        ORDER BY k.Name COLLATE {danish}, k.Id
        """;

    internal const string ListMeetingsSql = """
        SELECT s.Id, s.StartsAt,
               (SELECT COUNT(DISTINCT COALESCE(i.ClinicId, p.ClinicId))
                FROM SeminarInvitations i
                LEFT JOIN People p ON p.Id = i.PersonId
                WHERE i.SeminarId = s.Id) AS Invited,
               (SELECT COUNT(DISTINCT r.ClinicId)
                FROM SeminarRegistrations r
                WHERE r.SeminarId = s.Id AND r.Round = s.Round AND r.Attendance = 'Attended') AS Attending
        FROM Seminars s
        WHERE s.MunicipalityId = @MunicipalityId AND s.StartsAt >= @From AND s.StartsAt <= @Now AND s.Kind <> 'RoundTable' AND s.HeldAt IS NOT NULL
        ORDER BY s.StartsAt, s.Id
        """;

    /// <summary>The board of the viewer's municipality; empty for people without one. Two statements, whatever there is.</summary>
    public async Task<SeminarBoard> ReadAsync(ActionContext viewer, CancellationToken ct)
    {
        var today = DanishTime.DayOf(viewer.At);
        var clinics = await db.QueryAsync<ClinicMeetings>(ListClinicsSql, new { viewer.MunicipalityId, Since = viewer.At.AddMonths(-BoardRules.Months) }, ct);
        var from = DanishTime.InstantOf(BoardRules.FirstDay(today), TimeOnly.MinValue);
        var meetings = await db.QueryAsync<MeetingAttendance>(ListMeetingsSql, new { viewer.MunicipalityId, From = from, Now = viewer.At }, ct);
        return new SeminarBoard { Clinics = BoardRules.InOrder(clinics), Quarters = BoardRules.ByQuarter(meetings, today) };
    }
}
