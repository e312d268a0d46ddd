using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Bench.Population;

/// <summary>What happened to a certificate until it stood where it stands.</summary>
internal static class Story
{
    /// <summary>Twenty certificates as they lie in a real archive: nearly all of them closed.</summary>
    public static IReadOnlyList<CertificateStatus> Archive { get; } =
    [
        CertificateStatus.Closed, CertificateStatus.Closed, CertificateStatus.Closed, CertificateStatus.Answered, CertificateStatus.Closed,
        CertificateStatus.Closed, CertificateStatus.Approved, CertificateStatus.Closed, CertificateStatus.Closed, CertificateStatus.Closed,
        CertificateStatus.Sent, CertificateStatus.Closed, CertificateStatus.Closed, CertificateStatus.Withdrawn, CertificateStatus.Closed,
        CertificateStatus.Closed, CertificateStatus.Closed, CertificateStatus.Received, CertificateStatus.Discarded, CertificateStatus.Closed,
    ];

    /// <summary>The desk of somebody in the middle of it: everything that is open, and little that is done.</summary>
    public static IReadOnlyList<CertificateStatus> BusyDesk { get; } =
    [
        CertificateStatus.Answered, CertificateStatus.Sent, CertificateStatus.Draft, CertificateStatus.Received, CertificateStatus.Closed,
        CertificateStatus.Answered, CertificateStatus.InProgress, CertificateStatus.Draft, CertificateStatus.Sent, CertificateStatus.Closed,
        CertificateStatus.Answered, CertificateStatus.Received, CertificateStatus.InConsultation, CertificateStatus.Paused, CertificateStatus.Approved,
        CertificateStatus.Answered, CertificateStatus.Sent, CertificateStatus.Draft, CertificateStatus.Withdrawn, CertificateStatus.Closed,
    ];

    /// <param name="now">UTC.</param>
    /// <param name="daysAgo">How many days ago it began; null for a number that goes with the status.</param>
    public static CertificateFacts Tell(CertificateStatus status, DateTime now, Chance chance, int? daysAgo = null)
    {
        var (from, to) = DaysAgo(status);
        var minutes = ((daysAgo ?? chance.Between(from, to)) * 24 * 60) + chance.Between(60, 600);
        var created = now.AddMinutes(-minutes);
        var isSent = status is not (CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Discarded);
        var isSeen = status is CertificateStatus.Received or CertificateStatus.InProgress or CertificateStatus.Paused || IsAnswered(status);
        var openedAt = isSeen ? After(0.1, 2) : (DateTime?)null;
        var isApproved = status is CertificateStatus.Approved or CertificateStatus.Closed;
        return new CertificateFacts
        {
            CreatedAt = created,
            SentAt = isSent ? After(0.05, 1) : null,
            OpenedAt = openedAt,
            SeenVersion = openedAt is null ? 0 : 1,
            ConsultationOn = openedAt is { } opened && chance.Between(1, 2) == 1 ? DanishTime.DayOf(opened).AddDays(chance.Between(1, 12)) : null,
            AnswerStartedAt = status == CertificateStatus.InProgress || IsAnswered(status) ? After(0.3, 5) : null,
            AnsweredAt = IsAnswered(status) ? After(0.5, 14) : null,
            ReadAt = isApproved || (status == CertificateStatus.Answered && chance.Between(1, 2) == 1) ? After(0.6, 16) : null,
            ApprovedAt = isApproved ? After(0.7, 18) : null,
            ClosedAt = status == CertificateStatus.Closed ? After(0.9, 40) : null,
            SparringSince = status == CertificateStatus.InConsultation ? After(0.3, 2) : null,
            PausedAt = status == CertificateStatus.Paused ? After(0.5, 8) : null,
            WithdrawnAt = status == CertificateStatus.Withdrawn ? After(0.5, 10) : null,
            WithdrawalReason = status == CertificateStatus.Withdrawn ? WithdrawalReason.NotNeeded : null,
            WithdrawalNote = status == CertificateStatus.Withdrawn ? "" : null,
            DiscardedAt = status == CertificateStatus.Discarded ? After(0.5, 5) : null,
        };

        // So far through the time that there was, but no later than so many days after the beginning.
        DateTime After(double part, int atMostDays) => created.AddMinutes(Math.Floor(Math.Min(minutes * part, atMostDays * 24 * 60)));
    }

    private static bool IsAnswered(CertificateStatus status) =>
        status is CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed;

    private static (int From, int To) DaysAgo(CertificateStatus status) => status switch
    {
        CertificateStatus.Draft => (0, 20),
        CertificateStatus.InConsultation => (1, 10),
        CertificateStatus.Sent => (0, 12),
        CertificateStatus.Received or CertificateStatus.DeliveryFailed or CertificateStatus.Clarifying or CertificateStatus.Accepted or CertificateStatus.Booked
            or CertificateStatus.NoShow or CertificateStatus.Declined or CertificateStatus.Retracted => (2, 25),
        CertificateStatus.InProgress => (4, 30),
        CertificateStatus.Paused => (5, 30),
        CertificateStatus.Answered or CertificateStatus.ComplementRequested or CertificateStatus.Returned => (12, 60),
        CertificateStatus.Approved => (20, 80),
        CertificateStatus.Closed => (60, 1_500),
        CertificateStatus.Withdrawn => (10, 1_000),
        CertificateStatus.Discarded => (10, 900),
    };
}
