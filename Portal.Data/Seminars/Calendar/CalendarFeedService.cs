using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Seminars.Calendar;

/// <summary>Makes, renews and ends a person's subscription, and reads one for whoever has its address.</summary>
public sealed class CalendarFeedService(DbSession db, CalendarFeedRepository feeds, DirectoryRepository directory, CalendarFrame frame, AuditLog audit)
{
    /// <summary>Letters of a token: 32 random bytes as Base64 for addresses.</summary>
    public const int TokenLength = 43;

    /// <summary>For how long a cancelled meeting is told of: a calendar that looks once a week has seen it by then.</summary>
    public static readonly TimeSpan CancelledKept = TimeSpan.FromDays(60);

    private const int TokenBytes = 32;
    private const int MostMeetings = 500;
    private static readonly TimeSpan Past = TimeSpan.FromDays(366);
    private static readonly TimeSpan ReadNoted = TimeSpan.FromHours(1);

    /// <summary>Makes an address, in the place of the one before.</summary>
    /// <returns>Done with the token, which nobody can be told again; ChangedByOther when another request made one in the same instant.</returns>
    public async Task<(Outcome Outcome, string? Token)> MakeAsync(ActionContext by, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using var transaction = await db.BeginAsync(ct);
        var isNew = await feeds.FindAsync(by.PersonId, ct) is null;
        if (!await feeds.SetAsync(by.PersonId, HashOf(token), by.At, ct))
        {
            return (Outcome.ChangedByOther, null);
        }

        await audit.WriteAsync(by, isNew ? "calendar.make" : "calendar.renew", "CalendarFeed", by.PersonId, null, null, ct);
        await transaction.CommitAsync(ct);
        return (Outcome.Done(by.PersonId), token);
    }

    /// <summary>Ends the subscription: its address is unknown from now on.</summary>
    /// <returns>Done also when there was none.</returns>
    public async Task<Outcome> RemoveAsync(ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await feeds.DeleteAsync(by.PersonId, ct))
        {
            await audit.WriteAsync(by, "calendar.remove", "CalendarFeed", by.PersonId, null, null, ct);
            await transaction.CommitAsync(ct);
        }

        return Outcome.Done(by.PersonId);
    }

    /// <summary>The subscription with an address, read with the rights its person has now.</summary>
    /// <param name="portal">Where links lead; null for none.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Null when there is no such address, or its person has no access any more.</returns>
    public async Task<string?> ReadAsync(string? token, Uri? portal, DateTime now, CancellationToken ct)
    {
        if (token?.Length != TokenLength)
        {
            return null;
        }

        var hash = HashOf(token);
        if (await feeds.FindByHashAsync(hash, ct) is not { } feed
            || await directory.FindViewerAsync(feed.PersonId, DanishTime.DayOf(now), ct) is not { } person)
        {
            return null;
        }

        var meetings = await feeds.ListMeetingsAsync(person.Acting(now, null), now - Past, now - CancelledKept, MostMeetings, ct);
        if (feed.LastReadAt is not { } last || now - last >= ReadNoted)
        {
            await using var transaction = await db.BeginAsync(ct);
            await feeds.SetReadAsync(hash, now, ct);
            await transaction.CommitAsync(ct);
        }

        return SeminarCalendar.FeedOf(meetings, frame, portal, now);
    }

    // As it is, without a key: what is as random as this cannot be found by trying.
    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
