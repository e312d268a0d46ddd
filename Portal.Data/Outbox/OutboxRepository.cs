using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Outbox;

/// <summary>Reads and writes the mails that wait.</summary>
public sealed class OutboxRepository(DbSession db)
{
    internal const string InsertSql = """
        INSERT INTO OutboxMails (Id, PersonId, Kind, SeminarId, CalendarMethod, CalendarText, Detail, CreatedAt, DueAt, ClaimedAt, SentAt, Attempts, FailedAt)
        VALUES (@Id, @PersonId, @Kind, @SeminarId, @CalendarMethod, @CalendarText, '', @At, @At, NULL, NULL, 0, NULL)
        """;

    internal const string DropSql = """
        UPDATE OutboxMails
        SET FailedAt = @At, Detail = @Detail
        WHERE SeminarId = @SeminarId AND Kind IN @Kinds AND SentAt IS NULL AND FailedAt IS NULL AND ClaimedAt IS NULL
        """;

    internal const string ListDueSql = """
        SELECT Id, Attempts
        FROM OutboxMails
        WHERE SentAt IS NULL AND FailedAt IS NULL AND DueAt <= @Now AND (ClaimedAt IS NULL OR ClaimedAt <= @ClaimedBefore)
        ORDER BY DueAt, Id
        {take}
        """;

    // Only one of those who read the row gets it: the count of attempts is the version.
    internal const string ClaimSql = """
        UPDATE OutboxMails
        SET ClaimedAt = @Now, Attempts = Attempts + 1
        WHERE Id = @Id AND Attempts = @Attempts AND SentAt IS NULL AND FailedAt IS NULL
        """;

    internal const string FindSql = """
        SELECT b.Id, b.Kind, b.PersonId, p.Name AS PersonName, CASE WHEN p.IsActive = 1 THEN p.Email ELSE NULL END AS Email,
               b.SeminarId, s.Kind AS MeetingKind, s.Title, m.Name AS MunicipalityName, o.Name AS OwnerName, o.Phone AS OwnerPhone,
               s.StartsAt, s.EndsAt, s.PlaceKind, s.PlaceName, s.PlaceAddress, s.ReplyBy, s.PollDeadline, r.ClaimBy,
               b.CalendarMethod, b.CalendarText, b.CreatedAt, b.Attempts
        FROM OutboxMails b
        JOIN People p ON p.Id = b.PersonId
        JOIN Seminars s ON s.Id = b.SeminarId
        JOIN Municipalities m ON m.Id = s.MunicipalityId
        JOIN People o ON o.Id = s.OwnerId
        LEFT JOIN SeminarRegistrations r ON r.SeminarId = s.Id AND r.Round = s.Round AND r.PersonId = p.Id
        WHERE b.Id = @Id
        """;

    internal const string SetSentSql = """
        UPDATE OutboxMails
        SET SentAt = @At, ClaimedAt = NULL, CalendarText = NULL
        WHERE Id = @Id AND Attempts = @Attempts AND SentAt IS NULL AND FailedAt IS NULL
        """;

    internal const string SetDueSql = """
        UPDATE OutboxMails
        SET DueAt = @DueAt, ClaimedAt = NULL, Detail = @Detail
        WHERE Id = @Id AND Attempts = @Attempts AND SentAt IS NULL AND FailedAt IS NULL
        """;

    internal const string SetFailedSql = """
        UPDATE OutboxMails
        SET FailedAt = @At, ClaimedAt = NULL, CalendarText = NULL, Detail = @Detail
        WHERE Id = @Id AND Attempts = @Attempts AND SentAt IS NULL AND FailedAt IS NULL
        """;

    internal const string FailOldSql = """
        UPDATE OutboxMails
        SET FailedAt = @At, CalendarText = NULL, Detail = @Detail
        WHERE DueAt <= @At AND CreatedAt <= @CreatedBefore AND SentAt IS NULL AND FailedAt IS NULL AND (ClaimedAt IS NULL OR ClaimedAt <= @ClaimedBefore)
        """;

    internal Task InsertAsync(NewMail mail, DateTime at, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(at)),
            mail.PersonId,
            Kind = mail.Kind.ToString(),
            mail.SeminarId,
            mail.CalendarMethod,
            mail.CalendarText,
            At = at,
        },
        ct);

    /// <summary>Gives up those of some kinds about a meeting that nobody has begun to send.</summary>
    /// <param name="detail">Why, in one word.</param>
    internal Task<int> DropAsync(Guid seminarId, IReadOnlyList<SeminarNotice> kinds, string detail, DateTime at, CancellationToken ct) =>
        db.ExecuteAsync(DropSql, new { SeminarId = seminarId, Kinds = kinds.Select(kind => kind.ToString()), Detail = detail, At = at }, ct);

    internal Task<IReadOnlyList<DueMail>> ListDueAsync(DateTime now, int take, CancellationToken ct) =>
        db.QueryAsync<DueMail>(ListDueSql, new { Now = now, ClaimedBefore = now - OutboxRules.Claimed, Take = take }, ct);

    /// <returns>False when somebody else was first.</returns>
    internal async Task<bool> ClaimAsync(DueMail due, DateTime now, CancellationToken ct) =>
        await db.ExecuteAsync(ClaimSql, new { due.Id, due.Attempts, Now = now }, ct) == 1;

    internal Task<OutboxMail?> FindAsync(Guid id, CancellationToken ct) => db.FindAsync<OutboxMail>(FindSql, new { Id = id }, ct);

    internal Task<int> SetSentAsync(OutboxMail mail, DateTime at, CancellationToken ct) => db.ExecuteAsync(SetSentSql, new { mail.Id, mail.Attempts, At = at }, ct);

    internal Task<int> SetDueAsync(OutboxMail mail, DateTime dueAt, string detail, CancellationToken ct) =>
        db.ExecuteAsync(SetDueSql, new { mail.Id, mail.Attempts, DueAt = dueAt, Detail = detail }, ct);

    internal Task<int> SetFailedAsync(OutboxMail mail, string detail, DateTime at, CancellationToken ct) =>
        db.ExecuteAsync(SetFailedSql, new { mail.Id, mail.Attempts, Detail = detail, At = at }, ct);

    internal Task<int> FailOldAsync(string detail, DateTime now, CancellationToken ct) =>
        db.ExecuteAsync(FailOldSql, new { At = now, CreatedBefore = now - OutboxRules.Longest, ClaimedBefore = now - OutboxRules.Claimed, Detail = detail }, ct);
}

/// <summary>A mail that is due, as far as it takes to claim it.</summary>
internal sealed record DueMail
{
    public required Guid Id { get; init; }

    public required int Attempts { get; init; }
}
