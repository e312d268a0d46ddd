using Portal.Data.Database;

namespace Portal.Data.Offers;

/// <summary>Reads offers.</summary>
public sealed class OfferRepository(DbSession db)
{
    /// <summary>How many words of a search are used.</summary>
    public const int MostWords = 4;

    /// <summary>How many offers the catalogue counts and filters at once; far beyond what one doctor's municipalities have.</summary>
    public const int MostOffers = 1000;

    // A catalogue is some dozens to some hundreds of offers: one statement brings them, the counts per filter value are made from its rows.
    internal const string ListPublishedSql = """
        SELECT o.Id, o.CurrentVersionId, o.Slug, o.Name, o.Purpose, o.MunicipalityId, m.ShortName AS MunicipalityName, o.Kind, o.Referral,
               o.MinMinutesPerWeek, o.MaxMinutesPerWeek, o.Place, o.StartMode, o.WaitingWeeks, o.AlsoFor, o.CanBeMet, o.UpdatedAt
        FROM Offers o
        JOIN Municipalities m ON m.Id = o.MunicipalityId
        WHERE o.Status = 'Published'
          AND o.SearchText LIKE @Word1 ESCAPE '!'
          AND o.SearchText LIKE @Word2 ESCAPE '!'
          AND o.SearchText LIKE @Word3 ESCAPE '!'
          AND o.SearchText LIKE @Word4 ESCAPE '!'
        ORDER BY CASE WHEN o.MunicipalityId = @HomeMunicipalityId THEN 0 ELSE 1 END, o.Name COLLATE {danish}, o.Id
        {take}
        """;

    internal const string FindBySlugSql = """
        SELECT o.Id, v.Id AS VersionId, o.Slug, o.MunicipalityId, m.ShortName AS MunicipalityName, o.Status, v.Name, v.Facts, v.BodyHtml,
               v.VersionNumber, o.VersionNumber AS CurrentVersionNumber, v.CreatedAt AS VersionAt, o.Version
        FROM Offers o
        JOIN Municipalities m ON m.Id = o.MunicipalityId
        JOIN OfferVersions v ON v.OfferId = o.Id AND v.VersionNumber = COALESCE(@VersionNumber, o.VersionNumber)
        WHERE o.Slug = @Slug AND (o.Status = 'Published' OR o.MunicipalityId = @MunicipalityId)
        """;

    internal const string ListReferencesSql = """
        SELECT v.Id AS OfferVersionId, o.Slug, v.Name, v.VersionNumber
        FROM OfferVersions v
        JOIN Offers o ON o.Id = v.OfferId
        WHERE v.Id IN @Ids AND o.PublishedAt IS NOT NULL
        ORDER BY v.Name, v.Id
        """;

    /// <summary>The published offers that a search finds, the viewer's own municipality first.</summary>
    /// <param name="search">Words, each found anywhere in the offer, whatever its spelling of æ, ø and å; null for all.</param>
    public Task<IReadOnlyList<OfferListItem>> ListPublishedAsync(string? search, Guid? homeMunicipalityId, CancellationToken ct)
    {
        var words = TextFolding.Patterns(search, MostWords);
        return db.QueryAsync<OfferListItem>(
            ListPublishedSql,
            new { Word1 = Word(0), Word2 = Word(1), Word3 = Word(2), Word4 = Word(3), HomeMunicipalityId = homeMunicipalityId, Take = MostOffers },
            ct);

        string Word(int index) => index < words.Count ? words[index] : "%";
    }

    /// <param name="versionNumber">A version to see as it was; null for the current one.</param>
    /// <param name="municipalityId">The viewer's municipality, which sees its own drafts.</param>
    public async Task<Offer?> FindAsync(string slug, int? versionNumber, Guid? municipalityId, CancellationToken ct)
    {
        var row = await db.FindAsync<Row>(
            FindBySlugSql, new { Slug = slug, VersionNumber = versionNumber, MunicipalityId = municipalityId }, ct);
        return row is null ? null : new Offer
        {
            Id = row.Id,
            VersionId = row.VersionId,
            Slug = row.Slug,
            MunicipalityId = row.MunicipalityId,
            MunicipalityName = row.MunicipalityName,
            Status = row.Status,
            Name = row.Name,
            Facts = PortalJson.Read<OfferFacts>(row.Facts),
            BodyHtml = row.BodyHtml,
            VersionNumber = row.VersionNumber,
            CurrentVersionNumber = row.CurrentVersionNumber,
            VersionAt = row.VersionAt,
            Version = row.Version,
        };
    }

    /// <summary>What each id points to, in the order of the ids. Ids of nothing published are left out.</summary>
    public async Task<IReadOnlyList<OfferReference>> ListReferencesAsync(IReadOnlyList<Guid> versionIds, CancellationToken ct)
    {
        if (versionIds.Count == 0)
        {
            return [];
        }

        var found = await db.QueryAsync<OfferReference>(ListReferencesSql, new { Ids = versionIds }, ct);
        return [.. versionIds.Distinct().Select(id => found.FirstOrDefault(reference => reference.OfferVersionId == id)).OfType<OfferReference>()];
    }

    /// <summary>The published offers with these names, whatever their case, each in its present version. Of two with one name, the home municipality's.</summary>
    public async Task<IReadOnlyList<OfferReference>> ListNamedAsync(IReadOnlyList<string> names, Guid? homeMunicipalityId, CancellationToken ct)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var named = (await ListPublishedAsync(null, homeMunicipalityId, ct))
            .Where(offer => names.Contains(offer.Name, StringComparer.OrdinalIgnoreCase))
            .DistinctBy(offer => offer.Name, StringComparer.OrdinalIgnoreCase);
        return await ListReferencesAsync([.. named.Select(offer => offer.CurrentVersionId)], ct);
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid VersionId { get; init; }

        public required string Slug { get; init; }

        public required Guid MunicipalityId { get; init; }

        public required string MunicipalityName { get; init; }

        public required OfferStatus Status { get; init; }

        public required string Name { get; init; }

        public required string Facts { get; init; }

        public required string BodyHtml { get; init; }

        public required int VersionNumber { get; init; }

        public required int CurrentVersionNumber { get; init; }

        public required DateTime VersionAt { get; init; }

        public required int Version { get; init; }
    }
}
