using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Offers;

namespace Portal.Data.Citizens.Folder;

/// <summary>A certificate as the folder names it.</summary>
public record FolderCertificate
{
    public required Guid Id { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public string? AnswerCode { get; init; }

    public required CertificateStatus Status { get; init; }

    public DateTime? SentAt { get; init; }

    public required string CaseworkerName { get; init; }

    public required string ClinicName { get; init; }

    /// <summary>Whether it is the viewer's to open.</summary>
    public bool MayOpen { get; init; }
}

/// <summary>A request that is not answered yet.</summary>
public sealed record OpenRequest : FolderCertificate
{
    internal string Content { get; init; } = "{}";

    /// <summary>The offers that the caseworker named in it.</summary>
    public IReadOnlyList<OfferReference> Offers => field ??= PortalJson.Read<RequestContent>(Content).Offers;
}

/// <summary>A doctor pointed to an offer.</summary>
public sealed record PointedOffer
{
    public required Guid AnswerId { get; init; }

    public required Guid OfferVersionId { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required int VersionNumber { get; init; }

    public required string ByName { get; init; }

    public required DateTime SignedAt { get; init; }

    public OfferReference Reference => new() { OfferVersionId = OfferVersionId, Slug = Slug, Name = Name, VersionNumber = VersionNumber };
}

/// <summary>How often the case has changed hands.</summary>
public sealed record HandoverCount
{
    public required int Number { get; init; }

    public DateTime? LastAt { get; init; }
}

/// <summary>Reads what stands beside the timeline. The caller has shown that the citizen is the viewer's casework.</summary>
public sealed class FolderRepository(DbSession db)
{
    private const int MostHandovers = 50;

    private const string Columns = """
        SELECT r.Id, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, r.Status, r.SentAt, p.Name AS CaseworkerName, k.Name AS ClinicName,
               CASE WHEN r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds THEN 1 ELSE 0 END AS MayOpen
        """;

    private const string Tables = """

        FROM CertificateRequests r
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Clinics k ON k.Id = r.ClinicId
        JOIN People p ON p.Id = r.CaseworkerId
        """;

    // At most one of each type is open for a citizen: a handful of rows.
    internal const string ListOpenSql = Columns + ", r.Content" + Tables + """

        WHERE r.CitizenId = @CitizenId AND r.OpenTypeId IS NOT NULL AND r.MunicipalityId = @MunicipalityId
        ORDER BY r.SentAt DESC, r.Id DESC
        """;

    internal const string ListOpenOnConsentSql = Columns + Tables + """

        WHERE r.ConsentId = @ConsentId AND r.CitizenId = @CitizenId AND r.NextActor = 'Clinic' AND r.SentAt IS NOT NULL AND r.MunicipalityId = @MunicipalityId
        ORDER BY r.SentAt DESC, r.Id DESC
        """;

    internal const string ListOwnSql = Columns + Tables + """

        WHERE r.CitizenId = @CitizenId AND r.MunicipalityId = @MunicipalityId AND (r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds) AND r.DiscardedAt IS NULL
        ORDER BY r.SortAt DESC, r.Id DESC
        {take}
        """;

    internal const string ListPointedSql = """
        SELECT a.Id AS AnswerId, v.Id AS OfferVersionId, f.Slug, v.Name, v.VersionNumber, s.Name AS ByName, a.SignedAt
        FROM (
            SELECT q.Id, q.AnsweredAt FROM CertificateRequests q
            WHERE q.CitizenId = @CitizenId AND q.MunicipalityId = @MunicipalityId AND q.AnsweredAt IS NOT NULL
            ORDER BY q.AnsweredAt DESC, q.Id DESC
            {take}) r
        JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        JOIN CertificateAnswerOffers o ON o.AnswerId = a.Id
        JOIN OfferVersions v ON v.Id = o.OfferVersionId
        JOIN Offers f ON f.Id = v.OfferId
        JOIN People s ON s.Id = a.SignedById
        ORDER BY r.AnsweredAt DESC, r.Id DESC, o.Position, a.Id
        """;

    // Counted up to a number that says enough.
    internal const string FindHandoversSql = """
        SELECT COUNT(*) AS Number, MAX(h.At) AS LastAt
        FROM (
            SELECT c.At FROM CaseHandovers c
            WHERE c.CitizenId = @CitizenId
            ORDER BY c.At DESC, c.Id DESC
            {take}) h
        """;

    /// <summary>The citizen's requests that are not answered, newest first; those that stand still are among them.</summary>
    public Task<IReadOnlyList<OpenRequest>> ListOpenAsync(Guid citizenId, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<OpenRequest>(ListOpenSql, Of(citizenId, viewer), ct);

    /// <summary>The requests that stand still from the instant at which a consent is withdrawn.</summary>
    public Task<IReadOnlyList<FolderCertificate>> ListOpenOnConsentAsync(Guid consentId, Guid citizenId, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<FolderCertificate>(
            ListOpenOnConsentSql,
            new { ConsentId = consentId, CitizenId = citizenId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds },
            ct);

    /// <summary>The certificates that the viewer may open, newest first.</summary>
    public Task<IReadOnlyList<FolderCertificate>> ListOwnAsync(Guid citizenId, int take, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<FolderCertificate>(ListOwnSql, Of(citizenId, viewer, take), ct);

    /// <summary>The offers that doctors pointed to, the newest answer first.</summary>
    /// <param name="take">How many of the newest answers are looked at.</param>
    public Task<IReadOnlyList<PointedOffer>> ListPointedAsync(Guid citizenId, int take, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<PointedOffer>(ListPointedSql, Of(citizenId, viewer, take), ct);

    public async Task<HandoverCount> CountHandoversAsync(Guid citizenId, CancellationToken ct) =>
        (await db.FindAsync<HandoverCount>(FindHandoversSql, new { CitizenId = citizenId, Take = MostHandovers }, ct))!;

    private static object Of(Guid citizenId, ActionContext viewer, int take = 0) =>
        new { CitizenId = citizenId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, Take = take };
}
