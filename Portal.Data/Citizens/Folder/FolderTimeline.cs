using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Offers;

namespace Portal.Data.Citizens.Folder;

/// <summary>Reads what happened about a citizen, newest first. The caller has shown that the citizen is the viewer's casework.</summary>
/// <remarks>
/// Each source gives at most one row more than a page holds, by the citizen's index, and the page is merged from them. The order is
/// instant, step, id, all descending: ids are only compared by the database and within one step, since the engines order them differently.
/// </remarks>
public sealed class FolderTimeline(DbSession db)
{
    public const int PageSize = 12;

    // What a caseworker may open: their own, and those of the units they work for.
    private const string MayOpen = "CASE WHEN r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds THEN 1 ELSE 0 END AS MayOpen";

    private const string TypeColumns = "r.Id AS RequestId, " + MayOpen + ", t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, r.Status";

    private const string RequestTables = """

        FROM CertificateRequests r
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Clinics k ON k.Id = r.ClinicId
        JOIN People p ON p.Id = r.CaseworkerId
        LEFT JOIN People d ON d.Id = r.DoctorId
        """;

    private const string OfCitizen = "\nWHERE r.CitizenId = @CitizenId AND r.MunicipalityId = @MunicipalityId";

    // A draft is its unit's own until it is sent.
    private const string SentOrOwn = " AND r.DiscardedAt IS NULL AND (r.SentAt IS NOT NULL OR r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds)";

    private const string NewestFirst = """

        ORDER BY At DESC, Id DESC
        {take}
        """;

    private const string RequestColumns = ", p.Name AS ByName, d.Name AS ToName, k.Name AS ClinicName";

    internal const string ListDraftsSql =
        "SELECT 4 AS Step, r.CreatedAt AS At, r.Id AS Id, " + TypeColumns + RequestColumns + RequestTables + OfCitizen + SentOrOwn + """

          AND r.SentAt IS NULL AND r.CreatedAt >= @Since
          AND r.CreatedAt <= @BeforeAt AND (r.CreatedAt < @BeforeAt OR (r.CreatedAt = @BeforeAt AND (4 < @BeforeStep OR (4 = @BeforeStep AND r.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListSentSql =
        "SELECT 7 AS Step, r.SentAt AS At, r.Id AS Id, " + TypeColumns + RequestColumns + RequestTables + OfCitizen + """

          AND r.SentAt >= @Since
          AND r.SentAt <= @BeforeAt AND (r.SentAt < @BeforeAt OR (r.SentAt = @BeforeAt AND (7 < @BeforeStep OR (7 = @BeforeStep AND r.Id < @BeforeId))))
        """
        + NewestFirst;

    // By the day the request was answered, which is the day its newest answer was signed: that is what the citizen's index has.
    internal const string ListAnswersSql =
        "SELECT 8 AS Step, r.AnsweredAt AS At, r.Id AS Id, a.Id AS AnswerId, " + TypeColumns + ", s.Name AS ByName, s.Title AS ByTitle, k.Name AS ClinicName" + RequestTables + """

        JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        JOIN People s ON s.Id = a.SignedById
        """
        + OfCitizen + """

          AND r.AnsweredAt >= @Since
          AND r.AnsweredAt <= @BeforeAt AND (r.AnsweredAt < @BeforeAt OR (r.AnsweredAt = @BeforeAt AND (8 < @BeforeStep OR (8 = @BeforeStep AND r.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListPhoneNotesSql = "SELECT 9 AS Step, n.SpokenAt AS At, n.Id AS Id, " + TypeColumns + """
        , w.Name AS ByName, n.SpokeWith AS ToName, n.Note AS Wording
        FROM PhoneNotes n
        JOIN People w ON w.Id = n.WrittenById
        LEFT JOIN CertificateRequests r ON r.Id = n.RequestId
        LEFT JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        WHERE n.CitizenId = @CitizenId AND n.SpokenAt >= @Since
          AND n.SpokenAt <= @BeforeAt AND (n.SpokenAt < @BeforeAt OR (n.SpokenAt = @BeforeAt AND (9 < @BeforeStep OR (9 = @BeforeStep AND n.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListConsentsSql = """
        SELECT 1 AS Step, s.RegisteredAt AS At, s.Id AS Id, p.Name AS ByName, s.Kinds AS KindNames, s.ExpiresOn AS UntilOn
        FROM Consents s
        JOIN People p ON p.Id = s.RegisteredById
        WHERE s.CitizenId = @CitizenId AND s.RegisteredAt >= @Since
          AND s.RegisteredAt <= @BeforeAt AND (s.RegisteredAt < @BeforeAt OR (s.RegisteredAt = @BeforeAt AND (1 < @BeforeStep OR (1 = @BeforeStep AND s.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListWithdrawalsSql = """
        SELECT 3 AS Step, s.WithdrawnAt AS At, s.Id AS Id, p.Name AS ByName, s.Kinds AS KindNames, s.ExpiresOn AS UntilOn
        FROM Consents s
        JOIN People p ON p.Id = s.WithdrawnById
        WHERE s.CitizenId = @CitizenId AND s.WithdrawnAt >= @Since
          AND s.WithdrawnAt <= @BeforeAt AND (s.WithdrawnAt < @BeforeAt OR (s.WithdrawnAt = @BeforeAt AND (3 < @BeforeStep OR (3 = @BeforeStep AND s.Id < @BeforeId))))
        """
        + NewestFirst;

    // A consent expires with the day: what that instant is, C# knows.
    internal const string ListExpiriesSql = """
        SELECT 2 AS Step, s.Id, p.Name AS ByName, s.Kinds AS KindNames, s.ExpiresOn AS UntilOn
        FROM Consents s
        JOIN People p ON p.Id = s.RegisteredById
        WHERE s.CitizenId = @CitizenId AND s.WithdrawnAt IS NULL AND s.ExpiresOn >= @FromOn
          AND s.ExpiresOn <= @BeforeOn AND (s.ExpiresOn < @BeforeOn OR (s.ExpiresOn = @BeforeOn AND s.Id < @BeforeId))
        ORDER BY s.ExpiresOn DESC, s.Id DESC
        {take}
        """;

    internal const string ListHandoversSql = """
        SELECT 10 AS Step, h.At AS At, h.Id AS Id, b.Name AS ByName, f.Name AS FromName, g.Name AS ToName, h.Note AS Wording
        FROM CaseHandovers h
        JOIN People f ON f.Id = h.FromId
        JOIN People g ON g.Id = h.ToId
        JOIN People b ON b.Id = h.ById
        WHERE h.CitizenId = @CitizenId AND h.At >= @Since
          AND h.At <= @BeforeAt AND (h.At < @BeforeAt OR (h.At = @BeforeAt AND (10 < @BeforeStep OR (10 = @BeforeStep AND h.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListProposalsSql = """
        SELECT 11 AS Step, s.SentAt AS At, s.Id AS Id, d.Name AS ByName, d.Title AS ByTitle, k.Name AS ClinicName, s.Proposal AS Wording
        FROM SocialProposals s
        JOIN People d ON d.Id = s.DoctorId
        JOIN Clinics k ON k.Id = s.ClinicId
        WHERE s.CitizenId = @CitizenId AND s.MunicipalityId = @MunicipalityId AND s.SentAt >= @Since
          AND s.SentAt <= @BeforeAt AND (s.SentAt < @BeforeAt OR (s.SentAt = @BeforeAt AND (11 < @BeforeStep OR (11 = @BeforeStep AND s.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListQuestionsSql =
        "SELECT 5 AS Step, o.AskedAt AS At, o.Id AS Id, " + TypeColumns + ", x.Name AS ByName, c.Name AS ToName, o.Question AS Wording" + SparringTables + """

          AND o.AskedAt >= @Since
          AND o.AskedAt <= @BeforeAt AND (o.AskedAt < @BeforeAt OR (o.AskedAt = @BeforeAt AND (5 < @BeforeStep OR (5 = @BeforeStep AND o.Id < @BeforeId))))
        """
        + NewestFirst;

    internal const string ListAdviceSql =
        "SELECT 6 AS Step, o.EndedAt AS At, o.Id AS Id, " + TypeColumns + ", c.Name AS ByName, x.Name AS ToName, o.Advice AS Wording" + SparringTables + """

          AND o.Advice IS NOT NULL AND o.EndedAt >= @Since
          AND o.EndedAt <= @BeforeAt AND (o.EndedAt < @BeforeAt OR (o.EndedAt = @BeforeAt AND (6 < @BeforeStep OR (6 = @BeforeStep AND o.Id < @BeforeId))))
        """
        + NewestFirst;

    private const string SparringTables = """

        FROM Sparrings o
        JOIN CertificateRequests r ON r.Id = o.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN People c ON c.Id = o.ConsultantId
        JOIN People x ON x.Id = o.AskedById
        WHERE o.CitizenId = @CitizenId AND r.MunicipalityId = @MunicipalityId
        """ + SentOrOwn;

    internal const string ListOffersSql = """
        SELECT o.AnswerId, v.Id AS OfferVersionId, f.Slug, v.Name, v.VersionNumber
        FROM CertificateAnswerOffers o
        JOIN OfferVersions v ON v.Id = o.OfferVersionId
        JOIN Offers f ON f.Id = v.OfferId
        WHERE o.AnswerId IN @AnswerIds
        ORDER BY o.AnswerId, o.Position, v.Id
        """;

    private static readonly DateTime Earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="before">The last entry of the page before; null for the newest page.</param>
    public async Task<FolderPage> ListAsync(
        Guid citizenId, FolderFilter filter, FolderCursor? before, ActionContext viewer, CancellationToken ct)
    {
        var since = filter.FromOn is { } from ? DanishTime.InstantOf(from, TimeOnly.MinValue) : Earliest;
        var end = FolderCursor.Before(filter.ToOn is { } to ? DanishTime.InstantOf(to.AddDays(1), TimeOnly.MinValue) : Latest);
        var start = before is null || before.At >= end.At ? end : before;
        var place = new
        {
            CitizenId = citizenId,
            viewer.MunicipalityId,
            viewer.PersonId,
            viewer.UnitIds,
            Since = since,
            BeforeAt = start.At,
            BeforeStep = (int)start.Step,
            BeforeId = start.Id,
            Take = PageSize + 1,
        };

        var found = new List<FolderEntry>();
        foreach (var sql in Sources(filter.Kind))
        {
            found.AddRange(await db.QueryAsync<FolderEntry>(sql, place, ct));
        }

        if (filter.Kind is null or FolderKind.Consent)
        {
            found.AddRange(await ListExpiriesAsync(citizenId, filter.FromOn, start, DanishTime.DayOf(viewer.At), ct));
        }

        // The sort is stable: within a step the entries keep the order in which the database gave them.
        var merged = found.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Step).ToList();
        var shown = await WithOffersAsync([.. merged.Take(PageSize)], ct);
        return new FolderPage(shown, merged.Count > PageSize ? new FolderCursor(shown[^1].At, shown[^1].Step, shown[^1].Id) : null);
    }

    private static IEnumerable<string> Sources(FolderKind? kind) =>
        kind is { } one ? SourcesOf(one) : Enum.GetValues<FolderKind>().SelectMany(SourcesOf);

    private static string[] SourcesOf(FolderKind kind) => kind switch
    {
        FolderKind.Request => [ListDraftsSql, ListSentSql],
        FolderKind.Answer => [ListAnswersSql],
        FolderKind.PhoneNote => [ListPhoneNotesSql],
        FolderKind.Consent => [ListConsentsSql, ListWithdrawalsSql],
        FolderKind.Handover => [ListHandoversSql],
        FolderKind.Sparring => [ListQuestionsSql, ListAdviceSql],
        FolderKind.Proposal => [ListProposalsSql],
    };

    /// <summary>A consent that holds on a day has expired when the next one begins.</summary>
    private async Task<IEnumerable<FolderEntry>> ListExpiriesAsync(
        Guid citizenId, DateOnly? fromOn, FolderCursor start, DateOnly today, CancellationToken ct)
    {
        var day = DanishTime.DayOf(start.At);
        var isDayBreak = DanishTime.InstantOf(day, TimeOnly.MinValue) == start.At;
        // What expires today still holds.
        var (beforeOn, beforeId) = day > today ? (today, Guid.Empty)
            : (isDayBreak ? day.AddDays(-1) : day,
                !isDayBreak || start.Step < FolderStep.ConsentExpired ? Guid.Empty
                : start.Step > FolderStep.ConsentExpired ? Guid.AllBitsSet
                : start.Id);
        var expiries = await db.QueryAsync<FolderEntry>(
            ListExpiriesSql,
            new
            {
                CitizenId = citizenId,
                FromOn = (fromOn ?? DanishTime.DayOf(Earliest)).AddDays(-1),
                BeforeOn = beforeOn,
                BeforeId = beforeId,
                Take = PageSize + 1,
            },
            ct);
        return expiries.Select(entry => entry with { At = DanishTime.InstantOf(entry.UntilOn!.Value.AddDays(1), TimeOnly.MinValue) });
    }

    private async Task<IReadOnlyList<FolderEntry>> WithOffersAsync(IReadOnlyList<FolderEntry> entries, CancellationToken ct)
    {
        var answers = entries.Select(entry => entry.AnswerId).OfType<Guid>().ToList();
        if (answers.Count == 0)
        {
            return entries;
        }

        var offers = (await db.QueryAsync<OfferRow>(ListOffersSql, new { AnswerIds = answers }, ct)).ToLookup(row => row.AnswerId);
        return [.. entries.Select(entry => entry.AnswerId is { } id ? entry with { Offers = [.. offers[id].Select(row => row.Offer)] } : entry)];
    }

    private sealed record OfferRow
    {
        public required Guid AnswerId { get; init; }

        public required Guid OfferVersionId { get; init; }

        public required string Slug { get; init; }

        public required string Name { get; init; }

        public required int VersionNumber { get; init; }

        public OfferReference Offer => new() { OfferVersionId = OfferVersionId, Slug = Slug, Name = Name, VersionNumber = VersionNumber };
    }
}
