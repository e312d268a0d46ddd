using Portal.Data.Database;

namespace Portal.Data.Seminars.Answers;

/// <summary>Reads and writes who comes to a meeting. Whoever asks has shown that the meeting is theirs to see.</summary>
public sealed class RegistrationRepository(DbSession db)
{
    private const string Columns = """
        SELECT r.Id, r.SeminarId, r.Round, r.PersonId, p.Name AS PersonName, p.Title AS PersonTitle, r.ClinicId, c.Name AS ClinicName, r.Status, r.Position,
               r.Note, r.SubstituteName, r.IsLate, r.AnsweredAt, r.OfferedAt, r.ClaimBy, r.Attendance, r.HonorariumSettledAt, r.MaterialSentAt, r.Version
        FROM SeminarRegistrations r
        JOIN People p ON p.Id = r.PersonId
        LEFT JOIN Clinics c ON c.Id = r.ClinicId
        """;

    internal const string ListSql = Columns + """

        WHERE r.SeminarId = @SeminarId AND r.Round = @Round
        ORDER BY CASE WHEN r.Position IS NULL THEN 1 ELSE 0 END, r.Position, r.AnsweredAt, r.Id
        """;

    /// <summary>Everybody's answers of one round: who has a place or waits in the order in which they asked, then the others as they answered.</summary>
    public Task<IReadOnlyList<SeminarRegistration>> ListAsync(Guid seminarId, int round, CancellationToken ct) =>
        db.QueryAsync<SeminarRegistration>(ListSql, new { SeminarId = seminarId, Round = round }, ct);

    internal const string ListEarlierSql = Columns + """

        WHERE r.SeminarId = @SeminarId AND r.Round < @Round
        ORDER BY r.Round DESC, r.AnsweredAt, r.Id
        """;

    /// <summary>What was answered before the meeting was moved, newest round first.</summary>
    public Task<IReadOnlyList<SeminarRegistration>> ListEarlierAsync(Guid seminarId, int round, CancellationToken ct) =>
        db.QueryAsync<SeminarRegistration>(ListEarlierSql, new { SeminarId = seminarId, Round = round }, ct);

    internal const string ListOverdueSql = Columns + """

        WHERE r.SeminarId = @SeminarId AND r.Status = 'Offered' AND r.ClaimBy <= @Now
        ORDER BY r.Position, r.Id
        """;

    /// <summary>Places of one meeting, in any round, that were not taken in time.</summary>
    /// <param name="now">UTC.</param>
    internal Task<IReadOnlyList<SeminarRegistration>> ListOverdueAsync(Guid seminarId, DateTime now, CancellationToken ct) =>
        db.QueryAsync<SeminarRegistration>(ListOverdueSql, new { SeminarId = seminarId, Now = now }, ct);

    internal const string ListWithOverdueSql = """
        SELECT s.Id
        FROM (SELECT DISTINCT r.SeminarId FROM SeminarRegistrations r WHERE r.ClaimBy IS NOT NULL AND r.ClaimBy <= @Now) w
        JOIN Seminars s ON s.Id = w.SeminarId
        ORDER BY s.Id
        """;

    /// <summary>The meetings at which an offered place was not taken in time.</summary>
    /// <param name="now">UTC.</param>
    internal Task<IReadOnlyList<Guid>> ListWithOverdueAsync(DateTime now, CancellationToken ct) =>
        db.QueryAsync<Guid>(ListWithOverdueSql, new { Now = now }, ct);

    internal const string ListInvitedSql = """
        SELECT w.Id, w.Name, w.Title, w.ClinicId, k.Name AS ClinicName
        FROM (
            SELECT p.Id, p.Name, p.Title, p.ClinicId
            FROM SeminarInvitations i
            JOIN People p ON p.ClinicId = i.ClinicId
            WHERE i.SeminarId = @SeminarId AND p.IsActive = 1 AND p.Role IN ('Gp', 'ClinicStaff')
            UNION
            SELECT p.Id, p.Name, p.Title, p.ClinicId
            FROM SeminarInvitations i
            JOIN Units u ON u.Id = i.UnitId
            JOIN People p ON p.MunicipalityId = u.MunicipalityId
            WHERE i.SeminarId = @SeminarId AND p.IsActive = 1 AND p.Role IN ('Caseworker', 'Coordinator')
              AND (p.UnitId = u.Id OR EXISTS (SELECT 1 FROM PersonUnits v WHERE v.PersonId = p.Id AND v.UnitId = u.Id))
            UNION
            SELECT p.Id, p.Name, p.Title, p.ClinicId
            FROM SeminarInvitations i
            JOIN People p ON p.Id = i.PersonId
            WHERE i.SeminarId = @SeminarId AND p.IsActive = 1 AND p.Role IN ('Gp', 'ClinicStaff', 'Caseworker', 'Coordinator', 'MedicalConsultant')) w
        LEFT JOIN Clinics k ON k.Id = w.ClinicId
        ORDER BY w.Name COLLATE {danish}, w.Id
        """;

    /// <summary>Everybody who is invited, alone or with their clinic or unit, by name.</summary>
    public Task<IReadOnlyList<InvitedPerson>> ListInvitedAsync(Guid seminarId, CancellationToken ct) =>
        db.QueryAsync<InvitedPerson>(ListInvitedSql, new { SeminarId = seminarId }, ct);

    internal const string InsertSql = """
        INSERT INTO SeminarRegistrations (Id, SeminarId, Round, PersonId, ClinicId, Status, Position, Note, SubstituteName, IsLate, AnsweredAt, OfferedAt, ClaimBy, Version)
        VALUES (@Id, @SeminarId, @Round, @PersonId, @ClinicId, @Status, @Position, @Note, @SubstituteName, @IsLate, @AnsweredAt, @OfferedAt, @ClaimBy, 1)
        """;

    internal Task InsertAsync(SeminarRegistration registration, CancellationToken ct) => db.ExecuteAsync(InsertSql, Values(registration), ct);

    internal const string SetSql = """
        UPDATE SeminarRegistrations
        SET ClinicId = @ClinicId, Status = @Status, Position = @Position, Note = @Note, SubstituteName = @SubstituteName, IsLate = @IsLate,
            AnsweredAt = @AnsweredAt, OfferedAt = @OfferedAt, ClaimBy = @ClaimBy, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <returns>False when somebody else changed it since <paramref name="after"/> was read.</returns>
    internal async Task<bool> SetAsync(SeminarRegistration after, CancellationToken ct) => await db.ExecuteAsync(SetSql, Values(after), ct) == 1;

    private static object Values(SeminarRegistration registration) => new
    {
        registration.Id,
        registration.SeminarId,
        registration.Round,
        registration.PersonId,
        registration.ClinicId,
        Status = registration.Status.ToString(),
        registration.Position,
        registration.Note,
        registration.SubstituteName,
        registration.IsLate,
        registration.AnsweredAt,
        registration.OfferedAt,
        registration.ClaimBy,
        registration.Version,
    };
}
