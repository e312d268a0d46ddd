using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars;

/// <summary>Lists of meetings, always within what the viewer may see.</summary>
public sealed class SeminarListRepository(DbSession db)
{
    private const string Columns = """
        SELECT s.Id, s.Kind, s.Status, s.Title, m.Name AS MunicipalityName, s.StartsAt, s.EndsAt, s.PlaceKind, s.PlaceName, s.PollDeadline, s.ReplyBy, s.Capacity,
               (SELECT COUNT(1) FROM SeminarRegistrations n
                WHERE n.SeminarId = s.Id AND n.Round = s.Round AND n.Status IN ('Registered', 'Offered')) AS TakenCount,
               r.Status AS MyStatus, r.ClaimBy AS MyClaimBy,
               CASE WHEN EXISTS (SELECT 1 FROM SeminarSlots t JOIN SeminarVotes w ON w.SlotId = t.Id
                                 WHERE t.SeminarId = s.Id AND t.RemovedAt IS NULL AND w.PersonId = @PersonId) THEN 1 ELSE 0 END AS HasVoted,
               CASE WHEN 
        """ + SeminarSight.IsInvited + """
         THEN 1 ELSE 0 END AS IsInvited,
               CASE WHEN s.OwnerId = @PersonId THEN 1 ELSE 0 END AS IsOwner, COALESCE(s.StartsAt, s.PollDeadline, s.CreatedAt) AS SortAt
        FROM Seminars s
        JOIN Municipalities m ON m.Id = s.MunicipalityId
        LEFT JOIN SeminarRegistrations r ON r.SeminarId = s.Id AND r.Round = s.Round AND r.PersonId = @PersonId
        WHERE 
        """ + SeminarSight.IsNear + SeminarSight.IsTheirs;

    private const string ToCome = "\n  AND s.Status IN ('Draft', 'DatePoll', 'Announced') AND (s.EndsAt IS NULL OR s.EndsAt > @Now)";

    private const string Soonest = """

        ORDER BY COALESCE(s.StartsAt, s.PollDeadline, s.CreatedAt), s.Id
        {take}
        """;

    internal const string ListMineSql = Columns + ToCome + """

          AND (s.OwnerId = @PersonId OR s.Status = 'Draft' OR r.Status IN ('Registered', 'Waitlisted', 'Offered', 'OtherTime'))
        """ + Soonest;

    internal const string ListOpenSql = Columns + ToCome + """

          AND s.OwnerId <> @PersonId AND s.Status <> 'Draft' AND (r.Status IS NULL OR r.Status IN ('Declined', 'Lapsed'))
        """ + Soonest;

    internal const string ListPastSql = Columns + """

          AND (s.Status NOT IN ('Draft', 'DatePoll', 'Announced') OR s.EndsAt <= @Now)
          AND COALESCE(s.StartsAt, s.PollDeadline, s.CreatedAt) <= @AfterAt
          AND (COALESCE(s.StartsAt, s.PollDeadline, s.CreatedAt) < @AfterAt OR s.Id < @AfterId)
        ORDER BY COALESCE(s.StartsAt, s.PollDeadline, s.CreatedAt) DESC, s.Id DESC
        {take}
        """;

    internal const string ListWaitingSql = Columns + """

          AND ((s.Status = 'Announced' AND s.StartsAt > @Now AND (r.Status = 'Offered' OR (r.Status IS NULL AND s.OwnerId <> @PersonId AND 
        """ + SeminarSight.IsInvited + """
        )))
               OR (s.Status = 'DatePoll' AND s.OwnerId <> @PersonId AND s.PollDeadline > @Now AND 
        """ + SeminarSight.IsInvited + """

                   AND NOT EXISTS (SELECT 1 FROM SeminarSlots t JOIN SeminarVotes w ON w.SlotId = t.Id
                                   WHERE t.SeminarId = s.Id AND t.RemovedAt IS NULL AND w.PersonId = @PersonId))
               OR (s.Status = 'Announced' AND s.OwnerId = @PersonId AND s.EndsAt <= @Now))
        """ + Soonest;

    internal const string ListSeriesSql = """
        SELECT s.Id, s.Title, s.StartsAt, s.Status, COALESCE(s.StartsAt, s.CreatedAt) AS SortAt
        FROM Seminars s
        WHERE (s.SeriesId = @SeriesId OR s.RouteId = @SeriesId)
        """ + SeminarSight.IsTheirs + """

        ORDER BY COALESCE(s.StartsAt, s.CreatedAt), s.Id
        """;

    internal const string ListForCitizenSql = """
        SELECT s.Id, s.Title, s.StartsAt, s.Status, COALESCE(s.StartsAt, s.CreatedAt) AS SortAt
        FROM Seminars s
        WHERE s.CitizenId = @CitizenId
        """ + SeminarSight.IsTheirs + """

        ORDER BY COALESCE(s.StartsAt, s.CreatedAt) DESC, s.Id
        {take}
        """;

    private static readonly DateTime Last = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>One view of the meetings: what is to come soonest first, what is over newest first.</summary>
    /// <param name="after">Of what is over: the last row of the page before; null for the first page.</param>
    /// <param name="take">How many rows at most.</param>
    public Task<IReadOnlyList<SeminarListItem>> ListAsync(ActionContext viewer, SeminarView view, ListCursor? after, int take, CancellationToken ct)
    {
        var sql = view switch
        {
            SeminarView.Mine => ListMineSql,
            SeminarView.Open => ListOpenSql,
            SeminarView.Past => ListPastSql,
        };
        return db.QueryAsync<SeminarListItem>(sql, SeminarSight.With(viewer, new { Now = viewer.At, AfterAt = after?.SortAt ?? Last, AfterId = after?.Id ?? Guid.Empty, Take = take }), ct);
    }

    /// <summary>What waits for the viewer's own word: invitations and polls without an answer, a place that is kept for them, attendance that nobody has written down.</summary>
    public Task<IReadOnlyList<SeminarListItem>> ListWaitingAsync(ActionContext viewer, int take, CancellationToken ct) =>
        db.QueryAsync<SeminarListItem>(ListWaitingSql, SeminarSight.With(viewer, new { Now = viewer.At, Take = take }), ct);

    /// <summary>The meetings of one series, or the visits of one route, soonest first.</summary>
    public Task<IReadOnlyList<SeminarReference>> ListSeriesAsync(Guid seriesId, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<SeminarReference>(ListSeriesSql, SeminarSight.With(viewer, new { SeriesId = seriesId }), ct);

    /// <summary>The round-table talks about a citizen that the viewer may see, newest first.</summary>
    public Task<IReadOnlyList<SeminarReference>> ListForCitizenAsync(Guid citizenId, ActionContext viewer, int take, CancellationToken ct) =>
        db.QueryAsync<SeminarReference>(ListForCitizenSql, SeminarSight.With(viewer, new { CitizenId = citizenId, Take = take }), ct);
}

/// <summary>A meeting in a list of its like.</summary>
public sealed record SeminarReference
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public DateTime? StartsAt { get; init; }

    public required SeminarStatus Status { get; init; }

    public required DateTime SortAt { get; init; }
}
