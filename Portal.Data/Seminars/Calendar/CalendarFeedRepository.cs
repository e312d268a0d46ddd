using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Calendar;

/// <summary>A meeting as a subscription needs it.</summary>
public sealed record FeedMeeting
{
    public required Guid Id { get; init; }

    public required MeetingKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Purpose { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public PlaceKind? PlaceKind { get; init; }

    public required string PlaceName { get; init; }

    public required string PlaceAddress { get; init; }

    public double? PlaceLatitude { get; init; }

    public double? PlaceLongitude { get; init; }

    public required string OnlineAddress { get; init; }

    public DateTime? CancelledAt { get; init; }

    public required int CalendarSequence { get; init; }

    /// <summary>Whether it is certain: the meeting, and in a subscription that its person comes.</summary>
    public required bool IsSettled { get; init; }
}

/// <summary>A person's subscription; its address is known to them alone.</summary>
public sealed record CalendarFeed
{
    public required Guid PersonId { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When a calendar last asked for it, to the hour.</summary>
    public DateTime? LastReadAt { get; init; }
}

/// <summary>Reads and writes subscriptions, and the meetings of one.</summary>
public sealed class CalendarFeedRepository(DbSession db)
{
    internal const string FindSql = """
        SELECT PersonId, CreatedAt, LastReadAt
        FROM CalendarFeeds
        WHERE PersonId = @PersonId
        """;

    internal const string FindByHashSql = """
        SELECT PersonId, CreatedAt, LastReadAt
        FROM CalendarFeeds
        WHERE TokenHash = @TokenHash
        """;

    internal const string InsertSql = """
        INSERT INTO CalendarFeeds (PersonId, TokenHash, CreatedAt, LastReadAt)
        VALUES (@PersonId, @TokenHash, @At, NULL)
        """;

    internal const string RenewSql = """
        UPDATE CalendarFeeds
        SET TokenHash = @TokenHash, CreatedAt = @At, LastReadAt = NULL
        WHERE PersonId = @PersonId
        """;

    internal const string DeleteSql = "DELETE FROM CalendarFeeds WHERE PersonId = @PersonId";

    internal const string SetReadSql = "UPDATE CalendarFeeds SET LastReadAt = @At WHERE TokenHash = @TokenHash";

    internal const string ListMeetingsSql = """
        SELECT s.Id, s.Kind, s.Title, s.Purpose, s.StartsAt, s.EndsAt, s.PlaceKind, s.PlaceName, s.PlaceAddress, s.PlaceLatitude, s.PlaceLongitude, s.OnlineAddress,
               s.CancelledAt, s.CalendarSequence, CASE WHEN s.OwnerId = @PersonId OR r.Status = 'Registered' THEN 1 ELSE 0 END AS IsSettled
        FROM Seminars s
        LEFT JOIN SeminarRegistrations r ON r.SeminarId = s.Id AND r.Round = s.Round AND r.PersonId = @PersonId
        WHERE s.Id IN (
            SELECT o.Id FROM Seminars o WHERE o.OwnerId = @PersonId AND o.StartsAt >= @Since
            UNION
            SELECT i.SeminarId FROM SeminarInvitations i WHERE i.ClinicId = @ClinicId
            UNION
            SELECT i.SeminarId FROM SeminarInvitations i WHERE i.UnitId IN @UnitIds
            UNION
            SELECT i.SeminarId FROM SeminarInvitations i WHERE i.PersonId = @PersonId
            UNION
            SELECT n.SeminarId FROM SeminarRegistrations n WHERE n.PersonId = @PersonId)
          AND s.AnnouncedAt IS NOT NULL AND s.StartsAt >= @Since AND s.EndsAt IS NOT NULL
          AND (s.CancelledAt IS NULL OR s.CancelledAt >= @CancelledSince)
          AND (r.Status IS NULL OR r.Status NOT IN ('Declined', 'OtherTime'))
        """ + SeminarSight.IsTheirs + """

        ORDER BY s.StartsAt DESC, s.Id
        {take}
        """;

    public Task<CalendarFeed?> FindAsync(Guid personId, CancellationToken ct) => db.FindAsync<CalendarFeed>(FindSql, new { PersonId = personId }, ct);

    internal Task<CalendarFeed?> FindByHashAsync(string tokenHash, CancellationToken ct) =>
        db.FindAsync<CalendarFeed>(FindByHashSql, new { TokenHash = tokenHash }, ct);

    /// <returns>False when another request made one in the same instant.</returns>
    internal async Task<bool> SetAsync(Guid personId, string tokenHash, DateTime at, CancellationToken ct)
    {
        var values = new { PersonId = personId, TokenHash = tokenHash, At = at };
        return await db.ExecuteAsync(RenewSql, values, ct) == 1 || await db.TryInsertAsync(InsertSql, values, ct);
    }

    /// <returns>False when there was none.</returns>
    internal async Task<bool> DeleteAsync(Guid personId, CancellationToken ct) => await db.ExecuteAsync(DeleteSql, new { PersonId = personId }, ct) == 1;

    internal Task SetReadAsync(string tokenHash, DateTime at, CancellationToken ct) => db.ExecuteAsync(SetReadSql, new { TokenHash = tokenHash, At = at }, ct);

    /// <summary>The announced meetings that a person plans, is invited to or has a place at, within what they may see; not those they have said no to.</summary>
    /// <param name="since">From when on, UTC.</param>
    /// <param name="cancelledSince">How recently a meeting was cancelled that is still told of, UTC.</param>
    /// <param name="take">How many at most: the latest.</param>
    internal Task<IReadOnlyList<FeedMeeting>> ListMeetingsAsync(ActionContext person, DateTime since, DateTime cancelledSince, int take, CancellationToken ct) =>
        db.QueryAsync<FeedMeeting>(ListMeetingsSql, SeminarSight.With(person, new { Since = since, CancelledSince = cancelledSince, Take = take }), ct);
}
