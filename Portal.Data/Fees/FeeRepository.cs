using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Fees;

/// <summary>Reads and writes fees. Reading asks for the viewer: what is not theirs is not found.</summary>
public sealed class FeeRepository(DbSession db)
{
    private const string Columns = """
        SELECT f.RequestId, f.MunicipalityId, m.Name AS MunicipalityName, r.UnitId, u.Name AS UnitName, u.Ean AS UnitEan, r.CaseworkerId, p.Name AS CaseworkerName,
               f.ClinicId, k.Name AS ClinicName, k.Street AS ClinicStreet, k.PostalCode AS ClinicPostalCode, k.City AS ClinicCity,
               k.ProviderNumber AS ClinicProviderNumber, r.CitizenId, z.BirthDigits, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, r.SentAt,
               f.State, f.FeeRule, f.AmountOre, f.AmountFromOn, f.AmountSource, f.Ean AS InvoicedEan, f.UserIdentity AS InvoicedIdentity, f.ClaimableAt, f.HeldAt,
               f.InvoiceNumber, f.ClinicReference, f.InvoicedAt, f.RejectedAt, f.RejectReason, f.PaidAt, f.CancelledAt, f.SortAt, f.Version
        FROM CertificateFees f
        JOIN CertificateRequests r ON r.Id = f.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN Municipalities m ON m.Id = f.MunicipalityId
        JOIN Units u ON u.Id = r.UnitId
        JOIN People p ON p.Id = r.CaseworkerId
        JOIN Clinics k ON k.Id = f.ClinicId
        """;

    private const string OfClinic = "\nWHERE f.ClinicId = @ClinicId";
    private const string OfUnits = "\nWHERE f.MunicipalityId = @MunicipalityId AND (r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds)";
    private const string InMonth = " AND f.SortAt >= @From AND f.SortAt < @Before";

    private const string Page = """
         AND f.SortAt >= @AfterAt AND (f.SortAt > @AfterAt OR (f.SortAt = @AfterAt AND f.RequestId > @AfterId))
        ORDER BY f.SortAt, f.RequestId
        {take}
        """;

    private const string SumByState = """
        SELECT f.State, COUNT(*) AS Number, SUM(COALESCE(f.AmountOre, 0)) AS AmountOre, SUM(CASE WHEN f.AmountOre IS NULL THEN 1 ELSE 0 END) AS Unknown
        FROM CertificateFees f
        """;

    internal const string FindForClinicSql = Columns + OfClinic + " AND f.RequestId = @Id";
    internal const string FindForCaseworkSql = Columns + OfUnits + " AND f.RequestId = @Id";
    internal const string FindForTrackSql = Columns + "\nWHERE f.RequestId = @Id";
    internal const string ListOfClinicSql = Columns + OfClinic + InMonth + Page;
    internal const string ListOfUnitsSql = Columns + OfUnits + InMonth + Page;
    internal const string SumOfClinicSql = SumByState + OfClinic + InMonth + "\nGROUP BY f.State";
    internal const string SumOfUnitsSql = SumByState + "\nJOIN CertificateRequests r ON r.Id = f.RequestId" + OfUnits + InMonth + "\nGROUP BY f.State";

    internal const string FindFirstOfClinicSql = """
        SELECT MIN(f.SortAt)
        FROM CertificateFees f
        WHERE f.ClinicId = @ClinicId
        """;

    internal const string FindFirstOfMunicipalitySql = """
        SELECT MIN(f.SortAt)
        FROM CertificateFees f
        WHERE f.MunicipalityId = @MunicipalityId
        """;

    internal const string ListClaimableSql = Columns + OfClinic + InMonth + """
         AND f.State = 'Claimable'
        ORDER BY f.SortAt, f.RequestId
        {take}
        """;

    // Changes nothing, and makes whoever else numbers invoices of the clinic wait until this transaction ends: numbers have neither gaps nor doubles.
    internal const string TakeTurnSql = "UPDATE Clinics SET Version = Version WHERE Id = @ClinicId";

    internal const string FindLastNumberSql = """
        SELECT COALESCE(MAX(InvoiceNumber), 0)
        FROM CertificateFees
        WHERE ClinicId = @ClinicId AND InvoiceNumber IS NOT NULL
        """;

    internal const string InsertSql = """
        INSERT INTO CertificateFees (RequestId, MunicipalityId, ClinicId, State, FeeRule, AmountOre, AmountFromOn, AmountSource, ClaimableAt, SortAt, ChangedById, ChangedAt, Version)
        VALUES (@RequestId, @MunicipalityId, @ClinicId, @State, @FeeRule, @AmountOre, @AmountFromOn, @AmountSource, @ClaimableAt, @SortAt, @ChangedById, @ChangedAt, 1)
        """;

    internal const string SetSql = """
        UPDATE CertificateFees
        SET State = @State, AmountOre = @AmountOre, Ean = @Ean, UserIdentity = @UserIdentity, ClaimableAt = @ClaimableAt, HeldAt = @HeldAt,
            InvoiceNumber = @InvoiceNumber, ClinicReference = @ClinicReference, InvoicedAt = @InvoicedAt, RejectedAt = @RejectedAt, RejectReason = @RejectReason,
            PaidAt = @PaidAt, CancelledAt = @CancelledAt, SortAt = @SortAt, ChangedById = @ChangedById, ChangedAt = @ChangedAt, Version = Version + 1
        WHERE RequestId = @RequestId AND Version = @Version
        """;

    /// <returns>Null when the certificate has no fee, or it is not the viewer's to see.</returns>
    public async Task<Fee?> FindAsync(Guid requestId, ActionContext viewer, CancellationToken ct) =>
        viewer.Role.IsClinic() ? await db.FindAsync<Fee>(FindForClinicSql, new { Id = requestId, viewer.ClinicId }, ct)
        : viewer.Role.IsCasework()
            ? await db.FindAsync<Fee>(FindForCaseworkSql, new { Id = requestId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds }, ct)
        : null;

    /// <summary>A page of the fees that became claimable in a month: the clinic's, or those of the viewer's units, oldest first.</summary>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public async Task<IReadOnlyList<Fee>> ListAsync(FeeMonth month, ActionContext viewer, ListCursor? after, int take, CancellationToken ct)
    {
        var start = after ?? new ListCursor(month.From, Guid.Empty);
        return viewer.Role.IsClinic()
            ? await db.QueryAsync<Fee>(
                ListOfClinicSql, new { viewer.ClinicId, month.From, month.Before, AfterAt = start.SortAt, AfterId = start.Id, Take = take }, ct)
            : viewer.Role.IsCasework()
            ? await db.QueryAsync<Fee>(
                ListOfUnitsSql,
                new { viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, month.From, month.Before, AfterAt = start.SortAt, AfterId = start.Id, Take = take },
                ct)
            : [];
    }

    /// <summary>What a month comes to, by state.</summary>
    public async Task<IReadOnlyList<FeeSum>> SumAsync(FeeMonth month, ActionContext viewer, CancellationToken ct)
    {
        IReadOnlyList<FeeSum> sums = viewer.Role.IsClinic()
            ? await db.QueryAsync<FeeSum>(SumOfClinicSql, new { viewer.ClinicId, month.From, month.Before }, ct)
            : viewer.Role.IsCasework()
            ? await db.QueryAsync<FeeSum>(SumOfUnitsSql, new { viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, month.From, month.Before }, ct)
            : [];
        return [.. sums.OrderBy(sum => sum.State)];
    }

    /// <summary>The first month that has a fee of the viewer's clinic or municipality; null when there is none yet.</summary>
    public async Task<FeeMonth?> FindFirstMonthAsync(ActionContext viewer, CancellationToken ct)
    {
        var first = viewer.Role.IsClinic()
            ? await db.FindAsync<DateTime?>(FindFirstOfClinicSql, new { viewer.ClinicId }, ct)
            : await db.FindAsync<DateTime?>(FindFirstOfMunicipalitySql, new { viewer.MunicipalityId }, ct);
        return first is { } at ? FeeMonth.Of(at) : null;
    }

    /// <summary>A certificate's fee, whoever asks: for what follows from the certificate itself.</summary>
    internal Task<Fee?> FindForTrackAsync(Guid requestId, CancellationToken ct) => db.FindAsync<Fee>(FindForTrackSql, new { Id = requestId }, ct);

    /// <summary>What the clinic can still invoice of a month.</summary>
    internal Task<IReadOnlyList<Fee>> ListClaimableAsync(FeeMonth month, Guid clinicId, int take, CancellationToken ct) =>
        db.QueryAsync<Fee>(ListClaimableSql, new { ClinicId = clinicId, month.From, month.Before, Take = take }, ct);

    /// <summary>The number of the clinic's last invoice. Until the open transaction ends, nobody else can take the next.</summary>
    /// <returns>0 when there is none.</returns>
    internal async Task<int> TakeTurnAsync(Guid clinicId, CancellationToken ct)
    {
        await db.ExecuteAsync(TakeTurnSql, new { ClinicId = clinicId }, ct);
        return await db.FindAsync<int>(FindLastNumberSql, new { ClinicId = clinicId }, ct);
    }

    internal Task InsertAsync(Certificate certificate, FeeFacts facts, FeeAmount amount, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            RequestId = certificate.Id,
            certificate.MunicipalityId,
            certificate.ClinicId,
            State = FeeRules.Resolve(facts).ToString(),
            certificate.Type.Definition.FeeRule,
            AmountOre = amount.Ore,
            AmountFromOn = amount.FromOn,
            AmountSource = amount.Source,
            facts.ClaimableAt,
            SortAt = by.At,
            ChangedById = by.PersonId,
            ChangedAt = by.At,
        },
        ct);

    /// <summary>Writes a fee as it is to be, with the state that follows from its new facts.</summary>
    /// <returns>False when somebody else changed it since its version was read.</returns>
    internal async Task<bool> SetAsync(Fee fee, FeeFacts facts, ActionContext by, CancellationToken ct) => await db.ExecuteAsync(
        SetSql,
        new
        {
            fee.RequestId,
            fee.Version,
            State = FeeRules.Resolve(facts).ToString(),
            fee.AmountOre,
            Ean = fee.InvoicedEan,
            UserIdentity = fee.InvoicedIdentity,
            facts.ClaimableAt,
            facts.HeldAt,
            fee.InvoiceNumber,
            fee.ClinicReference,
            facts.InvoicedAt,
            facts.RejectedAt,
            fee.RejectReason,
            facts.PaidAt,
            facts.CancelledAt,
            SortAt = facts.ClaimableAt ?? fee.SortAt,
            ChangedById = by.PersonId,
            ChangedAt = by.At,
        },
        ct) == 1;
}

/// <summary>What the fees of a month in one state come to.</summary>
public sealed record FeeSum
{
    public required FeeState State { get; init; }

    public required int Number { get; init; }

    /// <summary>In øre, of those whose amount is known.</summary>
    public required int AmountOre { get; init; }

    /// <summary>How many have no amount yet.</summary>
    public required int Unknown { get; init; }
}
