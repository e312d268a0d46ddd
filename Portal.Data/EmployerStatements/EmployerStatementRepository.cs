using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.EmployerStatements;

/// <summary>Reads and writes employers' statements. They are the clinic's own; a municipality meets only what was shared with it.</summary>
public sealed class EmployerStatementRepository(DbSession db, CertificateTypes types, CprProtector protector)
{
    private const string DocumentColumns = """
        SELECT s.Id, s.TypeVersionId, s.PatientName, s.CprCipher, s.EmployerName, s.Part1, s.Part1Source, s.Part2, s.IssuedAt, s.SharedAt,
               s.ShareConsent, s.SupersededById, s.ClinicId, k.Name AS ClinicName, k.Street AS ClinicStreet, k.PostalCode AS ClinicPostalCode,
               k.City AS ClinicCity, k.Phone AS ClinicPhone, i.Name AS IssuedByName, i.Title AS IssuedByTitle
        """;

    private const string DocumentTables = """

        FROM EmployerStatements s
        JOIN Clinics k ON k.Id = s.ClinicId
        LEFT JOIN People i ON i.Id = s.IssuedById
        """;

    internal const string FindForClinicSql = DocumentColumns + """
        , s.DoctorId, d.Name AS DoctorName, s.BirthDigits, s.EmployerContact, s.EmployerDueOn, s.CreatedAt, s.Part1CompletedAt, s.Part1ReturnedAt,
               s.Part1ReturnReason, s.ConsultationOn, s.Part2StartedAt, s.PreparedById, q.Name AS PreparedByName, s.FeeOre, s.LapsedAt, s.LapseReason,
               s.Status, h.Name AS ChangedByName, s.ChangedAt, s.Version
        """ + DocumentTables + """

        LEFT JOIN People d ON d.Id = s.DoctorId
        LEFT JOIN People q ON q.Id = s.PreparedById
        JOIN People h ON h.Id = s.ChangedById
        WHERE s.Id = @Id AND s.ClinicId = @ClinicId
        """;

    internal const string FindSharedSql = DocumentColumns + """
        , z.Id AS CitizenId, b.Name AS SharedByName
        """ + DocumentTables + """

        JOIN Citizens z ON z.Id = s.SharedCitizenId
        JOIN People b ON b.Id = s.SharedById
        WHERE s.Id = @Id AND s.SharedAt IS NOT NULL
          AND z.MunicipalityId = @MunicipalityId AND (z.CaseworkerId = @PersonId OR z.UnitId IN @UnitIds)
        """;

    internal const string FindSightForClinicSql = """
        SELECT s.ClinicId, s.Status, s.SharedCitizenId AS CitizenId, s.Version
        FROM EmployerStatements s
        WHERE s.Id = @Id AND s.ClinicId = @ClinicId
        """;

    internal const string FindSharedSightSql = """
        SELECT s.ClinicId, s.Status, s.SharedCitizenId AS CitizenId, s.Version
        FROM EmployerStatements s
        JOIN Citizens z ON z.Id = s.SharedCitizenId
        WHERE s.Id = @Id AND s.SharedAt IS NOT NULL
          AND z.MunicipalityId = @MunicipalityId AND (z.CaseworkerId = @PersonId OR z.UnitId IN @UnitIds)
        """;

    private const string ListColumns = """
        SELECT s.Id, s.PatientName, s.BirthDigits, s.EmployerName, s.EmployerDueOn, s.ConsultationOn, d.Name AS DoctorName, s.Status, s.SortAt
        FROM EmployerStatements s
        LEFT JOIN People d ON d.Id = s.DoctorId
        """;

    internal const string ListWaitingSql = ListColumns + """

        WHERE s.ClinicId = @ClinicId AND s.Status IN ('Part1Draft', 'Part1Returned', 'Part1Complete', 'ConsultationBooked', 'Part2InProgress')
        ORDER BY s.SortAt, s.Id
        {take}
        """;

    internal const string ListDoneSql = ListColumns + """

        WHERE s.ClinicId = @ClinicId AND s.Status IN ('Issued', 'SharedWithMunicipality', 'Superseded', 'Lapsed')
          AND (s.SortAt < @SortAt OR (s.SortAt = @SortAt AND s.Id < @Id))
        ORDER BY s.SortAt DESC, s.Id DESC
        {take}
        """;

    internal const string ListForPatientSql = ListColumns + """

        WHERE s.ClinicId = @ClinicId AND s.CprLookup = (SELECT o.CprLookup FROM EmployerStatements o WHERE o.Id = @Id) AND s.Id <> @Id
        ORDER BY s.CreatedAt DESC, s.Id DESC
        {take}
        """;

    internal const string ListForCitizenSql = """
        SELECT s.Id, s.EmployerName, k.Name AS ClinicName, s.IssuedAt, CASE WHEN s.SupersededById IS NULL THEN 0 ELSE 1 END AS IsSuperseded
        FROM EmployerStatements s
        JOIN Clinics k ON k.Id = s.ClinicId
        WHERE s.SharedCitizenId = @CitizenId AND s.SharedAt IS NOT NULL
        ORDER BY s.SharedAt DESC, s.Id DESC
        {take}
        """;

    internal const string FindCprSql = "SELECT CprCipher FROM EmployerStatements WHERE Id = @Id";

    internal const string FindCitizenSql = """
        SELECT z.Id
        FROM EmployerStatements s
        JOIN Clinics k ON k.Id = s.ClinicId
        JOIN Citizens z ON z.MunicipalityId = k.MunicipalityId AND z.CprLookup = s.CprLookup
        WHERE s.Id = @Id
        """;

    internal const string InsertSql = """
        INSERT INTO EmployerStatements (Id, ClinicId, DoctorId, TypeVersionId, PatientName, CprCipher, CprLookup, BirthDigits, EmployerName, EmployerContact,
                                        EmployerDueOn, Part1, Part1Source, CreatedAt, Status, SortAt, ChangedById, ChangedAt, Version)
        VALUES (@Id, @ClinicId, @DoctorId, @TypeVersionId, @PatientName, @CprCipher, @CprLookup, @BirthDigits, @EmployerName, @EmployerContact,
                @EmployerDueOn, @Part1, @Part1Source, @CreatedAt, @Status, @SortAt, @ChangedById, @ChangedAt, 1)
        """;

    internal const string SetFirstPartSql = """
        UPDATE EmployerStatements
        SET DoctorId = @DoctorId, PatientName = @PatientName, EmployerName = @EmployerName, EmployerContact = @EmployerContact,
            EmployerDueOn = @EmployerDueOn, Part1 = @Part1, Part1Source = @Part1Source
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string SetSecondPartSql = """
        UPDATE EmployerStatements
        SET Part2 = @Part2, FeeOre = @FeeOre, PreparedById = @PreparedById, IssuedById = @IssuedById
        WHERE Id = @Id AND Version = @Version AND IssuedAt IS NULL
        """;

    internal const string SetShareSql = """
        UPDATE EmployerStatements
        SET SharedById = @SharedById, SharedCitizenId = @SharedCitizenId, ShareConsent = @ShareConsent
        WHERE Id = @Id AND Version = @Version AND SharedAt IS NULL
        """;

    internal const string SetFactsSql = """
        UPDATE EmployerStatements
        SET Part1CompletedAt = @Part1CompletedAt, Part1ReturnedAt = @Part1ReturnedAt, Part1ReturnReason = @Part1ReturnReason, ConsultationOn = @ConsultationOn,
            Part2StartedAt = @Part2StartedAt, IssuedAt = @IssuedAt, SharedAt = @SharedAt, SupersededById = @SupersededById, LapsedAt = @LapsedAt,
            LapseReason = @LapseReason, Status = @Status, SortAt = @SortAt, ChangedById = @ChangedById, ChangedAt = @ChangedAt, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <returns>Null when there is no such statement, or it is not of the viewer's clinic.</returns>
    public async Task<EmployerStatement?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        viewer.Role.IsClinic() && await db.FindAsync<EmployerStatementRow>(FindForClinicSql, new { Id = id, viewer.ClinicId }, ct) is { } row
            ? row.ToStatement(await DocumentAsync(row, ct))
            : null;

    /// <returns>Null when there is no such statement, it was not shared, or not about a citizen whom the viewer works for.</returns>
    public async Task<SharedStatement?> FindSharedAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        viewer.Role.IsCasework()
        && await db.FindAsync<EmployerStatementRow>(FindSharedSql, new { Id = id, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds }, ct) is { } row
            ? row.ToShared(await DocumentAsync(row, ct))
            : null;

    /// <summary>As <see cref="FindAsync"/> and <see cref="FindSharedAsync"/>, without the text.</summary>
    internal async Task<StatementSight?> FindSightAsync(Guid id, ActionContext viewer, CancellationToken ct) => viewer.Role switch
    {
        Role.Gp or Role.ClinicStaff => await db.FindAsync<StatementSight>(FindSightForClinicSql, new { Id = id, viewer.ClinicId }, ct),
        Role.Caseworker or Role.Coordinator =>
            await db.FindAsync<StatementSight>(FindSharedSightSql, new { Id = id, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds }, ct),
        Role.MedicalConsultant or Role.Administrator or Role.Auditor => null,
    };

    /// <summary>What waits for the clinic: the nearest deadline first.</summary>
    public Task<IReadOnlyList<StatementListItem>> ListWaitingAsync(ActionContext viewer, int take, CancellationToken ct) =>
        db.QueryAsync<StatementListItem>(ListWaitingSql, new { viewer.ClinicId, Take = take }, ct);

    /// <summary>What the clinic is done with, newest first.</summary>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    public Task<IReadOnlyList<StatementListItem>> ListDoneAsync(ActionContext viewer, ListCursor? after, int take, CancellationToken ct) =>
        db.QueryAsync<StatementListItem>(
            ListDoneSql, new { viewer.ClinicId, SortAt = after?.SortAt ?? Never, Id = after?.Id ?? Guid.Empty, Take = take }, ct);

    /// <summary>The clinic's other statements about the same patient, newest first. The caller has shown that the statement is the viewer's.</summary>
    public Task<IReadOnlyList<StatementListItem>> ListForPatientAsync(Guid id, ActionContext viewer, int take, CancellationToken ct) =>
        db.QueryAsync<StatementListItem>(ListForPatientSql, new { Id = id, viewer.ClinicId, Take = take }, ct);

    /// <summary>What was shared about a citizen, newest first. The caller has shown that the citizen is the viewer's.</summary>
    public Task<IReadOnlyList<FolderStatement>> ListForCitizenAsync(Guid citizenId, int take, CancellationToken ct) =>
        db.QueryAsync<FolderStatement>(ListForCitizenSql, new { CitizenId = citizenId, Take = take }, ct);

    /// <summary>The number itself. The caller has checked the right and writes the audit row.</summary>
    internal async Task<CprNumber> RevealCprAsync(Guid id, CancellationToken ct) =>
        protector.Decrypt((await db.FindAsync<string>(FindCprSql, new { Id = id }, ct))!, id);

    /// <returns>The patient as a citizen of the clinic's municipality; null when the municipality does not know them.</returns>
    internal Task<Guid?> FindCitizenAsync(Guid id, CancellationToken ct) => db.FindAsync<Guid?>(FindCitizenSql, new { Id = id }, ct);

    internal Task InsertAsync(
        Guid id, CprNumber cpr, Guid typeVersionId, StatementBasics basics, IReadOnlyDictionary<string, string> part1, ActionContext by, CancellationToken ct)
    {
        var state = EmployerStatementRules.Resolve(new StatementFacts { CreatedAt = by.At }, FormDay.Read(basics.DueOn));
        return db.ExecuteAsync(
            InsertSql,
            new
            {
                Id = id,
                by.ClinicId,
                basics.DoctorId,
                TypeVersionId = typeVersionId,
                basics.PatientName,
                CprCipher = protector.Encrypt(cpr, id),
                CprLookup = protector.Lookup(cpr),
                cpr.BirthDigits,
                basics.EmployerName,
                basics.EmployerContact,
                EmployerDueOn = FormDay.Read(basics.DueOn),
                Part1 = PortalJson.Write(part1),
                Part1Source = basics.Source.ToString(),
                CreatedAt = by.At,
                Status = state.Status.ToString(),
                state.SortAt,
                ChangedById = by.PersonId,
                ChangedAt = by.At,
            },
            ct);
    }

    /// <summary>Writes the first part; <see cref="SetFactsAsync"/> must follow.</summary>
    /// <returns>False when somebody else changed the statement since the version was read.</returns>
    internal async Task<bool> SetFirstPartAsync(Guid id, int version, StatementBasics basics, IReadOnlyDictionary<string, string> part1, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetFirstPartSql,
            new
            {
                Id = id,
                Version = version,
                basics.DoctorId,
                basics.PatientName,
                basics.EmployerName,
                basics.EmployerContact,
                EmployerDueOn = FormDay.Read(basics.DueOn),
                Part1 = PortalJson.Write(part1),
                Part1Source = basics.Source.ToString(),
            },
            ct) == 1;

    /// <summary>Writes the doctor's part; <see cref="SetFactsAsync"/> must follow.</summary>
    /// <returns>False when somebody else changed the statement since the version was read.</returns>
    internal async Task<bool> SetSecondPartAsync(
        Guid id, int version, IReadOnlyDictionary<string, string> part2, int? feeOre, Guid? preparedById, Guid? issuedById, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetSecondPartSql,
            new { Id = id, Version = version, Part2 = PortalJson.Write(part2), FeeOre = feeOre, PreparedById = preparedById, IssuedById = issuedById },
            ct) == 1;

    /// <summary>Writes with whom it is shared, and on which consent; <see cref="SetFactsAsync"/> must follow.</summary>
    /// <returns>False when somebody else changed the statement since the version was read.</returns>
    internal async Task<bool> SetShareAsync(Guid id, int version, Guid citizenId, ShareConsent consent, Guid by, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetShareSql, new { Id = id, Version = version, SharedById = by, SharedCitizenId = citizenId, ShareConsent = PortalJson.Write(consent) }, ct) == 1;

    /// <summary>Writes the facts and the state that follows from them.</summary>
    /// <param name="dueOn">The employer's day, as it is now.</param>
    /// <param name="returnReason">Why the first part is back; null when it is not.</param>
    /// <param name="lapseReason">Why nothing came of it; null unless nothing did.</param>
    /// <returns>False when somebody else changed the statement since the version was read.</returns>
    internal async Task<bool> SetFactsAsync(
        Guid id, int version, StatementFacts facts, DateOnly? dueOn, string? returnReason, string? lapseReason, ActionContext by, CancellationToken ct)
    {
        var state = EmployerStatementRules.Resolve(facts, dueOn);
        return await db.ExecuteAsync(
            SetFactsSql,
            new
            {
                Id = id,
                Version = version,
                facts.Part1CompletedAt,
                facts.Part1ReturnedAt,
                Part1ReturnReason = returnReason,
                facts.ConsultationOn,
                facts.Part2StartedAt,
                facts.IssuedAt,
                facts.SharedAt,
                facts.SupersededById,
                facts.LapsedAt,
                LapseReason = lapseReason,
                Status = state.Status.ToString(),
                state.SortAt,
                ChangedById = by.PersonId,
                ChangedAt = by.At,
            },
            ct) == 1;
    }

    // Later than any row, and a day that both engines know.
    private static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private async Task<StatementDocument> DocumentAsync(EmployerStatementRow row, CancellationToken ct) => row.ToDocument(
        (await types.GetVersionAsync(row.TypeVersionId, null, ct)).Definition,
        protector.Decrypt(row.CprCipher, row.Id).BornOn);
}
