using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Reads the caseworkers' lists. Each statement walks one index in its own order, so that a page costs what it shows, however much there is.</summary>
/// <remarks>An index is in order within one unit and one desk; who has several of them has as many statements, put together here.</remarks>
public sealed class WorklistRepository(DbSession db)
{
    // A parameter that is null asks for nothing; what has no limit in time gets one that is never reached.
    private const string Filters = """

          AND r.ChangedAt < @ChangedBefore AND (@TypeId IS NULL OR r.TypeId = @TypeId) AND (@WaitsFor IS NULL OR r.NextActor = @WaitsFor)
        """;

    // The first of the two limits is one that an index can be entered by; the second says what exactly is meant.
    private const string Untouched = """

          AND r.ChangedAt >= @AfterAt AND (r.ChangedAt > @AfterAt OR (r.ChangedAt = @AfterAt AND r.Id > @AfterId))
        ORDER BY r.ChangedAt, r.Id
        {take}
        """;

    private const string Newest = """

          AND r.ChangedAt <= @AfterAt AND (r.ChangedAt < @AfterAt OR (r.ChangedAt = @AfterAt AND r.Id < @AfterId))
        ORDER BY r.ChangedAt DESC, r.Id DESC
        {take}
        """;

    private const string LongestDue = """

          AND r.SortAt >= @AfterAt AND (r.SortAt > @AfterAt OR (r.SortAt = @AfterAt AND r.Id > @AfterId))
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    private const string OfUnit = "\nWHERE r.UnitId = @UnitId";
    private const string OfCaseworker = "\nWHERE r.CaseworkerId = @PersonId";
    private const string OnDesk = " AND r.Desk = @Desk" + Filters;

    // While it is the clinic's turn, the deadline is what lists are sorted by; what has none is sorted by the day it was sent.
    private const string IsLate = " AND r.NextActor = 'Clinic' AND r.SortAt < @Now AND r.AnswerDueAt < @Now";

    internal const string ListDeskOfUnitSql = CertificateListRepository.Columns + OfUnit + OnDesk + Untouched;
    internal const string ListDeskOfCaseworkerSql = CertificateListRepository.Columns + OfCaseworker + OnDesk + Untouched;
    internal const string ListDoneOfUnitSql = CertificateListRepository.Columns + OfUnit + OnDesk + Newest;
    internal const string ListDoneOfCaseworkerSql = CertificateListRepository.Columns + OfCaseworker + OnDesk + Newest;
    internal const string ListOverdueOfUnitSql = CertificateListRepository.Columns + OfUnit + IsLate + Filters + LongestDue;
    internal const string ListOverdueOfCaseworkerSql = CertificateListRepository.Columns + OfCaseworker + IsLate + Filters + LongestDue;

    private const string Count = "(SELECT COUNT(*) FROM (SELECT r.Id FROM CertificateRequests r";
    private const string OnDeskToDo = " AND r.Desk = 'ToDo'";
    private const string OnDeskWaiting = " AND r.Desk = 'Waiting'";
    private const string OnDeskDraft = " AND r.Desk = 'Draft'";
    private const string UpToTake = "\nORDER BY r.ChangedAt, r.Id {take}) c)";
    private const string OverdueUpToTake = "\nORDER BY r.SortAt, r.Id {take}) c)";

    // Where nothing is narrowed down, the index alone tells how many there are.
    internal const string CountOfUnitSql =
        "SELECT " + Count + OfUnit + OnDeskToDo + UpToTake + " AS ToDo,\n"
        + Count + OfUnit + OnDeskWaiting + UpToTake + " AS Waiting,\n"
        + Count + OfUnit + OnDeskDraft + UpToTake + " AS Drafts,\n"
        + Count + OfUnit + IsLate + OverdueUpToTake + " AS Overdue";

    internal const string CountOfCaseworkerSql =
        "SELECT " + Count + OfCaseworker + OnDeskToDo + UpToTake + " AS ToDo,\n"
        + Count + OfCaseworker + OnDeskWaiting + UpToTake + " AS Waiting,\n"
        + Count + OfCaseworker + OnDeskDraft + UpToTake + " AS Drafts,\n"
        + Count + OfCaseworker + IsLate + OverdueUpToTake + " AS Overdue";

    internal const string CountNarrowedOfUnitSql =
        "SELECT " + Count + OfUnit + OnDeskToDo + Filters + UpToTake + " AS ToDo,\n"
        + Count + OfUnit + OnDeskWaiting + Filters + UpToTake + " AS Waiting,\n"
        + Count + OfUnit + OnDeskDraft + Filters + UpToTake + " AS Drafts,\n"
        + Count + OfUnit + IsLate + Filters + OverdueUpToTake + " AS Overdue";

    internal const string CountNarrowedOfCaseworkerSql =
        "SELECT " + Count + OfCaseworker + OnDeskToDo + Filters + UpToTake + " AS ToDo,\n"
        + Count + OfCaseworker + OnDeskWaiting + Filters + UpToTake + " AS Waiting,\n"
        + Count + OfCaseworker + OnDeskDraft + Filters + UpToTake + " AS Drafts,\n"
        + Count + OfCaseworker + IsLate + Filters + OverdueUpToTake + " AS Overdue";

    internal const string ListSparringsSql = """
        SELECT r.Id, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, t.AnswerCode, z.Name AS CitizenName, z.BirthDigits, z.IsProtected,
               p.Name AS AskedByName, u.Name AS UnitName, o.AskedAt
        FROM Sparrings o
        JOIN CertificateRequests r ON r.Id = o.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN People p ON p.Id = o.AskedById
        JOIN Units u ON u.Id = r.UnitId
        WHERE o.ConsultantId = @PersonId AND o.EndedAt IS NULL AND r.MunicipalityId = @MunicipalityId
        ORDER BY o.AskedAt, o.Id
        {take}
        """;

    private static readonly DateTime First = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>One page of a caseworker's list; empty for people who do no casework.</summary>
    /// <param name="wholeUnit">The certificates of all the viewer's units rather than only the viewer's own.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="size">How many rows at most.</param>
    public async Task<WorkPage> ListAsync(
        ActionContext viewer, WorkView view, bool wholeUnit, WorkFilter filter, ListCursor? after, int size, CancellationToken ct)
    {
        var rows = new List<(DateTime At, int Part, CertificateListItem Item)>();
        var parts = PartsOf(viewer, view, wholeUnit);
        for (var i = 0; i < parts.Count; i++)
        {
            var (at, id) = StartOf(view, i, after);
            var found = await db.QueryAsync<CertificateListItem>(
                SqlOf(view, wholeUnit), Parameters(viewer, filter, parts[i].UnitId, parts[i].Desk, at, id, size + 1), ct);
            rows.AddRange(found.Select(item => (view == WorkView.Overdue ? item.SortAt : item.ChangedAt, i, item)));
        }

        // Each part comes in its own order, and equals stand in the order of the parts: the cursor goes by that.
        var sorted = (view == WorkView.Done ? rows.OrderByDescending(row => row.At) : rows.OrderBy(row => row.At)).ThenBy(row => row.Part).Take(size + 1).ToList();
        return new WorkPage(
            [.. sorted.Take(size).Select(row => row.Item)],
            sorted.Count > size ? new ListCursor(sorted[size - 1].At, sorted[size - 1].Item.Id, sorted[size - 1].Part) : null);
    }

    /// <summary>How much each view holds, narrowed down as the list is.</summary>
    public async Task<WorkCounts> CountAsync(ActionContext viewer, bool wholeUnit, WorkFilter filter, CancellationToken ct)
    {
        var sql = (wholeUnit, filter == WorkFilter.None) switch
        {
            (true, true) => CountOfUnitSql,
            (false, true) => CountOfCaseworkerSql,
            (true, false) => CountNarrowedOfUnitSql,
            (false, false) => CountNarrowedOfCaseworkerSql,
        };
        var sum = new WorkCounts();
        foreach (var unitId in ScopesOf(viewer, wholeUnit))
        {
            var counts = (await db.FindAsync<WorkCounts>(
                sql, Parameters(viewer, filter, unitId, null, First, Guid.Empty, WorkCounts.Most), ct))!;
            sum = new WorkCounts
            {
                ToDo = sum.ToDo + counts.ToDo,
                Waiting = sum.Waiting + counts.Waiting,
                Overdue = sum.Overdue + counts.Overdue,
                Drafts = sum.Drafts + counts.Drafts,
            };
        }

        return sum;
    }

    /// <summary>What waits for a medical consultant's advice, oldest first; empty for everybody else.</summary>
    public async Task<IReadOnlyList<OpenSparringItem>> ListSparringsAsync(ActionContext viewer, int take, CancellationToken ct) =>
        viewer.Role == Role.MedicalConsultant
            ? await db.QueryAsync<OpenSparringItem>(ListSparringsSql, new { viewer.PersonId, viewer.MunicipalityId, Take = take }, ct)
            : [];

    private static string SqlOf(WorkView view, bool wholeUnit) => view switch
    {
        WorkView.ToDo or WorkView.Waiting or WorkView.Drafts or WorkView.All => wholeUnit ? ListDeskOfUnitSql : ListDeskOfCaseworkerSql,
        WorkView.Overdue => wholeUnit ? ListOverdueOfUnitSql : ListOverdueOfCaseworkerSql,
        WorkView.Done => wholeUnit ? ListDoneOfUnitSql : ListDoneOfCaseworkerSql,
    };

    /// <summary>The statements to run: one for each unit and desk.</summary>
    private static List<(Guid? UnitId, Desk? Desk)> PartsOf(ActionContext viewer, WorkView view, bool wholeUnit)
    {
        Desk?[] desks = view switch
        {
            WorkView.ToDo => [Desk.ToDo],
            WorkView.Waiting => [Desk.Waiting],
            WorkView.Overdue => [null],
            WorkView.Drafts => [Desk.Draft],
            WorkView.All => [Desk.ToDo, Desk.Waiting, Desk.Draft],
            WorkView.Done => [Desk.Done],
        };
        return [.. ScopesOf(viewer, wholeUnit).SelectMany(unitId => desks.Select(desk => (unitId, desk)))];
    }

    /// <summary>The units to look in; one that is null stands for the viewer's own cases.</summary>
    private static IEnumerable<Guid?> ScopesOf(ActionContext viewer, bool wholeUnit) =>
        !viewer.Role.IsCasework() ? [] : wholeUnit ? viewer.UnitIds.Select(id => (Guid?)id) : [null];

    /// <summary>After which row a part begins. Of rows of the very instant at which the page before ended, the parts before the cursor's are shown and those after it are not.</summary>
    private static (DateTime At, Guid Id) StartOf(WorkView view, int part, ListCursor? after)
    {
        var isDone = view == WorkView.Done;
        if (after is null)
        {
            return isDone ? (Last, Guid.AllBitsSet) : (First, Guid.Empty);
        }

        return part == after.Part ? (after.SortAt, after.Id)
            : part < after.Part == isDone ? (after.SortAt, Guid.Empty)
            : (after.SortAt, Guid.AllBitsSet);
    }

    private static object Parameters(ActionContext viewer, WorkFilter filter, Guid? unitId, Desk? desk, DateTime afterAt, Guid afterId, int take) => new
    {
        viewer.PersonId,
        UnitId = unitId,
        Desk = desk?.ToString(),
        Now = viewer.At,
        ChangedBefore = filter.UntouchedSince ?? Last,
        filter.TypeId,
        WaitsFor = filter.WaitsFor?.ToString(),
        AfterAt = afterAt,
        AfterId = afterId,
        Take = take,
    };
}
