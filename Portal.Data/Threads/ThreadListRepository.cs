using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>Which of somebody's threads are wanted.</summary>
public enum ThreadView
{
    /// <summary>What the viewer must do something about: theirs or nobody's; for casework also what has waited too long at a clinic.</summary>
    Mine,

    /// <summary>Open, and nobody of the viewer's side has it.</summary>
    Unassigned,

    /// <summary>The other side's turn.</summary>
    Waiting,

    /// <summary>Everything open of the clinic, or of the units.</summary>
    All,

    /// <summary>Ended, or no longer the viewer's.</summary>
    Done,
}

/// <summary>Lists threads, always within what the viewer may see. Each statement walks one index; several are put together here.</summary>
public sealed class ThreadListRepository(DbSession db)
{
    internal const string Columns = """
        SELECT t.Id, t.Subject, t.Category, z.Name AS CitizenName, z.BirthDigits, COALESCE(z.IsProtected, 0) AS IsProtected,
               k.Name AS ClinicName, d.Name AS ClinicPersonName, u.Name AS UnitName, w.Name AS CaseworkerName,
               t.Status, t.NextActor, t.AwaitingSince, t.LastAt, t.LastAt AS SortAt, t.LastSequence,
               CASE WHEN t.DisputedAt IS NOT NULL AND t.DisputeEndedAt IS NULL THEN 1 ELSE 0 END AS IsDisputed,
               COALESCE(e.ReadSequence, 0) AS ReadSequence,
               CASE WHEN EXISTS (SELECT 1 FROM ThreadDrafts f WHERE f.PersonId = @PersonId AND f.ThreadId = t.Id) THEN 1 ELSE 0 END AS HasDraft
        """;

    internal const string Joins = """

        JOIN Clinics k ON k.Id = t.ClinicId
        JOIN Units u ON u.Id = t.UnitId
        LEFT JOIN Citizens z ON z.Id = t.CitizenId
        LEFT JOIN People d ON d.Id = t.ClinicPersonId
        LEFT JOIN People w ON w.Id = t.CaseworkerId
        LEFT JOIN ThreadPeople e ON e.ThreadId = t.Id AND e.PersonId = @PersonId
        """;

    private const string Threads = Columns + "\nFROM DialogueThreads t" + Joins;
    private const string OfMembers = Columns + "\nFROM ThreadMembers b\nJOIN DialogueThreads t ON t.Id = b.ThreadId" + Joins;

    private const string Oldest = """

          AND t.LastAt >= @AfterAt AND (t.LastAt > @AfterAt OR (t.LastAt = @AfterAt AND t.Id > @AfterId))
        ORDER BY t.LastAt, t.Id
        {take}
        """;

    private const string Newest = """

          AND t.LastAt <= @AfterAt AND (t.LastAt < @AfterAt OR (t.LastAt = @AfterAt AND t.Id < @AfterId))
        ORDER BY t.LastAt DESC, t.Id DESC
        {take}
        """;

    private const string OfClinic = "\nWHERE t.ClinicId = @ClinicId AND t.NextActor = @Turn";
    private const string OfUnits = "\nWHERE t.UnitId IN @UnitIds AND t.NextActor = @Turn";
    private const string OfCaseworker = "\nWHERE t.CaseworkerId = @PersonId AND t.NextActor = @Turn";

    internal const string ListMineOfClinicSql = Threads + OfClinic + " AND (t.ClinicPersonId = @PersonId OR t.ClinicPersonId IS NULL)" + Oldest;
    internal const string ListUnassignedOfClinicSql = Threads + OfClinic + " AND t.ClinicPersonId IS NULL" + Oldest;
    internal const string ListOpenOfClinicSql = Threads + OfClinic + Newest;
    internal const string ListMineOfCaseworkerSql = Threads + OfCaseworker + Oldest;
    internal const string ListLateOfCaseworkerSql = Threads + OfCaseworker + " AND t.AwaitingSince < @LateBefore" + Oldest;
    internal const string ListUnassignedOfUnitsSql = Threads + OfUnits + " AND t.CaseworkerId IS NULL" + Oldest;
    internal const string ListOpenOfUnitsSql = Threads + OfUnits + Newest;
    internal const string ListOpenOfCaseworkerSql = Threads + OfCaseworker + Newest;

    internal const string ListOpenOfConsultantSql = OfMembers + "\nWHERE b.PersonId = @PersonId AND b.EndedAt IS NULL AND t.NextActor <> 'Nobody'" + Newest;
    internal const string ListDoneOfConsultantSql = OfMembers + "\nWHERE b.PersonId = @PersonId AND b.EndedAt IS NULL AND t.NextActor = 'Nobody'" + Newest;

    // What is no longer the viewer's: nothing that came after the end is told, so it stands by the day it ended.
    private const string Left = """
        SELECT t.Id, t.Subject, t.Category, z.Name AS CitizenName, z.BirthDigits, COALESCE(z.IsProtected, 0) AS IsProtected,
               COALESCE(c.Name, k.Name) AS ClinicName, NULL AS ClinicPersonName, u.Name AS UnitName, NULL AS CaseworkerName,
               'Closed' AS Status, 'Nobody' AS NextActor, NULL AS AwaitingSince, b.EndedAt AS LastAt, b.EndedAt AS SortAt, b.UntilSequence AS LastSequence,
               0 AS IsDisputed, b.UntilSequence AS ReadSequence, 0 AS HasDraft
        FROM ThreadMembers b
        JOIN DialogueThreads t ON t.Id = b.ThreadId
        JOIN Units u ON u.Id = t.UnitId
        LEFT JOIN Clinics c ON c.Id = b.ClinicId
        LEFT JOIN Clinics k ON k.Id = t.ClinicId
        LEFT JOIN Citizens z ON z.Id = t.CitizenId
        """;

    private const string LeftNewest = """

          AND b.EndedAt <= @AfterAt AND (b.EndedAt < @AfterAt OR (b.EndedAt = @AfterAt AND t.Id < @AfterId))
        ORDER BY b.EndedAt DESC, t.Id DESC
        {take}
        """;

    internal const string ListLeftByClinicSql = Left + "\nWHERE b.ClinicId = @ClinicId AND b.EndedAt IS NOT NULL AND t.ClinicId <> @ClinicId" + LeftNewest;
    internal const string ListLeftByUnitsSql = Left + "\nWHERE b.UnitId IN @UnitIds AND b.EndedAt IS NOT NULL AND t.UnitId NOT IN @UnitIds" + LeftNewest;
    internal const string ListLeftByConsultantSql = Left + "\nWHERE b.PersonId = @PersonId AND b.EndedAt IS NOT NULL" + LeftNewest;

    private const string IsSeen = """

          AND EXISTS (SELECT 1 FROM ThreadMembers b
                      WHERE b.ThreadId = t.Id AND b.EndedAt IS NULL AND (b.PersonId = @MemberId OR b.ClinicId = @ClinicId OR b.UnitId IN @UnitIds))
        """;

    internal const string ListOfCitizenSql = Threads + "\nWHERE t.CitizenId = @Id" + IsSeen + "\nORDER BY t.LastAt DESC, t.Id DESC\n{take}";
    internal const string ListOfRequestSql = Threads + "\nWHERE t.RequestId = @Id" + IsSeen + "\nORDER BY t.LastAt DESC, t.Id DESC\n{take}";

    // Only what the viewer's side may read is looked through; a message holds its writer's name among its words.
    private const string IsFound = """

        WHERE t.Id IN (SELECT b.ThreadId FROM ThreadMembers b WHERE b.EndedAt IS NULL AND (b.PersonId = @MemberId OR b.ClinicId = @ClinicId OR b.UnitId IN @UnitIds))
          AND (t.SubjectFolded LIKE @First ESCAPE '!' OR z.NameFolded LIKE @First ESCAPE '!' OR EXISTS (
        """ + HasWord + "@First ESCAPE '!'))" + """

          AND (t.SubjectFolded LIKE @Second ESCAPE '!' OR z.NameFolded LIKE @Second ESCAPE '!' OR EXISTS (
        """ + HasWord + "@Second ESCAPE '!'))" + """

          AND (t.SubjectFolded LIKE @Third ESCAPE '!' OR z.NameFolded LIKE @Third ESCAPE '!' OR EXISTS (
        """ + HasWord + "@Third ESCAPE '!'))";

    private const string HasWord = """

            SELECT 1 FROM ThreadMembers b
            JOIN ThreadMessages g ON g.ThreadId = b.ThreadId AND g.Sequence > b.AfterSequence AND g.Sequence <= COALESCE(b.UntilSequence, g.Sequence)
            WHERE b.ThreadId = t.Id AND (b.PersonId = @MemberId OR b.ClinicId = @ClinicId OR b.UnitId IN @UnitIds) AND g.BodyFolded LIKE 
        """ + " ";

    internal const string SearchSql = Threads + IsFound + "\nORDER BY t.LastAt DESC, t.Id DESC\n{take}";

    internal const string ListDisputedSql = """
        SELECT t.Id, k.Name AS ClinicName, u.Name AS UnitName, w.Name AS CaseworkerName, t.Category, t.DisputedAt, t.DisputeStep
        FROM DialogueThreads t
        JOIN Clinics k ON k.Id = t.ClinicId
        JOIN Units u ON u.Id = t.UnitId
        LEFT JOIN People w ON w.Id = t.CaseworkerId
        WHERE t.MunicipalityId = @MunicipalityId AND t.DisputedAt IS NOT NULL AND t.DisputeEndedAt IS NULL
        ORDER BY t.DisputedAt, t.Id
        {take}
        """;

    private const int MostDisputes = 200;

    private static readonly Guid Last = Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static readonly DateTime Beginning = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime End = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A page of the viewer's threads. What must be done comes with the longest untouched first, everything else with the newest first.</summary>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public async Task<IReadOnlyList<ThreadListItem>> ListAsync(ActionContext viewer, ThreadView view, ListCursor? after, int take, CancellationToken ct)
    {
        var isOldestFirst = view is ThreadView.Mine or ThreadView.Unassigned && viewer.Role != Role.MedicalConsultant;
        var rows = new List<Row>();
        foreach (var (sql, turn) in StatementsOf(viewer, view))
        {
            rows.AddRange(await db.QueryAsync<Row>(
                sql,
                new
                {
                    viewer.PersonId,
                    ClinicId = ThreadRules.ClinicId(viewer),
                    UnitIds = ThreadRules.UnitIds(viewer),
                    Turn = turn.ToString(),
                    LateBefore = ThreadRules.LateBefore(DanishTime.DayOf(viewer.At)),
                    AfterAt = after?.SortAt ?? (isOldestFirst ? Beginning : End),
                    AfterId = after?.Id ?? (isOldestFirst ? Guid.Empty : Last),
                    Take = take,
                },
                ct));
        }

        var whole = rows.DistinctBy(row => row.Id);
        return [.. (isOldestFirst ? whole.OrderBy(row => row.SortAt).ThenBy(row => row.Id) : whole.OrderByDescending(row => row.SortAt).ThenByDescending(row => row.Id))
            .Take(take).Select(row => row.ToItem())];
    }

    /// <summary>The viewer's threads about a citizen, the newest first.</summary>
    public Task<IReadOnlyList<ThreadListItem>> ListForCitizenAsync(Guid citizenId, ActionContext viewer, int take, CancellationToken ct) =>
        ListOfAsync(ListOfCitizenSql, citizenId, viewer, take, ct);

    /// <summary>The viewer's threads about a certificate, the newest first.</summary>
    public Task<IReadOnlyList<ThreadListItem>> ListForRequestAsync(Guid requestId, ActionContext viewer, int take, CancellationToken ct) =>
        ListOfAsync(ListOfRequestSql, requestId, viewer, take, ct);

    /// <summary>The viewer's threads in which every word is found: in the subject, in the citizen's name, or in what was written and by whom. The newest first.</summary>
    /// <param name="search">What somebody typed; three words of it are used.</param>
    public async Task<IReadOnlyList<ThreadListItem>> SearchAsync(ActionContext viewer, string search, int take, CancellationToken ct)
    {
        var patterns = TextFolding.Patterns(search, 3);
        return patterns.Count == 0 ? [] : [.. (await db.QueryAsync<Row>(
            SearchSql,
            new
            {
                viewer.PersonId,
                MemberId = ThreadRules.MemberId(viewer),
                ClinicId = ThreadRules.ClinicId(viewer),
                UnitIds = ThreadRules.UnitIds(viewer),
                First = patterns[0],
                Second = patterns.ElementAtOrDefault(1) ?? "%",
                Third = patterns.ElementAtOrDefault(2) ?? "%",
                Take = take,
            },
            ct)).Select(row => row.ToItem())];
    }

    /// <summary>Open disagreements of the municipality, the oldest first, without a word of what is said in them; for nobody but coordinators.</summary>
    public async Task<IReadOnlyList<DisputedThread>> ListDisputedAsync(ActionContext viewer, CancellationToken ct) => viewer.Role == Role.Coordinator
        ? await db.QueryAsync<DisputedThread>(ListDisputedSql, new { viewer.MunicipalityId, Take = MostDisputes }, ct)
        : [];

    private static IEnumerable<(string Sql, ThreadTurn Turn)> StatementsOf(ActionContext viewer, ThreadView view) =>
        (viewer.Role, view) switch
        {
            (Role.Gp or Role.ClinicStaff, ThreadView.Mine) => [(ListMineOfClinicSql, ThreadTurn.Clinic)],
            (Role.Gp or Role.ClinicStaff, ThreadView.Unassigned) => [(ListUnassignedOfClinicSql, ThreadTurn.Clinic), (ListUnassignedOfClinicSql, ThreadTurn.Municipality)],
            (Role.Gp or Role.ClinicStaff, ThreadView.Waiting) => [(ListOpenOfClinicSql, ThreadTurn.Municipality)],
            (Role.Gp or Role.ClinicStaff, ThreadView.All) => [(ListOpenOfClinicSql, ThreadTurn.Municipality), (ListOpenOfClinicSql, ThreadTurn.Clinic)],
            (Role.Gp or Role.ClinicStaff, ThreadView.Done) => [(ListOpenOfClinicSql, ThreadTurn.Nobody), (ListLeftByClinicSql, ThreadTurn.Nobody)],
            (Role.Caseworker or Role.Coordinator, ThreadView.Mine) =>
                [(ListMineOfCaseworkerSql, ThreadTurn.Municipality), (ListUnassignedOfUnitsSql, ThreadTurn.Municipality), (ListLateOfCaseworkerSql, ThreadTurn.Clinic)],
            (Role.Caseworker or Role.Coordinator, ThreadView.Unassigned) =>
                [(ListUnassignedOfUnitsSql, ThreadTurn.Municipality), (ListUnassignedOfUnitsSql, ThreadTurn.Clinic)],
            (Role.Caseworker or Role.Coordinator, ThreadView.Waiting) => [(ListOpenOfCaseworkerSql, ThreadTurn.Clinic)],
            (Role.Caseworker or Role.Coordinator, ThreadView.All) => [(ListOpenOfUnitsSql, ThreadTurn.Municipality), (ListOpenOfUnitsSql, ThreadTurn.Clinic)],
            (Role.Caseworker or Role.Coordinator, ThreadView.Done) => [(ListOpenOfUnitsSql, ThreadTurn.Nobody), (ListLeftByUnitsSql, ThreadTurn.Nobody)],
            (Role.MedicalConsultant, ThreadView.Done) => [(ListDoneOfConsultantSql, ThreadTurn.Nobody), (ListLeftByConsultantSql, ThreadTurn.Nobody)],
            (Role.MedicalConsultant, ThreadView.Mine or ThreadView.All or ThreadView.Unassigned or ThreadView.Waiting) => [(ListOpenOfConsultantSql, ThreadTurn.Nobody)],
            (Role.Administrator or Role.Auditor, _) => [],
            _ => throw new ArgumentOutOfRangeException(nameof(view), view, null),
        };

    private async Task<IReadOnlyList<ThreadListItem>> ListOfAsync(string sql, Guid id, ActionContext viewer, int take, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(
            sql,
            new { Id = id, viewer.PersonId, MemberId = ThreadRules.MemberId(viewer), ClinicId = ThreadRules.ClinicId(viewer), UnitIds = ThreadRules.UnitIds(viewer), Take = take },
            ct)).Select(row => row.ToItem())];

    internal sealed record Row
    {
        public required Guid Id { get; init; }

        public required string Subject { get; init; }

        public required string Category { get; init; }

        public string? CitizenName { get; init; }

        public string? BirthDigits { get; init; }

        public required bool IsProtected { get; init; }

        public required string ClinicName { get; init; }

        public string? ClinicPersonName { get; init; }

        public required string UnitName { get; init; }

        public string? CaseworkerName { get; init; }

        public required string Status { get; init; }

        public required string NextActor { get; init; }

        public DateTime? AwaitingSince { get; init; }

        public required DateTime LastAt { get; init; }

        public required DateTime SortAt { get; init; }

        public required long LastSequence { get; init; }

        public required bool IsDisputed { get; init; }

        public required long ReadSequence { get; init; }

        public required bool HasDraft { get; init; }

        public ThreadListItem ToItem() => new()
        {
            Id = Id,
            Subject = Subject,
            Category = Enum.Parse<ThreadCategory>(Category),
            CitizenName = CitizenName,
            BirthDigits = BirthDigits,
            IsProtected = IsProtected,
            ClinicName = ClinicName,
            ClinicPersonName = ClinicPersonName,
            UnitName = UnitName,
            CaseworkerName = CaseworkerName,
            Status = Enum.Parse<ThreadStatus>(Status),
            NextActor = Enum.Parse<ThreadTurn>(NextActor),
            AwaitingSince = AwaitingSince,
            LastAt = LastAt,
            IsDisputed = IsDisputed,
            UnreadCount = (int)Math.Min(LastSequence - ReadSequence, int.MaxValue),
            HasDraft = HasDraft,
        };
    }
}

/// <summary>An open disagreement, without what is said in it.</summary>
public sealed record DisputedThread
{
    public required Guid Id { get; init; }

    public required string ClinicName { get; init; }

    public required string UnitName { get; init; }

    public string? CaseworkerName { get; init; }

    public required ThreadCategory Category { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime DisputedAt { get; init; }

    public DisputeStep? DisputeStep { get; init; }
}
