using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Where a certificate stands, what may happen to it, by whom, and until when. Asked alike by button and service.</summary>
public static class CertificateRules
{
    /// <summary>Clock time on the due day until which an answer is in time. A proposal of the portal, not a rule of any law.</summary>
    public static readonly TimeOnly DueTime = new(16, 0);

    /// <summary>Status, next actor, deadline and order from the dated facts.</summary>
    public static CertificateState Resolve(CertificateFacts facts, DeadlineRule rule)
    {
        var status = facts switch
        {
            { DiscardedAt: not null } => CertificateStatus.Discarded,
            { WithdrawnAt: not null } => CertificateStatus.Withdrawn,
            { ClosedAt: not null } => CertificateStatus.Closed,
            { ApprovedAt: not null } => CertificateStatus.Approved,
            { AnsweredAt: not null } => CertificateStatus.Answered,
            { PausedAt: not null } => CertificateStatus.Paused,
            { AnswerStartedAt: not null } => CertificateStatus.InProgress,
            { OpenedAt: not null } => CertificateStatus.Received,
            { SentAt: not null } => CertificateStatus.Sent,
            { SparringSince: not null } => CertificateStatus.InConsultation,
            _ => CertificateStatus.Draft,
        };
        var dueAt = facts.SentAt is { } sentAt ? AnswerDueAt(rule, DanishTime.DayOf(sentAt).AddDays(facts.PausedDays), facts.ConsultationOn) : null;
        return new CertificateState
        {
            Status = status,
            NextActor = NextActorOf(status),
            AnswerDueAt = dueAt,
            SortAt = status switch
            {
                CertificateStatus.Draft => facts.CreatedAt,
                CertificateStatus.InConsultation => facts.SparringSince!.Value,
                CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress => dueAt ?? facts.SentAt!.Value,
                CertificateStatus.Answered => facts.AnsweredAt!.Value,
                CertificateStatus.Approved => facts.ApprovedAt!.Value,
                CertificateStatus.Closed => facts.ClosedAt!.Value,
                CertificateStatus.Paused => facts.PausedAt!.Value,
                CertificateStatus.Withdrawn => facts.WithdrawnAt!.Value,
                CertificateStatus.Discarded => facts.DiscardedAt!.Value,
            },
            Desk = DeskOf(status),
        };
    }

    public static NextActor NextActorOf(CertificateStatus status) => status switch
    {
        CertificateStatus.Draft or CertificateStatus.Answered or CertificateStatus.Paused => NextActor.Caseworker,
        CertificateStatus.InConsultation => NextActor.Consultant,
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress => NextActor.Clinic,
        CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Withdrawn or CertificateStatus.Discarded => NextActor.Nobody,
    };

    public static Desk DeskOf(CertificateStatus status) => status switch
    {
        CertificateStatus.Draft => Desk.Draft,
        CertificateStatus.Answered or CertificateStatus.Paused => Desk.ToDo,
        CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress => Desk.Waiting,
        CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Withdrawn => Desk.Done,
        CertificateStatus.Discarded => Desk.Gone,
    };

    /// <summary>When the clinic must have answered.</summary>
    /// <param name="receivedOn">Day the clinic received the request, Europe/Copenhagen. Delivery is digital: the day it was sent.</param>
    /// <param name="consultationOn">Day of the consultation, or null when none is booked.</param>
    /// <returns>The earlier of the two clocks of the type, moved to the next working day, at <see cref="DueTime"/>; null when the type has no clock that runs.</returns>
    /// <remarks>LÆ 135 and 145: 14 days after the consultation and 30 days after the request (Socialt-lægeligt samarbejde, 2023).</remarks>
    public static DateTime? AnswerDueAt(DeadlineRule rule, DateOnly receivedOn, DateOnly? consultationOn)
    {
        var clocks = new List<DateOnly>(2);
        if (rule.AfterRequestDays is { } afterRequest)
        {
            clocks.Add(receivedOn.AddDays(afterRequest));
        }

        if (rule.AfterConsultationDays is { } afterConsultation && consultationOn is { } day)
        {
            clocks.Add(day.AddDays(afterConsultation));
        }

        return clocks.Count == 0 ? null : DanishTime.InstantOf(DanishCalendar.NextWorkingDay(clocks.Min()), DueTime);
    }

    /// <summary>The status after an action, or null when the action does not fit the status.</summary>
    public static CertificateStatus? Next(CertificateStatus status, CertificateAction action) => (status, action) switch
    {
        (CertificateStatus.Draft, CertificateAction.Edit) => CertificateStatus.Draft,
        (CertificateStatus.Draft, CertificateAction.Send) => CertificateStatus.Sent,
        (CertificateStatus.Draft, CertificateAction.Discard) => CertificateStatus.Discarded,
        (CertificateStatus.Draft, CertificateAction.AskSparring) => CertificateStatus.InConsultation,
        (CertificateStatus.InConsultation, CertificateAction.Advise) => CertificateStatus.Draft,
        (CertificateStatus.InConsultation, CertificateAction.TakeBack) => CertificateStatus.Draft,
        (CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress, CertificateAction.Pause) => CertificateStatus.Paused,
        (CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress or CertificateStatus.Paused, CertificateAction.Withdraw) =>
            CertificateStatus.Withdrawn,
        (CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress, CertificateAction.Remind) => status,
        // Where it goes on is where it stood: the facts say it.
        (CertificateStatus.Paused, CertificateAction.Resume) => CertificateStatus.Sent,
        (CertificateStatus.Sent, CertificateAction.Open) => CertificateStatus.Received,
        (CertificateStatus.Received, CertificateAction.Book) => CertificateStatus.Received,
        (CertificateStatus.Received, CertificateAction.Answer) => CertificateStatus.InProgress,
        (CertificateStatus.Received, CertificateAction.Sign) => CertificateStatus.Answered,
        (CertificateStatus.InProgress, CertificateAction.Book) => CertificateStatus.InProgress,
        (CertificateStatus.InProgress, CertificateAction.Answer) => CertificateStatus.InProgress,
        (CertificateStatus.InProgress, CertificateAction.Sign) => CertificateStatus.Answered,
        // What the doctor has in the form may be kept, though it is not to be sent.
        (CertificateStatus.Paused, CertificateAction.Answer) => CertificateStatus.Paused,
        (CertificateStatus.Answered, CertificateAction.ReadAnswer) => CertificateStatus.Answered,
        (CertificateStatus.Answered, CertificateAction.Approve) => CertificateStatus.Approved,
        (CertificateStatus.Approved, CertificateAction.Close) => CertificateStatus.Closed,
        _ => null,
    };

    /// <summary>Whether the action has been done already, so that doing it again changes nothing.</summary>
    public static bool IsRepeat(CertificateStatus status, CertificateAction action) => (status, action) switch
    {
        (CertificateStatus.Discarded, CertificateAction.Discard) => true,
        (CertificateStatus.Withdrawn, CertificateAction.Withdraw) => true,
        (CertificateStatus.Approved or CertificateStatus.Closed, CertificateAction.Approve) => true,
        (CertificateStatus.Closed, CertificateAction.Close) => true,
        _ => false,
    };

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(Certificate certificate, CertificateAction action, ActionContext actor) =>
        WhyNotRole(certificate, action, actor) ?? WhyNotStatus(certificate.Status, action);

    private static Refusal? WhyNotRole(Certificate certificate, CertificateAction action, ActionContext actor) => action switch
    {
        CertificateAction.Sign => !IsItsClinic(certificate, actor)
            ? new Refusal("Refusals.NotYourClinic")
            : actor.Role != Role.Gp ? new Refusal("Refusals.OnlyDoctorSigns") : null,
        CertificateAction.Open or CertificateAction.Book or CertificateAction.Answer =>
            IsItsClinic(certificate, actor) ? null : new Refusal("Refusals.NotYourClinic"),
        CertificateAction.Advise => IsItsConsultant(certificate, actor) ? null : new Refusal("Refusals.NotYourSparring"),
        CertificateAction.Edit or CertificateAction.Send or CertificateAction.Discard or CertificateAction.ReadAnswer
            or CertificateAction.Approve or CertificateAction.Close or CertificateAction.AskSparring or CertificateAction.TakeBack
            or CertificateAction.Pause or CertificateAction.Resume or CertificateAction.Withdraw or CertificateAction.Remind =>
            IsItsCaseworker(certificate, actor) ? null : new Refusal("Refusals.NotYourCase"),
    };

    private static Refusal? WhyNotStatus(CertificateStatus status, CertificateAction action) =>
        Next(status, action) is not null
            ? null
            : new Refusal(status switch
            {
                CertificateStatus.Draft => "Refusals.NotSentYet",
                CertificateStatus.InConsultation => "Refusals.InConsultation",
                CertificateStatus.Paused => "Refusals.Paused",
                CertificateStatus.Withdrawn => "Refusals.AlreadyWithdrawn",
                CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress => "Refusals.AlreadySent",
                CertificateStatus.Answered => "Refusals.AlreadyAnswered",
                CertificateStatus.Approved => "Refusals.AlreadyApproved",
                CertificateStatus.Closed => "Refusals.AlreadyClosed",
                CertificateStatus.Discarded => "Refusals.AlreadyDiscarded",
            });

    private static bool IsItsClinic(Certificate certificate, ActionContext actor) =>
        actor.Role.IsClinic() && actor.ClinicId == certificate.ClinicId;

    /// <summary>The owner, and everybody who works for the owner's unit: somebody is always on holiday.</summary>
    private static bool IsItsCaseworker(Certificate certificate, ActionContext actor) =>
        actor.Role.IsCasework()
        && actor.MunicipalityId == certificate.MunicipalityId
        && (actor.PersonId == certificate.Caseworker.PersonId || actor.UnitIds.Contains(certificate.UnitId));

    /// <summary>The consultant who was asked, until the advice is given.</summary>
    private static bool IsItsConsultant(Certificate certificate, ActionContext actor) =>
        actor.Role == Role.MedicalConsultant && actor.PersonId == certificate.Sparring?.ConsultantId;
}
