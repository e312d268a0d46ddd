using Portal.Data.Database;
using Portal.Data.Threads;

namespace Portal.Data.Directory;

/// <summary>Reads who is who.</summary>
public sealed class DirectoryRepository(DbSession db)
{
    // The names of roles are literals, so that each branch is only evaluated for the people whose index it has.
    // What waits is counted up to where the number says no more: a unit may have thousands, and this is read for each request.
    internal const string FindViewerSql = """
        SELECT p.Id AS PersonId, p.Name, p.Title, p.Role, p.Phone, p.ReachableHours, p.MunicipalityId, p.UnitId, p.ClinicId,
               c.MunicipalityId AS ClinicMunicipalityId,
               COALESCE(c.Name, m.Label) AS OrganisationName,
               COALESCE(c.City, u.Name) AS PlaceName,
               CASE
                   WHEN p.Role IN ('Gp', 'ClinicStaff') THEN (
                       SELECT COUNT(*) FROM (
                           SELECT r.Id FROM CertificateRequests r
                           WHERE r.ClinicId = p.ClinicId AND r.NextActor = 'Clinic' AND r.SentAt IS NOT NULL
                           ORDER BY r.SortAt, r.Id
                           {take}) w)
                   WHEN p.Role = 'Coordinator' THEN (
                       SELECT COUNT(*) FROM (
                           SELECT r.Id FROM CertificateRequests r
                           WHERE r.UnitId = p.UnitId AND r.Desk = 'ToDo'
                           ORDER BY r.ChangedAt, r.Id
                           {take}) w) + (
                       SELECT COUNT(*) FROM (
                           SELECT r.Id FROM PersonUnits v
                           JOIN CertificateRequests r ON r.UnitId = v.UnitId AND r.Desk = 'ToDo'
                           WHERE v.PersonId = p.Id
                           ORDER BY v.UnitId, r.ChangedAt, r.Id
                           {take}) w)
                   WHEN p.Role = 'Caseworker' THEN (
                       SELECT COUNT(*) FROM (
                           SELECT r.Id FROM CertificateRequests r
                           WHERE r.CaseworkerId = p.Id AND r.Desk = 'ToDo'
                           ORDER BY r.ChangedAt, r.Id
                           {take}) w)
                   WHEN p.Role = 'MedicalConsultant' THEN (
                       SELECT COUNT(*) FROM Sparrings s
                       WHERE s.ConsultantId = p.Id AND s.EndedAt IS NULL)
                   ELSE 0
               END AS WaitingCount,
               CASE
                   WHEN p.Role = 'Coordinator' THEN (
                       SELECT COUNT(*) FROM Offers o
                       WHERE o.MunicipalityId = p.MunicipalityId AND o.Status = 'Published' AND o.ReviewByOn < @Today)
                   ELSE 0
               END AS OffersForReviewCount,
               CASE
                   WHEN p.Role = 'Coordinator' THEN (
                       SELECT COUNT(*)
                       FROM People o
                       JOIN Citizens z ON z.CaseworkerId = o.Id
                       WHERE o.MunicipalityId = p.MunicipalityId AND o.IsActive = 0
                         AND (z.UnitId = p.UnitId OR EXISTS (SELECT 1 FROM PersonUnits v WHERE v.PersonId = p.Id AND v.UnitId = z.UnitId)))
                   ELSE 0
               END AS OrphanCount,
               CASE
                   WHEN p.Role IN ('Gp', 'ClinicStaff') THEN (
                       SELECT COUNT(*) FROM (
                           SELECT s.Id FROM SocialProposals s
                           WHERE s.ClinicId = p.ClinicId AND s.NextActor = 'Clinic'
                           ORDER BY s.SortAt, s.Id
                           {take}) w)
                   WHEN p.Role IN ('Caseworker', 'Coordinator') THEN (
                       SELECT COUNT(*) FROM (
                           SELECT s.Id FROM SocialProposals s
                           LEFT JOIN Citizens z ON z.Id = s.CitizenId
                           WHERE s.MunicipalityId = p.MunicipalityId AND s.NextActor = 'Municipality'
                             AND (COALESCE(z.CaseworkerId, s.CaseworkerId) = p.Id
                                  OR (p.Role = 'Coordinator' AND (COALESCE(z.UnitId, s.UnitId) = p.UnitId OR (s.CitizenId IS NULL AND s.UnitId IS NULL))))
                           ORDER BY s.SortAt, s.Id
                           {take}) w)
                   ELSE 0
               END AS ProposalCount,
               CASE
                   WHEN p.Role IN ('Gp', 'ClinicStaff') THEN (
                       SELECT COUNT(*) FROM (
                           SELECT t.Id FROM DialogueThreads t
                           WHERE t.ClinicId = p.ClinicId AND t.NextActor = 'Clinic' AND (t.ClinicPersonId = p.Id OR t.ClinicPersonId IS NULL)
                           ORDER BY t.LastAt, t.Id
                           {take}) w)
                   WHEN p.Role IN ('Caseworker', 'Coordinator') THEN (
                       SELECT COUNT(*) FROM (
                           SELECT t.Id FROM DialogueThreads t
                           WHERE t.CaseworkerId = p.Id AND t.NextActor = 'Municipality'
                           ORDER BY t.LastAt, t.Id
                           {take}) w) + (
                       SELECT COUNT(*) FROM (
                           SELECT t.Id FROM DialogueThreads t
                           WHERE t.CaseworkerId = p.Id AND t.NextActor = 'Clinic' AND t.AwaitingSince < @LateBefore
                           ORDER BY t.LastAt, t.Id
                           {take}) w) + (
                       SELECT COUNT(*) FROM (
                           SELECT t.Id FROM DialogueThreads t
                           WHERE t.UnitId = p.UnitId AND t.NextActor = 'Municipality' AND t.CaseworkerId IS NULL
                           ORDER BY t.LastAt, t.Id
                           {take}) w)
                   WHEN p.Role = 'MedicalConsultant' THEN (
                       SELECT COUNT(*) FROM ThreadMembers b
                       JOIN DialogueThreads t ON t.Id = b.ThreadId
                       LEFT JOIN ThreadPeople e ON e.ThreadId = b.ThreadId AND e.PersonId = p.Id
                       WHERE b.PersonId = p.Id AND b.EndedAt IS NULL AND t.LastSequence > COALESCE(e.ReadSequence, 0))
                   ELSE 0
               END AS ThreadCount,
               CASE WHEN EXISTS (SELECT 1 FROM PersonUnits v WHERE v.PersonId = p.Id) THEN 1 ELSE 0 END AS CoversUnits,
               CASE
                   WHEN p.Role = 'Gp' AND EXISTS (
                       SELECT 1 FROM Substitutions s
                       WHERE s.SubstituteId = p.Id AND s.ToOn >= @Today AND s.FromOn <= @Today AND s.EndedAt IS NULL AND s.ClinicId <> p.ClinicId) THEN 1
                   ELSE 0
               END AS HasSubstitutions
        FROM People p
        LEFT JOIN Clinics c ON c.Id = p.ClinicId
        LEFT JOIN Municipalities m ON m.Id = p.MunicipalityId
        LEFT JOIN Units u ON u.Id = p.UnitId
        WHERE p.Id = @Id AND p.IsActive = 1
        """;

    // The session is asked for in the same statement, so that it costs a page nothing.
    internal const string FindSignedInSql = FindViewerSql + """

        AND EXISTS (SELECT 1 FROM Sessions e WHERE e.Id = @SessionId AND e.PersonId = p.Id AND e.EndedAt IS NULL AND e.StartedAt > @Since)
        """;

    internal const string ListCoveredUnitsSql = """
        SELECT u.Id
        FROM PersonUnits v
        JOIN Units u ON u.Id = v.UnitId
        WHERE v.PersonId = @PersonId
        ORDER BY u.Id
        """;

    internal const string FindPersonSql = """
        SELECT Id, SignInKey, Name, Title, Role, MunicipalityId, UnitId, ClinicId, Phone, ReachableHours, Email, IsActive
        FROM People
        WHERE Id = @Id
        """;

    internal const string FindBySignInKeySql = """
        SELECT Id, SignInKey, Name, Title, Role, MunicipalityId, UnitId, ClinicId, Phone, ReachableHours, Email, IsActive
        FROM People
        WHERE SignInKey = @SignInKey AND IsActive = 1
        """;

    internal const string ListDemoPeopleSql = """
        SELECT p.Id AS PersonId, p.SignInKey, p.Name, p.Title, p.Role, COALESCE(c.Name, m.Label) AS OrganisationName
        FROM People p
        LEFT JOIN Clinics c ON c.Id = p.ClinicId
        LEFT JOIN Municipalities m ON m.Id = p.MunicipalityId
        WHERE p.SignInKey IS NOT NULL AND p.IsActive = 1
        ORDER BY p.SignInKey
        """;

    internal const string ListDoctorsSql = """
        SELECT Id, SignInKey, Name, Title, Role, MunicipalityId, UnitId, ClinicId, Phone, ReachableHours, Email, IsActive
        FROM People
        WHERE ClinicId = @ClinicId AND Role = 'Gp' AND IsActive = 1
        ORDER BY Name COLLATE {danish}, Id
        """;

    internal const string ListReceiversSql = """
        SELECT c.Id, c.MunicipalityId, c.Name, c.Street, c.PostalCode, c.City, c.Phone, c.ProviderNumber, c.IsEnabled
        FROM Municipalities m
        CROSS JOIN Clinics c
        WHERE c.MunicipalityId = m.Id AND c.IsEnabled = 1 AND c.LockedReason IS NULL
          AND EXISTS (SELECT 1 FROM People p WHERE p.ClinicId = c.Id AND p.Role = 'Gp' AND p.IsActive = 1)
        ORDER BY c.Name COLLATE {danish}, c.Id
        """;

    internal const string ListShutSql = """
        SELECT c.Id
        FROM Municipalities m
        CROSS JOIN Clinics c
        WHERE c.MunicipalityId = m.Id AND (c.IsEnabled = 0 OR c.LockedReason IS NOT NULL)
        ORDER BY c.Id
        """;

    internal const string FindReceiverSql = """
        SELECT c.Id, c.MunicipalityId, c.Name, c.Street, c.PostalCode, c.City, c.Phone, c.ProviderNumber, c.IsEnabled
        FROM Clinics c
        WHERE c.Id = @Id AND c.IsEnabled = 1 AND c.LockedReason IS NULL
        """;

    internal const string FindMunicipalityOfClinicSql = """
        SELECT MunicipalityId
        FROM Clinics
        WHERE Id = @ClinicId
        """;

    internal const string ListMunicipalitiesSql = """
        SELECT Id, Name, ShortName, Label, Phone
        FROM Municipalities
        ORDER BY ShortName COLLATE {danish}, Id
        """;

    internal const string ListClinicsWithoutDoctorSql = """
        SELECT c.Id, c.MunicipalityId, c.Name, c.Street, c.PostalCode, c.City, c.Phone, c.ProviderNumber, c.IsEnabled
        FROM Clinics c
        WHERE c.MunicipalityId = @MunicipalityId AND c.IsEnabled = 1
          AND NOT EXISTS (SELECT 1 FROM People p WHERE p.ClinicId = c.Id AND p.Role = 'Gp' AND p.IsActive = 1 AND p.SignInKey IS NOT NULL)
        ORDER BY c.Name COLLATE {danish}, c.Id
        """;

    /// <summary>What a person has before them on a day, whether they are signed in or not.</summary>
    /// <returns>Null when the person is unknown or no longer active.</returns>
    /// <param name="today">The day in Denmark, for what is due.</param>
    public async Task<Viewer?> FindViewerAsync(Guid personId, DateOnly today, CancellationToken ct) => await WithUnitsAsync(
        await db.FindAsync<Viewer>(FindViewerSql, new { Id = personId, Today = today, LateBefore = ThreadRules.LateBefore(today), Take = Viewer.MostWaiting }, ct), ct);

    /// <summary>The person behind a session.</summary>
    /// <returns>Null when the person is no longer active, and when the session is unknown, has ended, or is older than <see cref="SessionService.Longest"/>.</returns>
    /// <param name="now">UTC.</param>
    public async Task<Viewer?> FindSignedInAsync(Guid personId, Guid sessionId, DateTime now, CancellationToken ct)
    {
        var today = DanishTime.DayOf(now);
        return await WithUnitsAsync(
            await db.FindAsync<Viewer>(
                FindSignedInSql,
                new
                {
                    Id = personId,
                    SessionId = sessionId,
                    Since = now - SessionService.Longest,
                    Today = today,
                    LateBefore = ThreadRules.LateBefore(today),
                    Take = Viewer.MostWaiting,
                },
                ct),
            ct);
    }

    /// <summary>A person of any organisation, whether they still have access or not.</summary>
    public Task<Person?> FindPersonAsync(Guid id, CancellationToken ct) => db.FindAsync<Person>(FindPersonSql, new { Id = id }, ct);

    public Task<Person?> FindBySignInKeyAsync(string signInKey, CancellationToken ct) =>
        db.FindAsync<Person>(FindBySignInKeySql, new { SignInKey = signInKey }, ct);

    /// <summary>Everybody who can sign in, for the Demo mode's page.</summary>
    public Task<IReadOnlyList<DemoPerson>> ListDemoPeopleAsync(CancellationToken ct) =>
        db.QueryAsync<DemoPerson>(ListDemoPeopleSql, null, ct);

    /// <summary>The active doctors of a clinic, in the order of the Danish alphabet.</summary>
    public Task<IReadOnlyList<Person>> ListDoctorsAsync(Guid clinicId, CancellationToken ct) =>
        db.QueryAsync<Person>(ListDoctorsSql, new { ClinicId = clinicId }, ct);

    /// <summary>Every clinic that a request can go to, in the order of the Danish alphabet.</summary>
    public Task<IReadOnlyList<Clinic>> ListReceiversAsync(CancellationToken ct) => db.QueryAsync<Clinic>(ListReceiversSql, null, ct);

    /// <summary>The clinics that take nothing: closed, or locked.</summary>
    public Task<IReadOnlyList<Guid>> ListShutAsync(CancellationToken ct) => db.QueryAsync<Guid>(ListShutSql, null, ct);

    /// <summary>The municipality that a clinic lies in, whether the clinic is open or not.</summary>
    internal Task<Guid> GetMunicipalityOfClinicAsync(Guid clinicId, CancellationToken ct) =>
        db.FindAsync<Guid>(FindMunicipalityOfClinicSql, new { ClinicId = clinicId }, ct);

    /// <returns>Null when the clinic is closed or locked.</returns>
    public Task<Clinic?> FindReceiverAsync(Guid clinicId, CancellationToken ct) => db.FindAsync<Clinic>(FindReceiverSql, new { Id = clinicId }, ct);

    /// <returns>Null when the clinic has no such active doctor.</returns>
    public async Task<Person?> FindDoctorAsync(Guid doctorId, Guid clinicId, CancellationToken ct) =>
        (await ListDoctorsAsync(clinicId, ct)).FirstOrDefault(doctor => doctor.Id == doctorId);

    public Task<IReadOnlyList<Municipality>> ListMunicipalitiesAsync(CancellationToken ct) =>
        db.QueryAsync<Municipality>(ListMunicipalitiesSql, null, ct);

    /// <summary>Open clinics of a municipality where nobody who could answer can sign in: what is sent there waits in vain.</summary>
    public Task<IReadOnlyList<Clinic>> ListClinicsWithoutDoctorAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<Clinic>(ListClinicsWithoutDoctorSql, new { MunicipalityId = municipalityId }, ct);

    private async Task<Viewer?> WithUnitsAsync(Viewer? viewer, CancellationToken ct) => viewer is { CoversUnits: true }
        ? viewer with { CoveredUnitIds = await db.QueryAsync<Guid>(ListCoveredUnitsSql, new { viewer.PersonId }, ct) }
        : viewer;
}

/// <summary>A person to sign in as in Demo mode.</summary>
public sealed record DemoPerson
{
    public required Guid PersonId { get; init; }

    public required string SignInKey { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Role Role { get; init; }

    public required string OrganisationName { get; init; }
}
