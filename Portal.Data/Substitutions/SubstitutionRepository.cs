using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Substitutions;

/// <summary>Reads and writes who answers for whom.</summary>
public sealed class SubstitutionRepository(DbSession db)
{
    private const string Columns = """
        SELECT s.Id, s.ClinicId, k.Name AS ClinicName, s.DoctorId, d.Name AS DoctorName, s.SubstituteId, v.Name AS SubstituteName,
               w.Name AS SubstituteClinicName, s.FromOn, s.ToOn, s.Reason, c.Name AS CreatedByName, s.EndedAt
        FROM Substitutions s
        JOIN Clinics k ON k.Id = s.ClinicId
        JOIN People d ON d.Id = s.DoctorId
        JOIN People v ON v.Id = s.SubstituteId
        JOIN Clinics w ON w.Id = v.ClinicId
        JOIN People c ON c.Id = s.CreatedById
        """;

    private const string OnDay = " AND s.ToOn >= @Day AND s.FromOn <= @Day AND s.EndedAt IS NULL";

    internal const string FindForDoctorSql = Columns + "\nWHERE s.DoctorId = @DoctorId" + OnDay;

    internal const string ListForClinicSql = Columns + """

        WHERE s.ClinicId = @ClinicId
        ORDER BY s.ToOn DESC, s.Id DESC
        {take}
        """;

    internal const string ListForSubstituteSql = Columns + "\nWHERE s.SubstituteId = @SubstituteId AND s.ClinicId <> v.ClinicId AND v.IsActive = 1 AND v.Role = 'Gp'" + OnDay + """

        ORDER BY s.ToOn, s.Id
        """;

    // What waits at the clinic is counted as for its own people.
    internal const string FindStandInSql = """
        SELECT s.Id AS SubstitutionId, s.DoctorId, d.Name AS DoctorName, s.ToOn AS UntilOn, s.ClinicId, k.Name AS ClinicName, k.City AS ClinicCity,
               k.MunicipalityId AS ClinicMunicipalityId,
               (SELECT COUNT(*) FROM (
                   SELECT r.Id FROM CertificateRequests r
                   WHERE r.ClinicId = s.ClinicId AND r.NextActor = 'Clinic' AND r.SentAt IS NOT NULL
                   ORDER BY r.SortAt, r.Id
                   {take}) q) AS WaitingCount,
               (SELECT COUNT(*) FROM (
                   SELECT t.Id FROM DialogueThreads t
                   WHERE t.ClinicId = s.ClinicId AND t.NextActor = 'Clinic' AND (t.ClinicPersonId = s.DoctorId OR t.ClinicPersonId IS NULL)
                   ORDER BY t.LastAt, t.Id
                   {take}) q) AS ThreadCount
        FROM Substitutions s
        JOIN People d ON d.Id = s.DoctorId
        JOIN People v ON v.Id = s.SubstituteId
        JOIN Clinics k ON k.Id = s.ClinicId
        WHERE s.Id = @Id AND s.SubstituteId = @SubstituteId AND s.ClinicId <> v.ClinicId AND v.IsActive = 1 AND v.Role = 'Gp'
          AND s.ToOn >= @Day AND s.FromOn <= @Day AND s.EndedAt IS NULL
        """;

    internal const string ListChoicesSql = """
        SELECT p.Id, p.Name, k.Id AS ClinicId, k.Name AS ClinicName
        FROM Clinics own
        JOIN Clinics k ON k.MunicipalityId = own.MunicipalityId AND k.IsEnabled = 1
        JOIN People p ON p.ClinicId = k.Id AND p.Role = 'Gp' AND p.IsActive = 1
        WHERE own.Id = @ClinicId
        ORDER BY k.Name COLLATE {danish}, p.Name COLLATE {danish}, p.Id
        """;

    internal const string CountOverlapsSql = """
        SELECT COUNT(*)
        FROM Substitutions s
        WHERE s.DoctorId = @DoctorId AND s.ToOn >= @FromOn AND s.FromOn <= @ToOn AND s.EndedAt IS NULL
        """;

    // Changes nothing, and makes whoever else sets a substitute for the doctor wait until this transaction ends.
    internal const string TakeTurnSql = "UPDATE People SET Version = Version WHERE Id = @DoctorId";

    internal const string InsertSql = """
        INSERT INTO Substitutions (Id, ClinicId, DoctorId, SubstituteId, FromOn, ToOn, Reason, CreatedById, CreatedAt, EndedAt)
        VALUES (@Id, @ClinicId, @DoctorId, @SubstituteId, @FromOn, @ToOn, @Reason, @CreatedById, @CreatedAt, NULL)
        """;

    internal const string EndSql = """
        UPDATE Substitutions
        SET EndedAt = @EndedAt
        WHERE Id = @Id AND ClinicId = @ClinicId AND EndedAt IS NULL AND ToOn >= @Today
        """;

    internal const string FindOfClinicSql = Columns + "\nWHERE s.Id = @Id AND s.ClinicId = @ClinicId";

    /// <summary>Who answers for a doctor on a day, for a word about it beside the doctor's certificates.</summary>
    /// <param name="day">The day in Denmark.</param>
    /// <returns>Null when the doctor answers in person.</returns>
    public Task<Substitution?> FindForDoctorAsync(Guid doctorId, DateOnly day, CancellationToken ct) =>
        db.FindAsync<Substitution>(FindForDoctorSql, new { DoctorId = doctorId, Day = day }, ct);

    /// <summary>A clinic's substitutions: those that end last come first.</summary>
    public Task<IReadOnlyList<Substitution>> ListForClinicAsync(Guid clinicId, int take, CancellationToken ct) =>
        db.QueryAsync<Substitution>(ListForClinicSql, new { ClinicId = clinicId, Take = take }, ct);

    /// <summary>The clinics other than their own for which a doctor may act on a day.</summary>
    public Task<IReadOnlyList<Substitution>> ListForSubstituteAsync(Guid substituteId, DateOnly day, CancellationToken ct) =>
        db.QueryAsync<Substitution>(ListForSubstituteSql, new { SubstituteId = substituteId, Day = day }, ct);

    /// <summary>For whom a session acts, as it holds on a day.</summary>
    /// <returns>Null outside the period, when it was ended, and when the person may not stand in for anybody: then they act for their own clinic.</returns>
    public async Task<StandIn?> FindStandInAsync(Guid id, Guid substituteId, DateOnly day, CancellationToken ct) =>
        await db.FindAsync<StandIn>(FindStandInSql, new { Id = id, SubstituteId = substituteId, Day = day, Take = Viewer.MostWaiting }, ct);

    /// <summary>The doctors of the municipality in which a clinic lies, by clinic.</summary>
    public Task<IReadOnlyList<SubstituteChoice>> ListChoicesAsync(Guid clinicId, CancellationToken ct) =>
        db.QueryAsync<SubstituteChoice>(ListChoicesSql, new { ClinicId = clinicId }, ct);

    /// <summary>Whether a doctor is replaced on any day of a period. Until the open transaction ends, nobody else can change the answer for the doctor who is locked.</summary>
    internal async Task<bool> IsReplacedAsync(Guid doctorId, DateOnly fromOn, DateOnly toOn, CancellationToken ct) =>
        await db.FindAsync<int>(CountOverlapsSql, new { DoctorId = doctorId, FromOn = fromOn, ToOn = toOn }, ct) > 0;

    internal Task TakeTurnAsync(Guid doctorId, CancellationToken ct) => db.ExecuteAsync(TakeTurnSql, new { DoctorId = doctorId }, ct);

    internal Task InsertAsync(Guid id, Guid clinicId, SubstitutionInput input, Guid by, DateTime at, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new { Id = id, ClinicId = clinicId, input.DoctorId, input.SubstituteId, input.FromOn, input.ToOn, input.Reason, CreatedById = by, CreatedAt = at },
        ct);

    /// <returns>Null when there is none of the clinic.</returns>
    internal Task<Substitution?> FindOfClinicAsync(Guid id, Guid? clinicId, CancellationToken ct) =>
        db.FindAsync<Substitution>(FindOfClinicSql, new { Id = id, ClinicId = clinicId }, ct);

    /// <returns>False when it is over already.</returns>
    internal async Task<bool> EndAsync(Guid id, Guid? clinicId, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(EndSql, new { Id = id, ClinicId = clinicId, EndedAt = at, Today = DanishTime.DayOf(at) }, ct) == 1;
}
