namespace Portal.Data.Certificates;

/// <summary>Where a certificate stands, what may happen to it, by whom, and until when. Asked alike by button and service.</summary>
public static partial class CertificateRules
{
    /// <summary>Working days that a clinic has for a complement, or to answer a return. A proposal of the portal.</summary>
    public const int ComplementWorkingDays = 10;

    /// <summary>Days after the approval within which more may be asked. A proposal of the portal.</summary>
    public const int ComplementWithinDays = 30;

    /// <summary>How often a request may be sent on before the caseworker must decide. A proposal of the portal.</summary>
    public const int MostHops = 2;

    /// <summary>Status, next actor, deadline and order from the dated facts.</summary>
    public static CertificateState Resolve(CertificateFacts facts, DeadlineRule rule)
    {
        var status = StatusOf(facts);
        var dueAt = DueAtOf(facts, status, rule);
        var isDisputed = status == CertificateStatus.Returned && facts.DisputedAt is not null;
        var isLateAnswer = status == CertificateStatus.Withdrawn && facts.LateAnswerAt is not null;
        return new CertificateState
        {
            Status = status,
            NextActor = isDisputed || isLateAnswer ? NextActor.Caseworker : NextActorOf(status),
            AnswerDueAt = dueAt,
            SortAt = SortAtOf(facts, status, dueAt),
            Desk = isDisputed || isLateAnswer ? Desk.ToDo : DeskOf(status),
        };
    }

    /// <summary>Whether the certificate is sent and not yet answered: a citizen has at most one such request of each type.</summary>
    public static bool IsOpen(this CertificateStatus status) => status switch
    {
        CertificateStatus.Sent or CertificateStatus.DeliveryFailed or CertificateStatus.Received or CertificateStatus.Clarifying or CertificateStatus.Accepted
            or CertificateStatus.Booked or CertificateStatus.NoShow or CertificateStatus.InProgress or CertificateStatus.Paused => true,
        CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Answered or CertificateStatus.ComplementRequested
            or CertificateStatus.Returned or CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Declined
            or CertificateStatus.Withdrawn or CertificateStatus.Retracted or CertificateStatus.Discarded => false,
    };

    public static NextActor NextActorOf(CertificateStatus status) => status switch
    {
        CertificateStatus.Draft or CertificateStatus.DeliveryFailed or CertificateStatus.Clarifying or CertificateStatus.NoShow or CertificateStatus.Answered
            or CertificateStatus.Paused or CertificateStatus.Declined or CertificateStatus.Retracted => NextActor.Caseworker,
        CertificateStatus.InConsultation => NextActor.Consultant,
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.InProgress
            or CertificateStatus.ComplementRequested or CertificateStatus.Returned => NextActor.Clinic,
        CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Withdrawn or CertificateStatus.Discarded => NextActor.Nobody,
    };

    public static Desk DeskOf(CertificateStatus status) => NextActorOf(status) switch
    {
        NextActor.Caseworker => status == CertificateStatus.Draft ? Desk.Draft : Desk.ToDo,
        NextActor.Clinic or NextActor.Consultant => Desk.Waiting,
        NextActor.Nobody => status == CertificateStatus.Discarded ? Desk.Gone : Desk.Done,
    };

    /// <summary>When the clinic must have answered.</summary>
    /// <param name="receivedOn">Day the clinic received the request, Europe/Copenhagen. Delivery is digital: the day it was sent.</param>
    /// <param name="consultationOn">Day of the consultation, or null when none is booked.</param>
    /// <returns>The earlier of the two clocks of the type, moved to the next working day, at <see cref="DanishCalendar.DueTime"/>; null when the type has no clock that runs.</returns>
    /// <remarks>LÆ 135 and 145: 14 days after the consultation and 30 days after the request (Socialt-lægeligt samarbejde, 2023).</remarks>
    public static DateTime? AnswerDueAt(DeadlineRule rule, DateOnly receivedOn, DateOnly? consultationOn) => Clocks(rule, receivedOn, consultationOn) switch
    {
        [] => null,
        var clocks => DanishTime.InstantOf(DanishCalendar.NextWorkingDay(clocks.Min(clock => clock.Day)), DanishCalendar.DueTime),
    };

    /// <summary>Whether it is the consultation, rather than the request, that the deadline is counted from.</summary>
    public static bool RunsFromConsultation(CertificateFacts facts, DeadlineRule rule) =>
        facts.SentAt is { } sentAt
        && Clocks(rule, DanishTime.DayOf(sentAt).AddDays(facts.PausedDays), facts.ConsultationOn) is { Count: > 0 } clocks
        && clocks.MinBy(clock => clock.Day).FromConsultation;

    private static List<(DateOnly Day, bool FromConsultation)> Clocks(DeadlineRule rule, DateOnly receivedOn, DateOnly? consultationOn)
    {
        var clocks = new List<(DateOnly, bool)>(2);
        if (rule.AfterRequestDays is { } afterRequest)
        {
            clocks.Add((receivedOn.AddDays(afterRequest), false));
        }

        if (rule.AfterConsultationDays is { } afterConsultation && consultationOn is { } day)
        {
            clocks.Add((day.AddDays(afterConsultation), true));
        }

        return clocks;
    }

    private static CertificateStatus StatusOf(CertificateFacts facts) => facts switch
    {
        { DiscardedAt: not null } => CertificateStatus.Discarded,
        { WithdrawnAt: not null } => CertificateStatus.Withdrawn,
        { ClosedAt: not null } => CertificateStatus.Closed,
        { RetractedAt: not null } => CertificateStatus.Retracted,
        { DeclinedAt: not null } => CertificateStatus.Declined,
        { AnsweredAt: not null, ReturnedSince: not null } => CertificateStatus.Returned,
        { AnsweredAt: not null, ComplementSince: not null } => CertificateStatus.ComplementRequested,
        { ApprovedAt: not null } => CertificateStatus.Approved,
        { AnsweredAt: not null } => CertificateStatus.Answered,
        { DeliveryFailedAt: not null } => CertificateStatus.DeliveryFailed,
        { PausedAt: not null } => CertificateStatus.Paused,
        { ClarifySince: not null } => CertificateStatus.Clarifying,
        { NoShowAt: not null } => CertificateStatus.NoShow,
        { AnswerStartedAt: not null } => CertificateStatus.InProgress,
        { ConsultationOn: not null } => CertificateStatus.Booked,
        { AcceptedAt: not null } => CertificateStatus.Accepted,
        { OpenedAt: not null } => CertificateStatus.Received,
        { SentAt: not null } => CertificateStatus.Sent,
        { SparringSince: not null } => CertificateStatus.InConsultation,
        _ => CertificateStatus.Draft,
    };

    private static DateTime? DueAtOf(CertificateFacts facts, CertificateStatus status, DeadlineRule rule)
    {
        var askedAgainAt = status switch
        {
            CertificateStatus.ComplementRequested => facts.ComplementSince,
            CertificateStatus.Returned => facts.ReturnedSince,
            CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.DeliveryFailed or CertificateStatus.Received
                or CertificateStatus.Clarifying or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.NoShow
                or CertificateStatus.InProgress or CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed
                or CertificateStatus.Paused or CertificateStatus.Declined or CertificateStatus.Withdrawn or CertificateStatus.Retracted
                or CertificateStatus.Discarded => null,
        };
        return askedAgainAt is { } since
            ? DanishTime.InstantOf(DanishCalendar.AddWorkingDays(DanishTime.DayOf(since), ComplementWorkingDays), DanishCalendar.DueTime)
            : facts.SentAt is { } sentAt ? AnswerDueAt(rule, DanishTime.DayOf(sentAt).AddDays(facts.PausedDays), facts.ConsultationOn) : null;
    }

    private static DateTime SortAtOf(CertificateFacts facts, CertificateStatus status, DateTime? dueAt) => status switch
    {
        CertificateStatus.Draft => facts.CreatedAt,
        CertificateStatus.InConsultation => facts.SparringSince!.Value,
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.InProgress =>
            dueAt ?? facts.SentAt!.Value,
        CertificateStatus.ComplementRequested or CertificateStatus.Returned => dueAt!.Value,
        CertificateStatus.DeliveryFailed => facts.DeliveryFailedAt!.Value,
        CertificateStatus.Clarifying => facts.ClarifySince!.Value,
        CertificateStatus.NoShow => facts.NoShowAt!.Value,
        CertificateStatus.Answered => facts.ReplacedAt ?? facts.AnsweredAt!.Value,
        CertificateStatus.Approved => facts.ApprovedAt!.Value,
        CertificateStatus.Closed => facts.ClosedAt!.Value,
        CertificateStatus.Paused => facts.PausedAt!.Value,
        CertificateStatus.Declined => facts.DeclinedAt!.Value,
        CertificateStatus.Withdrawn => facts.LateAnswerAt ?? facts.WithdrawnAt!.Value,
        CertificateStatus.Retracted => facts.RetractedAt!.Value,
        CertificateStatus.Discarded => facts.DiscardedAt!.Value,
    };
}
