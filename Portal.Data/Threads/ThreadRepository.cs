using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Which messages of a thread are wanted.</summary>
/// <param name="From">Only what comes after this number.</param>
/// <param name="To">Only what comes before this number; null for no such limit.</param>
/// <param name="Take">How many at most.</param>
/// <param name="FromTheEnd">The newest of them, rather than the oldest.</param>
public sealed record ThreadPage(long From, long? To, int Take, bool FromTheEnd)
{
    public static ThreadPage Latest(int take) => new(0, null, take, FromTheEnd: true);

    public static ThreadPage After(long sequence, int take) => new(sequence, null, take, FromTheEnd: false);

    public static ThreadPage Before(long sequence, int take) => new(0, sequence, take, FromTheEnd: true);

    public static ThreadPage Only(long sequence) => new(sequence - 1, sequence + 1, 1, FromTheEnd: false);
}

/// <summary>Reads threads, always within what the viewer may see of them.</summary>
public sealed class ThreadRepository(DbSession db)
{
    // So many readings tell who has read the messages of a page; the rest would only say it again.
    private const int MostReceipts = 500;

    internal const string FindSql = """
        SELECT t.Id, t.MunicipalityId, m.Name AS MunicipalityName, t.UnitId, u.Name AS UnitName, t.CaseworkerId, w.Name AS CaseworkerName,
               t.ClinicId, k.Name AS ClinicName, k.Phone AS ClinicPhone,
               CASE WHEN k.IsEnabled = 1 AND EXISTS (SELECT 1 FROM People a WHERE a.ClinicId = t.ClinicId AND a.IsActive = 1) THEN 1 ELSE 0 END AS ClinicCanRead,
               t.ClinicPersonId, d.Name AS ClinicPersonName, t.SubjectKind,
               t.CitizenId, z.Name AS CitizenName, z.BirthDigits, COALESCE(z.IsProtected, 0) AS IsProtected,
               t.RequestId, COALESCE(y.AnswerCode, y.RequestCode) AS RequestCode, y.NameDa AS RequestNameDa, y.NameEn AS RequestNameEn,
               t.OfferVersionId, v.Name AS OfferName, o.Slug AS OfferSlug, v.VersionNumber AS OfferVersionNumber,
               t.Category, t.Subject, t.StartedById, t.StartedAt, t.LastSequence, t.LastAt,
               t.AwaitingSide, t.AwaitingSince, t.AnsweredAt, t.HandledAt, t.ClosedAt, t.RedirectedAt, t.RedirectClinicId, n.Name AS RedirectClinicName, t.RedirectReason,
               t.DisputedAt, t.DisputedById, t.DisputeStep, t.DisputeEndedAt, t.DisputeOutcome, t.DisputeNote, t.Version
        FROM DialogueThreads t
        JOIN Municipalities m ON m.Id = t.MunicipalityId
        JOIN Units u ON u.Id = t.UnitId
        JOIN Clinics k ON k.Id = t.ClinicId
        LEFT JOIN People w ON w.Id = t.CaseworkerId
        LEFT JOIN People d ON d.Id = t.ClinicPersonId
        LEFT JOIN Citizens z ON z.Id = t.CitizenId
        LEFT JOIN CertificateRequests r ON r.Id = t.RequestId
        LEFT JOIN CertificateTypeVersions y ON y.Id = r.TypeVersionId
        LEFT JOIN OfferVersions v ON v.Id = t.OfferVersionId
        LEFT JOIN Offers o ON o.Id = v.OfferId
        LEFT JOIN Clinics n ON n.Id = t.RedirectClinicId
        WHERE t.Id = @Id
          AND EXISTS (SELECT 1 FROM ThreadMembers b
                      WHERE b.ThreadId = t.Id AND (b.PersonId = @MemberId OR b.ClinicId = @ClinicId OR b.UnitId IN @UnitIds))
        """;

    internal const string ListMembersSql = """
        SELECT b.Id, b.UnitId, b.ClinicId, b.PersonId, COALESCE(u.Name, k.Name, p.Name) AS Name, b.AfterSequence, b.UntilSequence
        FROM ThreadMembers b
        LEFT JOIN Units u ON u.Id = b.UnitId
        LEFT JOIN Clinics k ON k.Id = b.ClinicId
        LEFT JOIN People p ON p.Id = b.PersonId
        WHERE b.ThreadId = @ThreadId
        ORDER BY b.ThreadId, b.Id
        """;

    private const string MessageColumns = """
        SELECT g.Id, g.Sequence, g.Kind, g.Event, g.Detail, g.AuthorId, g.AuthorName, g.AuthorTitle, g.AuthorPlace, g.Side, g.Body, g.BodyHtml,
               g.SpokeWith, g.SpokenAt, g.SentAt, g.RetractedAt, p.Name AS RetractedByName, g.RetractReason
        FROM ThreadMessages g
        LEFT JOIN People p ON p.Id = g.RetractedById
        WHERE g.ThreadId = @ThreadId AND g.Sequence > @After AND g.Sequence <= @Until
        """;

    internal const string ListNewestSql = MessageColumns + """

        ORDER BY g.Sequence DESC
        {take}
        """;

    internal const string ListOldestSql = MessageColumns + """

        ORDER BY g.Sequence
        {take}
        """;

    internal const string ListLinksSql = """
        SELECT l.MessageId, l.Number, l.OfferVersionId, v.Name AS OfferName, o.Slug AS OfferSlug, v.VersionNumber AS OfferVersionNumber,
               l.RequestId, COALESCE(y.AnswerCode, y.RequestCode) AS RequestCode, y.NameDa AS RequestNameDa, y.NameEn AS RequestNameEn, l.AnswerVersion,
               l.AttachmentId, a.FileName, a.Bytes
        FROM ThreadLinks l
        LEFT JOIN OfferVersions v ON v.Id = l.OfferVersionId
        LEFT JOIN Offers o ON o.Id = v.OfferId
        LEFT JOIN CertificateRequests r ON r.Id = l.RequestId
        LEFT JOIN CertificateTypeVersions y ON y.Id = r.TypeVersionId
        LEFT JOIN Attachments a ON a.Id = l.AttachmentId
        WHERE l.MessageId IN @MessageIds
        ORDER BY l.MessageId, l.Number
        """;

    internal const string ListReadsSql = """
        SELECT e.Sequence, e.PersonId, p.Name, e.ReadAt
        FROM ThreadReads e
        JOIN People p ON p.Id = e.PersonId
        WHERE e.ThreadId = @ThreadId AND e.Sequence >= @From
        ORDER BY e.Sequence, e.PersonId
        {take}
        """;

    internal const string ListPeopleSql = """
        SELECT e.PersonId, p.Name, p.Title, p.Role, COALESCE(k.Name, m.Label) AS OrganisationName, p.Phone, p.ReachableHours, e.Side, e.IsNamed, e.ReadSequence
        FROM ThreadPeople e
        JOIN People p ON p.Id = e.PersonId
        LEFT JOIN Clinics k ON k.Id = p.ClinicId
        LEFT JOIN Municipalities m ON m.Id = p.MunicipalityId
        WHERE e.ThreadId = @ThreadId
        ORDER BY e.Side, p.Name COLLATE {danish}, p.Id
        """;

    internal const string FindDraftSql = """
        SELECT Content, Version, SavedAt
        FROM ThreadDrafts
        WHERE PersonId = @PersonId AND ThreadId = @ThreadId
        """;

    /// <returns>Null when it does not exist, or nothing of it is the viewer's.</returns>
    public async Task<DialogueThread?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        await db.FindAsync<ThreadRow>(
            FindSql,
            new { Id = id, MemberId = ThreadRules.MemberId(viewer), ClinicId = ThreadRules.ClinicId(viewer), UnitIds = ThreadRules.UnitIds(viewer) },
            ct) is { } row
            ? row.For(viewer, await ListMembersAsync(id, ct))
            : null;

    /// <summary>Every party that takes part or has taken part. For those who decide what others may see; not for a page.</summary>
    public Task<IReadOnlyList<ThreadMember>> ListMembersAsync(Guid threadId, CancellationToken ct) =>
        db.QueryAsync<ThreadMember>(ListMembersSql, new { ThreadId = threadId }, ct);

    /// <summary>Messages that the thread's viewer may read, oldest first, with what goes with them and who has read them.</summary>
    public async Task<IReadOnlyList<ThreadMessage>> ListMessagesAsync(DialogueThread thread, ThreadPage page, CancellationToken ct)
    {
        var rows = await ListRowsAsync(thread, page, ct);
        if (rows.Count == 0)
        {
            return [];
        }

        var links = await db.QueryAsync<LinkRow>(ListLinksSql, new { MessageIds = rows.Select(row => row.Id).ToList() }, ct);
        var reads = await db.QueryAsync<ReadRow>(ListReadsSql, new { ThreadId = thread.Id, From = rows[0].Sequence, Take = MostReceipts }, ct);
        var linksOf = links.ToLookup(link => link.MessageId, link => link.ToLink());
        return [.. rows.Select(row => row.ToMessage([.. linksOf[row.Id]], ReceiptsOf(row, reads)))];
    }

    /// <summary>Everybody who has written, was named or has read, by side and name.</summary>
    public Task<IReadOnlyList<ThreadPerson>> ListPeopleAsync(Guid threadId, CancellationToken ct) =>
        db.QueryAsync<ThreadPerson>(ListPeopleSql, new { ThreadId = threadId }, ct);

    /// <summary>What the viewer has begun to write.</summary>
    /// <param name="threadId">Null for a thread that is not begun yet.</param>
    public async Task<SavedThreadDraft?> FindDraftAsync(Guid? threadId, ActionContext by, CancellationToken ct) =>
        await db.FindAsync<DraftRow>(FindDraftSql, new { by.PersonId, ThreadId = threadId ?? Guid.Empty }, ct) is { } row
            ? new SavedThreadDraft(PortalJson.Read<ThreadDraft>(row.Content), row.Version, row.SavedAt)
            : null;

    // What may be read can have gaps: each stretch is a statement of its own, until the page is full.
    private async Task<List<ThreadMessageRow>> ListRowsAsync(DialogueThread thread, ThreadPage page, CancellationToken ct)
    {
        var found = new List<ThreadMessageRow>();
        foreach (var range in page.FromTheEnd ? thread.Sight.Ranges.Reverse() : thread.Sight.Ranges)
        {
            var after = Math.Max(range.After, page.From);
            var until = Math.Min(range.Until ?? long.MaxValue, page.To - 1 ?? long.MaxValue);
            if (found.Count < page.Take && after < until)
            {
                found.AddRange(await db.QueryAsync<ThreadMessageRow>(
                    page.FromTheEnd ? ListNewestSql : ListOldestSql,
                    new { ThreadId = thread.Id, After = after, Until = until, Take = page.Take - found.Count },
                    ct));
            }
        }

        if (page.FromTheEnd)
        {
            found.Reverse();
        }

        return found;
    }

    private static List<ThreadReceipt> ReceiptsOf(ThreadMessageRow message, IReadOnlyList<ReadRow> reads) =>
        [.. reads
            .Where(read => read.Sequence >= message.Sequence && read.PersonId != message.AuthorId)
            .GroupBy(read => read.PersonId)
            .Select(byPerson => byPerson.MinBy(read => read.ReadAt)!)
            .OrderBy(read => read.ReadAt).ThenBy(read => read.Name, StringComparer.Ordinal)
            .Select(read => new ThreadReceipt(read.Name, read.ReadAt))];

    private sealed record LinkRow
    {
        public required Guid MessageId { get; init; }

        public required int Number { get; init; }

        public Guid? OfferVersionId { get; init; }

        public string? OfferName { get; init; }

        public string? OfferSlug { get; init; }

        public int? OfferVersionNumber { get; init; }

        public Guid? RequestId { get; init; }

        public string? RequestCode { get; init; }

        public string? RequestNameDa { get; init; }

        public string? RequestNameEn { get; init; }

        public int? AnswerVersion { get; init; }

        public Guid? AttachmentId { get; init; }

        public string? FileName { get; init; }

        public long? Bytes { get; init; }

        public ThreadLink ToLink() => new()
        {
            OfferVersionId = OfferVersionId,
            OfferName = OfferName,
            OfferSlug = OfferSlug,
            OfferVersionNumber = OfferVersionNumber,
            RequestId = RequestId,
            RequestCode = RequestCode,
            RequestNameDa = RequestNameDa,
            RequestNameEn = RequestNameEn,
            AnswerVersion = AnswerVersion,
            AttachmentId = AttachmentId,
            FileName = FileName,
            Bytes = Bytes,
        };
    }

    private sealed record ReadRow
    {
        public required long Sequence { get; init; }

        public required Guid PersonId { get; init; }

        public required string Name { get; init; }

        public required DateTime ReadAt { get; init; }
    }

    private sealed record DraftRow
    {
        public required string Content { get; init; }

        public required int Version { get; init; }

        public required DateTime SavedAt { get; init; }
    }
}

/// <summary>A draft as it was kept.</summary>
/// <param name="Version">Goes up with each save.</param>
/// <param name="SavedAt">UTC.</param>
public sealed record SavedThreadDraft(ThreadDraft Draft, int Version, DateTime SavedAt);
