using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>Where a thread stands, who may read what of it, and who may do what with it. Pure; asked alike by page, service and hub.</summary>
public static class ThreadRules
{
    /// <summary>After how many working days without a reply the caseworker is told.</summary>
    public const int DoctorWorkingDays = 10;

    /// <summary>In how many working days the municipality replies. A proposal: no law or agreement settles it.</summary>
    public const int CaseworkerWorkingDays = 2;

    /// <summary>For how many days a thread that has ended can be taken up again.</summary>
    public const int ReopenDays = 90;

    public const int LongestSubject = 120;
    public const int LongestMessage = TextRules.LongestText;
    public const int LongestReason = 500;
    public const int MostLinks = 5;

    public static ThreadStatus Status(ThreadFacts facts) =>
        facts.ClosedAt is not null ? ThreadStatus.Closed
        : facts.RedirectedAt is not null ? ThreadStatus.Redirected
        : facts.HandledAt is not null ? ThreadStatus.Handled
        : facts.AnsweredAt is not null ? ThreadStatus.Answered
        : facts.AwaitingSide == ThreadTurn.Clinic ? ThreadStatus.AwaitingDoctor
        : ThreadStatus.AwaitingCaseworker;

    public static ThreadTurn NextActor(ThreadFacts facts) => Status(facts) switch
    {
        ThreadStatus.AwaitingDoctor => ThreadTurn.Clinic,
        ThreadStatus.AwaitingCaseworker or ThreadStatus.Answered or ThreadStatus.Redirected => ThreadTurn.Municipality,
        ThreadStatus.Handled or ThreadStatus.Closed => ThreadTurn.Nobody,
    };

    /// <summary>By when the side that is awaited should have replied, UTC; null when nobody's reply is.</summary>
    public static DateTime? DueAt(ThreadStatus status, DateTime? awaitingSince) => (status, awaitingSince) switch
    {
        (ThreadStatus.AwaitingDoctor, { } since) => After(DanishTime.DayOf(since), DoctorWorkingDays),
        (ThreadStatus.AwaitingCaseworker, { } since) => After(DanishTime.DayOf(since), CaseworkerWorkingDays),
        _ => null,
    };

    /// <summary>Whether a reply is awaited for longer than it should take: at the clinic it is the caseworker's to do something, in the unit everybody's.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsOverdue(ThreadStatus status, DateTime? awaitingSince, DateTime now) => DueAt(status, awaitingSince) < now;

    /// <summary>What has been awaited from a clinic since before this instant, UTC, should have been replied to before today.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static DateTime LateBefore(DateOnly today)
    {
        var day = today;
        while (DanishCalendar.AddWorkingDays(day, DoctorWorkingDays) >= today)
        {
            day = day.AddDays(-1);
        }

        return DanishTime.InstantOf(day.AddDays(1), TimeOnly.MinValue);
    }

    /// <summary>As which person somebody takes part: only consultants do so alone.</summary>
    public static Guid? MemberId(ActionContext viewer) => viewer.Role == Role.MedicalConsultant ? viewer.PersonId : null;

    /// <summary>As which clinic somebody takes part.</summary>
    public static Guid? ClinicId(ActionContext viewer) => viewer.Role.IsClinic() ? viewer.ClinicId : null;

    /// <summary>As which units somebody takes part.</summary>
    public static IReadOnlyList<Guid> UnitIds(ActionContext viewer) => viewer.Role.IsCasework() ? viewer.UnitIds : [];

    /// <summary>What somebody may read, and as whom they speak.</summary>
    /// <returns>Null when nothing of it is theirs.</returns>
    public static ThreadSight? SightOf(IEnumerable<ThreadMember> members, ActionContext viewer)
    {
        var mine = members.Where(member => IsMember(member, viewer)).ToList();
        if (mine.Count == 0)
        {
            return null;
        }

        return new ThreadSight
        {
            Side = viewer.Role.IsClinic() ? ThreadSide.Clinic : viewer.Role.IsCasework() ? ThreadSide.Municipality : ThreadSide.Consultant,
            IsActive = mine.Any(member => member.IsActive),
            Ranges = Merge(mine),
        };
    }

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(ThreadFacts facts, ThreadSight sight, ThreadAction action, ActionContext actor, DateTime now) =>
        !sight.IsActive ? new Refusal("Refusals.ThreadNoPart") : WhyNotRole(sight.Side, action, actor) ?? WhyNotNow(facts, sight.Side, action, now);

    /// <returns>Null when the actor may take the message back; else why not.</returns>
    public static Refusal? WhyNotRetract(ThreadMessage message, ThreadSight sight, ActionContext actor) =>
        !sight.MayRead(message.Sequence) || !sight.IsActive ? new Refusal("Refusals.ThreadNoPart")
        : message.Kind == ThreadMessageKind.System ? new Refusal("Refusals.ThreadLineStays")
        : message.RetractedAt is not null ? new Refusal("Refusals.ThreadRetracted")
        : message.AuthorId == actor.PersonId ? null
        : actor.Role == Role.Coordinator && message.Side == ThreadSide.Municipality ? null
        : new Refusal("Refusals.ThreadNotYourMessage");

    /// <summary>The facts after somebody has written.</summary>
    /// <param name="endsQuestion">With this the question has its answer.</param>
    /// <param name="at">UTC.</param>
    public static ThreadFacts Posted(ThreadFacts before, ThreadSide side, bool endsQuestion, DateTime at)
    {
        var other = side == ThreadSide.Municipality ? ThreadTurn.Clinic : ThreadTurn.Municipality;
        var wasResting = before.AnsweredAt is not null || before.HandledAt is not null;
        return side switch
        {
            ThreadSide.Consultant when !wasResting => before,
            _ when endsQuestion => before with { AwaitingSide = null, AwaitingSince = null, AnsweredAt = at, HandledAt = null },
            _ => before with
            {
                AwaitingSide = other,
                // Who has written twice has waited since the first time.
                AwaitingSince = before.AwaitingSide == other ? before.AwaitingSince ?? at : at,
                AnsweredAt = null,
                HandledAt = null,
            },
        };
    }

    /// <summary>The facts after the side whose turn it is has said that nothing is left to do.</summary>
    /// <param name="at">UTC.</param>
    public static ThreadFacts Handled(ThreadFacts before, ThreadSide side, DateTime at) => side == ThreadSide.Clinic
        ? before with { AwaitingSide = null, AwaitingSince = null, AnsweredAt = at }
        : before with { AwaitingSide = null, AwaitingSince = null, HandledAt = at };

    /// <summary>The facts after it has been taken up again: the turn is whose it was.</summary>
    /// <param name="side">Who takes it up; when nobody was awaited, that side is next.</param>
    /// <param name="at">UTC.</param>
    public static ThreadFacts Reopened(ThreadFacts before, ThreadSide side, DateTime at) => before with
    {
        ClosedAt = null,
        HandledAt = null,
        AnsweredAt = null,
        AwaitingSide = before.AwaitingSide ?? (side == ThreadSide.Clinic ? ThreadTurn.Clinic : ThreadTurn.Municipality),
        AwaitingSince = at,
    };

    /// <summary>What is wrong with what somebody writes. Its fields have these names.</summary>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<FieldError> Check(ThreadPostInput input, DateTime now)
    {
        var links = input.OfferVersionIds.Count + input.RequestIds.Count + input.AttachmentIds.Count;
        FieldError?[] errors =
        [
            input.Body.Length > 0 ? TextRules.CheckText("body", input.Body, LongestMessage)
                : links > 0 && !input.IsPhoneNote ? null
                : new FieldError("body", "Errors.MessageEmpty"),
            links > MostLinks ? new FieldError("body", "Errors.MessageLinks", MostLinks) : null,
            !input.IsPhoneNote ? null
                : input.SpokeWith.Length == 0 ? new FieldError("spokeWith", "Errors.SpokeWith")
                : TextRules.CheckLine("spokeWith", input.SpokeWith),
            !input.IsPhoneNote ? null
                : input.SpokenAt is null ? new FieldError("spokenOn", "Errors.DateAndTime")
                : input.SpokenAt > now ? new FieldError("spokenOn", "Errors.SpokenLater")
                : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    private static DateTime After(DateOnly day, int workingDays) =>
        DanishTime.InstantOf(DanishCalendar.AddWorkingDays(day, workingDays), DanishCalendar.DueTime);

    private static bool IsMember(ThreadMember member, ActionContext viewer) =>
        member.PersonId is { } person ? person == MemberId(viewer)
        : member.ClinicId is { } clinic ? clinic == ClinicId(viewer)
        : member.UnitId is { } unit && UnitIds(viewer).Contains(unit);

    private static List<SequenceRange> Merge(IEnumerable<ThreadMember> members)
    {
        var ranges = new List<SequenceRange>();
        foreach (var member in members.OrderBy(member => member.AfterSequence))
        {
            var next = new SequenceRange(member.AfterSequence, member.UntilSequence);
            if (ranges is [.., var last] && (last.Until is null || last.Until >= next.After))
            {
                ranges[^1] = last with { Until = last.Until is null || next.Until is null ? null : Math.Max(last.Until.Value, next.Until.Value) };
            }
            else if (next.Until is null || next.Until > next.After)
            {
                ranges.Add(next);
            }
        }

        return ranges;
    }

    private static Refusal? WhyNotRole(ThreadSide side, ThreadAction action, ActionContext actor) => action switch
    {
        ThreadAction.Post or ThreadAction.NotePhoneCall => null,
        ThreadAction.PostAndAnswer or ThreadAction.Handle or ThreadAction.Close or ThreadAction.Reopen or ThreadAction.Assign
            or ThreadAction.Dispute or ThreadAction.TakeDisputeStep or ThreadAction.ResolveDispute =>
            side == ThreadSide.Consultant ? new Refusal("Refusals.ThreadConsultantAdvises") : null,
        ThreadAction.InviteConsultant => actor.Role == Role.Gp || actor.Role.IsCasework() ? null : new Refusal("Refusals.ThreadWhoInvites"),
        ThreadAction.RemoveConsultant or ThreadAction.ReplaceClinic or ThreadAction.DeclineRedirect =>
            actor.Role.IsCasework() ? null : new Refusal("Refusals.ThreadOnlyCaseworker"),
        ThreadAction.Leave => side == ThreadSide.Consultant ? null : new Refusal("Refusals.ThreadOnlyConsultantLeaves"),
        ThreadAction.Redirect => actor.Role == Role.Gp ? null : new Refusal("Refusals.ThreadOnlyDoctorRedirects"),
    };

    private static Refusal? WhyNotNow(ThreadFacts facts, ThreadSide side, ThreadAction action, DateTime now)
    {
        var status = Status(facts);
        var isTheirTurn = NextActor(facts) == (side == ThreadSide.Clinic ? ThreadTurn.Clinic : ThreadTurn.Municipality);
        if (status == ThreadStatus.Closed && action is not (ThreadAction.Reopen or ThreadAction.Leave or ThreadAction.RemoveConsultant))
        {
            return new Refusal("Refusals.ThreadIsClosed");
        }

        return action switch
        {
            ThreadAction.Reopen =>
                status is not (ThreadStatus.Closed or ThreadStatus.Handled) ? new Refusal("Refusals.ThreadIsOpen")
                : (facts.ClosedAt ?? facts.HandledAt)?.AddDays(ReopenDays) < now ? new Refusal("Refusals.ThreadTooOld", ReopenDays)
                : null,
            ThreadAction.Post or ThreadAction.NotePhoneCall or ThreadAction.Close or ThreadAction.Assign or ThreadAction.InviteConsultant
                or ThreadAction.RemoveConsultant or ThreadAction.Leave or ThreadAction.ReplaceClinic => null,
            ThreadAction.PostAndAnswer => status == ThreadStatus.Redirected || !isTheirTurn ? new Refusal("Refusals.ThreadNotYourTurn") : null,
            ThreadAction.Handle =>
                status == ThreadStatus.Redirected ? new Refusal("Refusals.ThreadRedirectWaits")
                : status == ThreadStatus.Handled ? new Refusal("Refusals.ThreadIsHandled")
                : isTheirTurn ? null
                : new Refusal("Refusals.ThreadNotYourTurn"),
            ThreadAction.Redirect => status == ThreadStatus.Redirected ? new Refusal("Refusals.ThreadRedirectWaits") : null,
            ThreadAction.DeclineRedirect => status == ThreadStatus.Redirected ? null : new Refusal("Refusals.ThreadNoRedirect"),
            ThreadAction.Dispute => facts.IsDisputed ? new Refusal("Refusals.ThreadDisputed") : null,
            ThreadAction.TakeDisputeStep or ThreadAction.ResolveDispute => facts.IsDisputed ? null : new Refusal("Refusals.ThreadNoDispute"),
        };
    }
}
