using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Reads and writes who came to a meeting. The caller has shown that the meeting is the viewer's.</summary>
public sealed class AttendanceRepository(DbSession db)
{
    /// <summary>How many people who have not answered are offered to be marked as come.</summary>
    public const int MostOthers = 600;

    private const string Columns = """
        SELECT r.PersonId, p.Name AS PersonName, p.Title AS PersonTitle, p.Role, r.ClinicId, k.Name AS ClinicName, k.ProviderNumber,
               r.Status, r.SubstituteName, r.Attendance, r.HonorariumSettledAt, r.MaterialSentAt
        FROM SeminarRegistrations r
        JOIN People p ON p.Id = r.PersonId
        LEFT JOIN Clinics k ON k.Id = r.ClinicId
        WHERE r.SeminarId = @SeminarId AND r.Round = @Round
        """;

    internal const string ListAnsweredSql = Columns + """

        ORDER BY k.Name COLLATE {danish}, p.Name COLLATE {danish}, r.Id
        """;

    internal const string FindOwnSql = Columns + """
         AND r.PersonId = @PersonId
        """;

    internal const string ListOthersSql = """
        SELECT p.Id AS PersonId, p.Name AS PersonName, p.Title AS PersonTitle, p.Role, p.ClinicId, k.Name AS ClinicName, k.ProviderNumber
        FROM People p
        LEFT JOIN Clinics k ON k.Id = p.ClinicId
        WHERE p.IsActive = 1 AND p.Role IN ('Gp', 'ClinicStaff', 'Caseworker', 'Coordinator', 'MedicalConsultant')
          AND p.Id IN (SELECT i.PersonId FROM SeminarInvitations i WHERE i.SeminarId = @SeminarId AND i.PersonId IS NOT NULL
                       UNION SELECT q.Id FROM SeminarInvitations i JOIN People q ON q.ClinicId = i.ClinicId WHERE i.SeminarId = @SeminarId
                       UNION SELECT q.Id FROM SeminarInvitations i JOIN People q ON q.MunicipalityId = @MunicipalityId AND q.UnitId = i.UnitId WHERE i.SeminarId = @SeminarId
                       UNION SELECT s.OwnerId FROM Seminars s WHERE s.Id = @SeminarId)
          AND NOT EXISTS (SELECT 1 FROM SeminarRegistrations r WHERE r.SeminarId = @SeminarId AND r.Round = @Round AND r.PersonId = p.Id)
        ORDER BY k.Name COLLATE {danish}, p.Name COLLATE {danish}, p.Id
        {take}
        """;

    internal const string CountSql = """
        SELECT COUNT(CASE WHEN r.Attendance = 'Attended' THEN 1 END) AS Attended, COUNT(CASE WHEN r.Attendance = 'NoShow' THEN 1 END) AS NoShow,
               COUNT(CASE WHEN r.Attendance = 'Excused' THEN 1 END) AS Excused,
               COUNT(DISTINCT CASE WHEN r.Attendance = 'Attended' THEN r.ClinicId END) AS Clinics
        FROM SeminarRegistrations r
        WHERE r.SeminarId = @SeminarId AND r.Round = @Round
        """;

    internal const string SetAttendanceSql = """
        UPDATE SeminarRegistrations
        SET Attendance = @Attendance, Version = Version + 1
        WHERE SeminarId = @SeminarId AND Round = @Round AND PersonId = @PersonId
        """;

    internal const string InsertSql = """
        INSERT INTO SeminarRegistrations (Id, SeminarId, Round, PersonId, ClinicId, Status, Position, Note, IsLate, AnsweredAt, Attendance, Version)
        VALUES (@Id, @SeminarId, @Round, @PersonId, @ClinicId, 'Registered', @Position, '', 1, @At, 'Attended', 1)
        """;

    internal const string SetSettledSql = """
        UPDATE SeminarRegistrations
        SET HonorariumSettledAt = @At, Version = Version + 1
        WHERE SeminarId = @SeminarId AND Round = @Round AND PersonId = @PersonId
        """;

    internal const string SetMaterialSentSql = """
        UPDATE SeminarRegistrations
        SET MaterialSentAt = @At, Version = Version + 1
        WHERE SeminarId = @SeminarId AND Round = @Round AND PersonId = @PersonId AND MaterialSentAt IS NULL
        """;

    /// <summary>Everybody who has answered in the present round, clinic by clinic; the municipality's people stand together.</summary>
    public Task<IReadOnlyList<Attendee>> ListAnsweredAsync(Seminar seminar, CancellationToken ct) =>
        db.QueryAsync<Attendee>(ListAnsweredSql, new { SeminarId = seminar.Id, seminar.Round }, ct);

    /// <summary>Who is invited, alone or with a clinic or unit, and has not answered.</summary>
    public Task<IReadOnlyList<Attendee>> ListOthersAsync(Seminar seminar, CancellationToken ct) => db.QueryAsync<Attendee>(
        ListOthersSql, new { SeminarId = seminar.Id, seminar.Round, seminar.MunicipalityId, Take = MostOthers }, ct);

    /// <returns>Null when the person has not answered.</returns>
    public Task<Attendee?> FindOwnAsync(Seminar seminar, Guid personId, CancellationToken ct) =>
        db.FindAsync<Attendee>(FindOwnSql, new { SeminarId = seminar.Id, seminar.Round, PersonId = personId }, ct);

    public async Task<AttendanceCount> CountAsync(Seminar seminar, CancellationToken ct) =>
        (await db.FindAsync<AttendanceCount>(CountSql, new { SeminarId = seminar.Id, seminar.Round }, ct))!;

    internal Task SetAttendanceAsync(Seminar seminar, Guid personId, Attendance attendance, CancellationToken ct) => db.ExecuteAsync(
        SetAttendanceSql, new { SeminarId = seminar.Id, seminar.Round, PersonId = personId, Attendance = attendance.ToString() }, ct);

    /// <summary>Somebody who came without a word: registered, late, and there.</summary>
    internal Task InsertAsync(Seminar seminar, Attendee attendee, long position, DateTime at, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(at)),
            SeminarId = seminar.Id,
            seminar.Round,
            attendee.PersonId,
            attendee.ClinicId,
            Position = position,
            At = at,
        },
        ct);

    /// <param name="at">UTC; null when it is not settled after all.</param>
    internal Task SetSettledAsync(Seminar seminar, Guid personId, DateTime? at, CancellationToken ct) =>
        db.ExecuteAsync(SetSettledSql, new { SeminarId = seminar.Id, seminar.Round, PersonId = personId, At = at }, ct);

    internal Task SetMaterialSentAsync(Seminar seminar, Guid personId, DateTime at, CancellationToken ct) =>
        db.ExecuteAsync(SetMaterialSentSql, new { SeminarId = seminar.Id, seminar.Round, PersonId = personId, At = at }, ct);
}
