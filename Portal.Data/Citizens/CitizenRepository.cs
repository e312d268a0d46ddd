using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Citizens;

/// <summary>Reads citizens, always within what the viewer may see.</summary>
/// <remarks>Casework: own unit and own citizens. Clinics: citizens about whom they have received something.</remarks>
public sealed class CitizenRepository(DbSession db, CprProtector protector)
{
    private const string Columns = """
        SELECT z.Id, z.MunicipalityId, z.UnitId, z.CaseworkerId, p.Name AS CaseworkerName, z.ClinicId, k.Name AS ClinicName,
               k.City AS ClinicCity, k.Phone AS ClinicPhone, k.IsEnabled AS ClinicIsEnabled, k.LockedReason AS ClinicLockedReason,
               z.Name, z.BornOn, z.BirthDigits, z.Occupation, z.SickSinceOn, z.BenefitArea, z.InterpreterLanguage, z.IsProtected, z.Version
        FROM Citizens z
        JOIN People p ON p.Id = z.CaseworkerId
        JOIN Clinics k ON k.Id = z.ClinicId
        """;

    internal const string FindForCaseworkSql = Columns + """

        WHERE z.Id = @Id AND z.MunicipalityId = @MunicipalityId AND (z.CaseworkerId = @PersonId OR z.UnitId IN @UnitIds)
        """;

    internal const string FindForClinicSql = Columns + """

        WHERE z.Id = @Id
          AND EXISTS (SELECT 1 FROM CertificateRequests r WHERE r.CitizenId = z.Id AND r.ClinicId = @ClinicId AND r.SentAt IS NOT NULL)
        """;

    internal const string SetClinicSql = """
        UPDATE Citizens
        SET ClinicId = @ClinicId, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string HoldSql = """
        UPDATE Citizens
        SET Version = Version
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string FindCipherSql = "SELECT CprCipher FROM Citizens WHERE Id = @Id";

    internal const string ListForUnitSql = """
        SELECT z.Id, z.Name, z.BirthDigits, p.Name AS CaseworkerName, k.Name AS ClinicName, z.Occupation, z.IsProtected
        FROM Citizens z
        JOIN People p ON p.Id = z.CaseworkerId
        JOIN Clinics k ON k.Id = z.ClinicId
        WHERE z.UnitId IN @UnitIds AND z.NameFolded LIKE @Name ESCAPE '!'
        ORDER BY z.Name COLLATE {danish}, z.Id
        {take}
        """;

    internal const string ListForCaseworkerSql = """
        SELECT z.Id, z.Name, z.BirthDigits, p.Name AS CaseworkerName, k.Name AS ClinicName, z.Occupation, z.IsProtected
        FROM Citizens z
        JOIN People p ON p.Id = z.CaseworkerId
        JOIN Clinics k ON k.Id = z.ClinicId
        WHERE z.CaseworkerId = @PersonId AND z.NameFolded LIKE @Name ESCAPE '!'
        ORDER BY z.Name COLLATE {danish}, z.Id
        {take}
        """;

    internal const string FindByCprSql = """
        SELECT Id
        FROM Citizens
        WHERE MunicipalityId = @MunicipalityId AND CprLookup = @CprLookup AND (CaseworkerId = @PersonId OR UnitId IN @UnitIds)
        """;

    /// <returns>Null when the citizen does not exist or is not the viewer's to see.</returns>
    public Task<Citizen?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) => viewer.Role switch
    {
        Role.Caseworker or Role.Coordinator => db.FindAsync<Citizen>(
            FindForCaseworkSql, new { Id = id, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds }, ct),
        Role.Gp or Role.ClinicStaff => db.FindAsync<Citizen>(FindForClinicSql, new { Id = id, viewer.ClinicId }, ct),
        Role.MedicalConsultant or Role.Administrator or Role.Auditor => Task.FromResult<Citizen?>(null),
    };

    /// <summary>Keeps the citizen's case where it is until the end of the transaction: a handover waits, or is over before anything is written.</summary>
    /// <returns>False when the case has changed hands since the citizen was read.</returns>
    internal async Task<bool> HoldAsync(Citizen citizen, CancellationToken ct) =>
        await db.ExecuteAsync(HoldSql, new { citizen.Id, citizen.Version }, ct) == 1;

    /// <summary>Lists the citizen with another clinic, in the open transaction.</summary>
    /// <returns>False when the citizen has changed since it was read.</returns>
    internal async Task<bool> SetClinicAsync(Citizen citizen, Guid clinicId, CancellationToken ct) =>
        await db.ExecuteAsync(SetClinicSql, new { citizen.Id, citizen.Version, ClinicId = clinicId }, ct) == 1;

    /// <summary>The viewer's citizens by name.</summary>
    /// <param name="search">Part of the name, or null.</param>
    /// <param name="wholeUnit">The citizens of every unit the viewer works for, rather than only the viewer's own.</param>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public Task<IReadOnlyList<CitizenListItem>> ListAsync(ActionContext viewer, string? search, bool wholeUnit, int take, CancellationToken ct)
    {
        var name = TextFolding.Patterns(search, 1) is [var pattern] ? pattern : "%";
        return wholeUnit
            ? db.QueryAsync<CitizenListItem>(ListForUnitSql, new { viewer.UnitIds, Name = name, Take = take }, ct)
            : db.QueryAsync<CitizenListItem>(ListForCaseworkerSql, new { viewer.PersonId, Name = name, Take = take }, ct);
    }

    /// <returns>The id of the citizen with this number, if the viewer may see them.</returns>
    public Task<Guid?> FindByCprAsync(CprNumber cpr, ActionContext viewer, CancellationToken ct) => db.FindAsync<Guid?>(
        FindByCprSql, new { viewer.MunicipalityId, CprLookup = protector.Lookup(cpr), viewer.PersonId, viewer.UnitIds }, ct);

    /// <summary>The number itself. The caller has checked the right and writes the audit row.</summary>
    public async Task<CprNumber> RevealCprAsync(Guid citizenId, CancellationToken ct) =>
        protector.Decrypt((await db.FindAsync<string>(FindCipherSql, new { Id = citizenId }, ct))!, citizenId);
}
