using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

public static partial class CertificateRules
{
    /// <summary>The status after an action, or null when the action does not fit the status.</summary>
    /// <remarks>Where a request goes on that stood still, the facts say where it stood; here stands the first place it can be.</remarks>
    public static CertificateStatus? Next(CertificateStatus status, CertificateAction action) => action switch
    {
        CertificateAction.Edit => When(status is CertificateStatus.Draft, status),
        CertificateAction.Send => When(status is CertificateStatus.Draft, CertificateStatus.Sent),
        CertificateAction.Discard => When(status is CertificateStatus.Draft, CertificateStatus.Discarded),
        CertificateAction.AskSparring => When(status is CertificateStatus.Draft, CertificateStatus.InConsultation),
        CertificateAction.Advise or CertificateAction.TakeBack => When(status is CertificateStatus.InConsultation, CertificateStatus.Draft),
        CertificateAction.Pause => When(status.IsOpen() && status != CertificateStatus.Paused, CertificateStatus.Paused),
        CertificateAction.Resume => When(status is CertificateStatus.Paused, CertificateStatus.Sent),
        CertificateAction.Withdraw => When(status.IsOpen(), CertificateStatus.Withdrawn),
        CertificateAction.Remind => When(NextActorOf(status) == NextActor.Clinic, status),
        CertificateAction.FailDelivery => When(status is CertificateStatus.Sent || IsInHand(status), CertificateStatus.DeliveryFailed),
        CertificateAction.SendElsewhere => When(status is CertificateStatus.DeliveryFailed, CertificateStatus.Sent),
        CertificateAction.Open => When(status is CertificateStatus.Sent, CertificateStatus.Received),
        CertificateAction.Accept => When(status is CertificateStatus.Received, CertificateStatus.Accepted),
        CertificateAction.Book => When(IsInHand(status), status is CertificateStatus.InProgress ? status : CertificateStatus.Booked),
        CertificateAction.NoteNoShow => When(status is CertificateStatus.Booked or CertificateStatus.InProgress, CertificateStatus.NoShow),
        CertificateAction.AskNewTime => When(status is CertificateStatus.NoShow, CertificateStatus.Accepted),
        CertificateAction.AskBack => When(IsInHand(status), CertificateStatus.Clarifying),
        CertificateAction.Clarify => When(status is CertificateStatus.Clarifying, CertificateStatus.Received),
        CertificateAction.Decline => When(IsInHand(status), CertificateStatus.Declined),
        CertificateAction.AskAnew => When(status is CertificateStatus.Declined, CertificateStatus.Closed),
        CertificateAction.Redirect => When(IsInHand(status), CertificateStatus.Sent),
        CertificateAction.Assign => When(IsInHand(status), status),
        // What is in the form may be kept while the request stands still, though it is not to be sent.
        CertificateAction.Answer => IsInHand(status) ? CertificateStatus.InProgress
            : When(status is CertificateStatus.Paused or CertificateStatus.Clarifying or CertificateStatus.NoShow || IsAskedAgain(status), status),
        CertificateAction.MarkReady => When(status is CertificateStatus.InProgress || IsAskedAgain(status), status),
        CertificateAction.Sign => When(IsInHand(status) || IsAskedAgain(status), CertificateStatus.Answered),
        CertificateAction.SignLate => When(status is CertificateStatus.Withdrawn, status),
        CertificateAction.UseLate => When(status is CertificateStatus.Withdrawn, CertificateStatus.Answered),
        CertificateAction.RejectLate => When(status is CertificateStatus.Withdrawn, status),
        CertificateAction.ReadAnswer => When(status is CertificateStatus.Answered, status),
        CertificateAction.AskComplement => When(status is CertificateStatus.Answered or CertificateStatus.Approved, CertificateStatus.ComplementRequested),
        CertificateAction.DropComplement or CertificateAction.CannotComplement => When(status is CertificateStatus.ComplementRequested, CertificateStatus.Answered),
        CertificateAction.Return => When(status is CertificateStatus.Answered, CertificateStatus.Returned),
        CertificateAction.Dispute => When(status is CertificateStatus.Returned, status),
        CertificateAction.LiftReturn => When(status is CertificateStatus.Returned, CertificateStatus.Answered),
        CertificateAction.Correct => When(IsSettled(status), status),
        CertificateAction.SignCorrection => When(IsSettled(status), CertificateStatus.Answered),
        CertificateAction.Revoke => When(status is CertificateStatus.Answered, CertificateStatus.InProgress),
        CertificateAction.RetractRequest => When(status.IsOpen() || status is CertificateStatus.Declined, CertificateStatus.Retracted),
        CertificateAction.RetractAnswer => status is CertificateStatus.Withdrawn ? status
            : When(IsSettled(status) || IsAskedAgain(status), CertificateStatus.InProgress),
        CertificateAction.Approve => When(status is CertificateStatus.Answered, CertificateStatus.Approved),
        CertificateAction.GiveFeedback or CertificateAction.SettleReassessment => When(IsSettled(status), status),
        CertificateAction.Close => When(status is CertificateStatus.Approved or CertificateStatus.Declined or CertificateStatus.Retracted, CertificateStatus.Closed),
        CertificateAction.Reopen => When(status is CertificateStatus.Closed, CertificateStatus.Approved),
    };

    /// <summary>Whether the action has been done already, so that doing it again changes nothing.</summary>
    public static bool IsRepeat(CertificateStatus status, CertificateAction action) => (status, action) switch
    {
        (CertificateStatus.Discarded, CertificateAction.Discard) => true,
        (CertificateStatus.Withdrawn, CertificateAction.Withdraw) => true,
        (CertificateStatus.Accepted, CertificateAction.Accept) => true,
        (CertificateStatus.NoShow, CertificateAction.NoteNoShow) => true,
        (CertificateStatus.Accepted, CertificateAction.AskNewTime) => true,
        (CertificateStatus.Clarifying, CertificateAction.AskBack) => true,
        (CertificateStatus.Declined, CertificateAction.Decline) => true,
        (CertificateStatus.ComplementRequested, CertificateAction.AskComplement) => true,
        (CertificateStatus.Returned, CertificateAction.Return) => true,
        (CertificateStatus.Retracted, CertificateAction.RetractRequest) => true,
        (CertificateStatus.Approved or CertificateStatus.Closed, CertificateAction.Approve) => true,
        (CertificateStatus.Closed, CertificateAction.Close) => true,
        _ => false,
    };

    /// <summary>The clinic has opened it and works on it.</summary>
    private static bool IsInHand(CertificateStatus status) =>
        status is CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.InProgress;

    /// <summary>Answered, and back at the clinic.</summary>
    private static bool IsAskedAgain(CertificateStatus status) => status is CertificateStatus.ComplementRequested or CertificateStatus.Returned;

    /// <summary>Answered, and the clinic is not asked for more.</summary>
    private static bool IsSettled(CertificateStatus status) =>
        status is CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed;

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(Certificate certificate, CertificateAction action, ActionContext actor) =>
        WhyNotRole(certificate, action, actor) ?? WhyNotStatus(certificate, action) ?? WhyNotFacts(certificate, action, actor);

    private static CertificateStatus? When(bool fits, CertificateStatus next) => fits ? next : null;

    private static Refusal? WhyNotRole(Certificate certificate, CertificateAction action, ActionContext actor) => action switch
    {
        CertificateAction.Sign or CertificateAction.SignLate or CertificateAction.SignCorrection or CertificateAction.CannotComplement or CertificateAction.Dispute
            or CertificateAction.Revoke or CertificateAction.RetractAnswer => !IsItsClinic(certificate, actor)
            ? new Refusal("Refusals.NotYourClinic")
            : actor.Role != Role.Gp ? new Refusal("Refusals.OnlyDoctorSigns") : null,
        CertificateAction.Open or CertificateAction.Accept or CertificateAction.Book or CertificateAction.NoteNoShow or CertificateAction.AskBack
            or CertificateAction.Decline or CertificateAction.Redirect or CertificateAction.Assign or CertificateAction.Answer or CertificateAction.MarkReady
            or CertificateAction.Correct => IsItsClinic(certificate, actor) ? null : new Refusal("Refusals.NotYourClinic"),
        CertificateAction.Advise => IsItsConsultant(certificate, actor) ? null : new Refusal("Refusals.NotYourSparring"),
        CertificateAction.Reopen => IsItsCaseworker(certificate, actor) && actor.Role == Role.Coordinator ? null : new Refusal("Refusals.OnlyCoordinatorReopens"),
        CertificateAction.FailDelivery => actor.IsPortal ? null : new Refusal("Refusals.OnlyPortal"),
        CertificateAction.Edit or CertificateAction.Send or CertificateAction.Discard or CertificateAction.ReadAnswer
            or CertificateAction.Approve or CertificateAction.Close or CertificateAction.AskSparring or CertificateAction.TakeBack
            or CertificateAction.Pause or CertificateAction.Resume or CertificateAction.Withdraw or CertificateAction.Remind or CertificateAction.SendElsewhere
            or CertificateAction.AskNewTime or CertificateAction.Clarify or CertificateAction.AskAnew or CertificateAction.UseLate or CertificateAction.RejectLate
            or CertificateAction.AskComplement or CertificateAction.DropComplement or CertificateAction.Return or CertificateAction.LiftReturn
            or CertificateAction.RetractRequest or CertificateAction.GiveFeedback or CertificateAction.SettleReassessment =>
            IsItsCaseworker(certificate, actor) ? null : new Refusal("Refusals.NotYourCase"),
    };

    private static Refusal? WhyNotStatus(Certificate certificate, CertificateAction action) =>
        Next(certificate.Status, action) is not null
            ? null
            : new Refusal(certificate.Status switch
            {
                CertificateStatus.Draft => "Refusals.NotSentYet",
                CertificateStatus.InConsultation => "Refusals.InConsultation",
                CertificateStatus.Paused => "Refusals.Paused",
                CertificateStatus.DeliveryFailed => "Refusals.DeliveryFailed",
                CertificateStatus.Clarifying => "Refusals.Clarifying",
                CertificateStatus.NoShow => "Refusals.NoShow",
                CertificateStatus.Withdrawn => "Refusals.AlreadyWithdrawn",
                CertificateStatus.Declined => "Refusals.AlreadyDeclined",
                CertificateStatus.Retracted => "Refusals.AlreadyRetracted",
                CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.InProgress =>
                    "Refusals.AlreadySent",
                CertificateStatus.Answered => "Refusals.AlreadyAnswered",
                CertificateStatus.ComplementRequested => "Refusals.ComplementOpen",
                CertificateStatus.Returned => "Refusals.AlreadyReturned",
                CertificateStatus.Approved => "Refusals.AlreadyApproved",
                CertificateStatus.Closed => "Refusals.AlreadyClosed",
                CertificateStatus.Discarded => "Refusals.AlreadyDiscarded",
            });

    /// <summary>What neither the role nor the status tells.</summary>
    private static Refusal? WhyNotFacts(Certificate certificate, CertificateAction action, ActionContext actor)
    {
        var facts = certificate.Facts;
        return action switch
        {
            CertificateAction.AskComplement when facts.ApprovedAt is { } at && DanishTime.DayOf(at).AddDays(ComplementWithinDays) < DanishTime.DayOf(actor.At) =>
                new Refusal("Refusals.ComplementTooLate", ComplementWithinDays),
            CertificateAction.Correct or CertificateAction.SignCorrection or CertificateAction.GiveFeedback or CertificateAction.Reopen
                when facts.AnsweredAt is null => new Refusal("Refusals.NeverAnswered"),
            CertificateAction.RetractAnswer when facts.AnsweredAt is null && certificate.Status != CertificateStatus.Withdrawn => new Refusal("Refusals.NeverAnswered"),
            CertificateAction.Return when facts.WasReturned => new Refusal("Refusals.ReturnedBefore"),
            CertificateAction.Dispute when facts.DisputedAt is not null => new Refusal("Refusals.DisputedBefore"),
            CertificateAction.Redirect when facts.Hops >= MostHops => new Refusal("Refusals.TooManyHops", MostHops),
            CertificateAction.NoteNoShow when facts.ConsultationOn is null || facts.ConsultationOn > DanishTime.DayOf(actor.At) =>
                new Refusal("Refusals.NoConsultationYet"),
            // An answer that came too late is retracted as long as somebody may still take it.
            CertificateAction.UseLate or CertificateAction.RejectLate when facts.LateAnswerAt is null => new Refusal("Refusals.NoLateAnswer"),
            CertificateAction.RetractAnswer when certificate.Status == CertificateStatus.Withdrawn && facts.LateAnswerAt is null => new Refusal("Refusals.NoLateAnswer"),
            CertificateAction.SettleReassessment when facts.ReassessOn is null => new Refusal("Refusals.NoReassessment"),
            CertificateAction.Close when certificate.Status == CertificateStatus.Retracted && certificate.HasOpenIncident => new Refusal("Refusals.IncidentOpen"),
            _ => null,
        };
    }

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
