using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Data.Seminars;

/// <summary>Where a meeting stands, who may see it, and who may do what with it. Pure; asked alike by page and service.</summary>
public static class SeminarRules
{
    public const int LongestTitle = 120;
    public const int LongestPurpose = 500;
    public const int LongestReason = 500;
    public const int LongestLine = 300;
    public const int LongestNote = 300;
    public const int LongestHostMeeting = 160;
    public const int LongestAddress = 300;
    public const int MostAgendaItems = 20;
    public const int MostMaterials = 20;
    public const int MostInvitations = 300;
    public const int ShortestMinutes = 15;
    public const int LongestMinutes = 480;
    public const int MostCapacity = 1000;

    /// <summary>How long a freed place is kept for the next in line, in hours, unless those who plan say otherwise.</summary>
    public const int ClaimHours = 48;

    /// <summary>An agenda that comes later than this before the meeting leaves doctors no time to prepare. A warning, no stop.</summary>
    public const int NoticeDays = 14;

    /// <summary>A meeting that nobody has closed this long after its day is closed by the portal.</summary>
    public const int CloseAfterMonths = 9;

    public static SeminarStatus Status(SeminarFacts facts) =>
        facts.CancelledAt is not null ? SeminarStatus.Cancelled
        : facts.ClosedAt is not null ? SeminarStatus.Closed
        : facts.MinutesPublishedAt is not null ? SeminarStatus.MinutesPublished
        : facts.MinutesStartedAt is not null ? SeminarStatus.MinutesDraft
        : facts.HeldAt is not null ? SeminarStatus.Held
        : facts.AnnouncedAt is not null ? SeminarStatus.Announced
        : facts.PollOpenedAt is not null && facts.PollClosedAt is null ? SeminarStatus.DatePoll
        : SeminarStatus.Draft;

    /// <summary>Whether an answer that is given now is late: it counts, and is marked.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsLate(SeminarFacts facts, DateTime now) => facts.ReplyBy < now;

    /// <summary>Whether the meeting is over.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsPast(SeminarFacts facts, DateTime now) => facts.EndsAt <= now;

    /// <summary>Meetings that nobody finds by looking: only those who are invited see them.</summary>
    public static bool IsPrivate(MeetingKind kind) => kind is MeetingKind.RoundTable or MeetingKind.CooperationTalk;

    /// <summary>Meetings that belong to one clinic, or one citizen: no minimum of content for two sides, no waiting list.</summary>
    public static bool IsSmall(MeetingKind kind) => kind is MeetingKind.RoundTable or MeetingKind.CooperationTalk or MeetingKind.OutreachVisit;

    /// <summary>Who may plan a meeting of a kind: the coordinator; a talk about a citizen whoever works with the case.</summary>
    public static Refusal? WhyNotPlan(MeetingKind kind, ActionContext actor) =>
        actor.Role == Role.Coordinator || (kind == MeetingKind.RoundTable && actor.Role == Role.Caseworker) ? null : new Refusal("Refusals.OnlyCoordinatorPlans");

    /// <summary>Whether the actor is one of those the meeting is planned by.</summary>
    public static bool IsPlanner(Seminar seminar, ActionContext actor) =>
        actor.MunicipalityId == seminar.MunicipalityId && actor.Role.IsCasework()
        && (actor.PersonId == seminar.OwnerId || (actor.Role == Role.Coordinator && seminar.Kind != MeetingKind.RoundTable));

    /// <summary>Whether the meeting has been put before the actor: their clinic, their unit, or they themselves.</summary>
    public static bool IsInvited(Seminar seminar, ActionContext actor) => seminar.Invitations.Any(invitation =>
        (invitation.ClinicId is { } clinic && clinic == actor.ClinicId)
        || (invitation.UnitId is { } unit && actor.Role.IsCasework() && actor.UnitIds.Contains(unit))
        || invitation.PersonId == actor.PersonId);

    /// <summary>Whether the actor may see the meeting at all.</summary>
    /// <remarks>The repository's statements say the same.</remarks>
    public static bool MaySee(Seminar seminar, ActionContext actor) =>
        IsPlanner(seminar, actor)
        || (seminar.Facts is not { AnnouncedAt: null, PollOpenedAt: null }
            && actor.Role != Role.Auditor
            && (IsInvited(seminar, actor) || (!IsPrivate(seminar.Kind) && actor.MunicipalityId == seminar.MunicipalityId)));

    /// <summary>Whether the actor can be one of those who come.</summary>
    public static bool MayCome(Seminar seminar, ActionContext actor) =>
        actor.Role is Role.Gp or Role.ClinicStaff or Role.Caseworker or Role.Coordinator or Role.MedicalConsultant
        && (IsInvited(seminar, actor) || actor.PersonId == seminar.OwnerId
            || (!IsSmall(seminar.Kind) && actor.MunicipalityId == seminar.MunicipalityId));

    /// <returns>Null when the actor may do it now; else why not.</returns>
    /// <param name="now">UTC.</param>
    public static Refusal? WhyNot(Seminar seminar, SeminarAction action, ActionContext actor, DateTime now) =>
        WhyNotRole(seminar, action, actor) ?? WhyNotNow(seminar.Facts, action, now);

    /// <summary>Whether a consent carries a talk about the citizen: on the day people are invited and on the day it is held.</summary>
    /// <param name="clinicIds">The clinics that are invited; each must be one that the consent names.</param>
    /// <param name="today">The day in Denmark.</param>
    /// <param name="heldOn">The day of the talk.</param>
    /// <returns>Null when it does; else what it lacks.</returns>
    public static Refusal? WhyNotConsented(Consent consent, IReadOnlyList<Guid> clinicIds, DateOnly today, DateOnly heldOn) =>
        consent.WithdrawnAt is not null ? new Refusal("Refusals.ConsentWithdrawn")
        : !consent.IsValidOn(today) ? new Refusal("Refusals.ConsentExpired")
        : !consent.IsValidOn(heldOn) ? new Refusal("Refusals.SeminarConsentEnds")
        : clinicIds.Any(clinic => consent.Clinics.All(source => source.ClinicId != clinic)) ? new Refusal("Refusals.ConsentOtherClinic")
        : null;

    private static Refusal? WhyNotRole(Seminar seminar, SeminarAction action, ActionContext actor) => action switch
    {
        // An answer is a person's own; who stands in for a doctor elsewhere cannot be in two clinics.
        SeminarAction.Vote or SeminarAction.Answer =>
            actor.OnBehalfOfId is not null ? new Refusal("Refusals.SeminarStandIn")
            : MayCome(seminar, actor) ? null
            : new Refusal("Refusals.SeminarNotInvited"),
        SeminarAction.Edit or SeminarAction.Poll or SeminarAction.PickDate or SeminarAction.Announce or SeminarAction.Move or SeminarAction.Cancel
            or SeminarAction.ChangeAnswers or SeminarAction.RegisterAttendance or SeminarAction.WriteMinutes or SeminarAction.PublishMinutes
            or SeminarAction.AmendMinutes or SeminarAction.Close => IsPlanner(seminar, actor) ? null : new Refusal("Refusals.SeminarNotYours"),
        SeminarAction.Decide => IsPlanner(seminar, actor) && actor.Role == Role.Coordinator ? null : new Refusal("Refusals.OnlyCoordinatorDecides"),
    };

    private static Refusal? WhyNotNow(SeminarFacts facts, SeminarAction action, DateTime now)
    {
        var status = Status(facts);
        if (status == SeminarStatus.Cancelled)
        {
            return new Refusal("Refusals.SeminarCancelled");
        }

        if (status == SeminarStatus.Closed)
        {
            return new Refusal("Refusals.SeminarClosed");
        }

        return action switch
        {
            SeminarAction.Edit =>
                status is SeminarStatus.Draft or SeminarStatus.DatePoll ? null
                : status == SeminarStatus.Announced ? NotPast(facts, now)
                : new Refusal("Refusals.SeminarHeld"),
            SeminarAction.Poll or SeminarAction.PickDate => status is SeminarStatus.Draft or SeminarStatus.DatePoll ? null : new Refusal("Refusals.SeminarAnnounced"),
            SeminarAction.Vote =>
                status != SeminarStatus.DatePoll ? new Refusal("Refusals.SeminarNoPoll")
                : facts.PollDeadline < now ? new Refusal("Refusals.SeminarPollOver")
                : null,
            SeminarAction.Announce => status is SeminarStatus.Draft ? NotPast(facts, now) : new Refusal(status == SeminarStatus.DatePoll ? "Refusals.SeminarPollOpen" : "Refusals.SeminarAnnounced"),
            // What never came to be can be called off afterwards, too.
            SeminarAction.Cancel => IsBefore(status) || status == SeminarStatus.Announced ? null : new Refusal("Refusals.SeminarHeld"),
            SeminarAction.Move =>
                status == SeminarStatus.Announced ? NotPast(facts, now) : new Refusal(IsBefore(status) ? "Refusals.SeminarNotAnnounced" : "Refusals.SeminarHeld"),
            SeminarAction.Answer => status == SeminarStatus.Announced ? NotPast(facts, now) : new Refusal(IsBefore(status) ? "Refusals.SeminarNotAnnounced" : "Refusals.SeminarHeld"),
            SeminarAction.ChangeAnswers => status == SeminarStatus.Announced ? null : new Refusal(IsBefore(status) ? "Refusals.SeminarNotAnnounced" : "Refusals.SeminarHeld"),
            SeminarAction.RegisterAttendance =>
                IsBefore(status) ? new Refusal("Refusals.SeminarNotAnnounced")
                : facts.StartsAt > now ? new Refusal("Refusals.SeminarNotYet")
                : null,
            SeminarAction.WriteMinutes => status is SeminarStatus.Held or SeminarStatus.MinutesDraft ? null : new Refusal(status == SeminarStatus.MinutesPublished ? "Refusals.MinutesPublished" : "Refusals.SeminarNotHeld"),
            SeminarAction.PublishMinutes => status == SeminarStatus.MinutesDraft ? null : new Refusal(status == SeminarStatus.MinutesPublished ? "Refusals.MinutesPublished" : "Refusals.MinutesNotWritten"),
            SeminarAction.AmendMinutes => status == SeminarStatus.MinutesPublished ? null : new Refusal("Refusals.MinutesNotPublished"),
            SeminarAction.Decide or SeminarAction.Close =>
                status is SeminarStatus.Held or SeminarStatus.MinutesDraft or SeminarStatus.MinutesPublished ? null : new Refusal("Refusals.SeminarNotHeld"),
        };
    }

    private static bool IsBefore(SeminarStatus status) => status is SeminarStatus.Draft or SeminarStatus.DatePoll;

    private static Refusal? NotPast(SeminarFacts facts, DateTime now) => facts.StartsAt <= now ? new Refusal("Refusals.SeminarPast") : null;
}
