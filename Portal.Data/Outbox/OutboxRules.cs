using Portal.Data.Seminars;

namespace Portal.Data.Outbox;

/// <summary>When a mail is tried again, when it is given up, and when it has nothing to say any more. Pure.</summary>
public static class OutboxRules
{
    /// <summary>How often a mail is tried. With <see cref="PauseAfter"/> that is a little more than two days.</summary>
    public const int MostAttempts = 9;

    /// <summary>A mail that could not be sent for so long is not sent at all: nobody is helped by old news.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>For how long a process has a mail for itself. One that died with it leaves it to the next after that.</summary>
    /// <remarks>Much longer than sending can take, see <c>MailSender</c>: no mail is sent by two at once.</remarks>
    public static readonly TimeSpan Claimed = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <param name="attempts">How often it has been tried, at least once.</param>
    /// <returns>How long to wait until it is tried again; null to give it up.</returns>
    public static TimeSpan? PauseAfter(int attempts) => attempts >= MostAttempts ? null : Pauses[attempts - 1];

    /// <summary>Whether what a mail tells is over: nobody is invited to what has begun.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsOver(SeminarNotice kind, DateTime? startsAt, DateTime? pollDeadline, DateTime now) => kind switch
    {
        SeminarNotice.Invited or SeminarNotice.Moved or SeminarNotice.Changed or SeminarNotice.Cancelled or SeminarNotice.NoLongerInvited
            or SeminarNotice.PlaceOffered or SeminarNotice.PlaceGiven or SeminarNotice.PlaceLapsed => startsAt <= now,
        SeminarNotice.PollOpened => pollDeadline <= now,
        SeminarNotice.PollEnded or SeminarNotice.MinutesPublished or SeminarNotice.MaterialSent => false,
    };

    /// <summary>The kinds that wait in vain once a notice comes: what they say is not true any more.</summary>
    public static IReadOnlyList<SeminarNotice> Replaced(SeminarNotice by) => by switch
    {
        SeminarNotice.Moved or SeminarNotice.Cancelled =>
            [
                SeminarNotice.Invited, SeminarNotice.Moved, SeminarNotice.Changed, SeminarNotice.PollOpened, SeminarNotice.PollEnded,
                SeminarNotice.PlaceOffered, SeminarNotice.PlaceGiven, SeminarNotice.PlaceLapsed,
            ],
        SeminarNotice.Changed => [SeminarNotice.Changed],
        SeminarNotice.Invited or SeminarNotice.PollEnded => [SeminarNotice.PollOpened],
        SeminarNotice.NoLongerInvited or SeminarNotice.PollOpened or SeminarNotice.PlaceOffered or SeminarNotice.PlaceGiven or SeminarNotice.PlaceLapsed
            or SeminarNotice.MinutesPublished or SeminarNotice.MaterialSent => [],
    };
}
