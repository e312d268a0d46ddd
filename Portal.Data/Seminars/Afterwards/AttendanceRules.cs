using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>What can be written down about who came, and what follows from it. Pure.</summary>
public static class AttendanceRules
{
    /// <summary>Whether those who were not there may be sent something, the fees be settled and the like: the meeting was held.</summary>
    public static Refusal? WhyNotHeld(Seminar seminar) => seminar.Facts.HeldAt is null ? new Refusal("Refusals.SeminarNotHeld") : null;

    /// <summary>A talk about a citizen was only a meeting of the portal's when the citizen agreed to it as it began.</summary>
    /// <param name="consent">The consent that the meeting rests on; null when there is none.</param>
    public static Refusal? WhyNotConsented(Seminar seminar, Consent? consent)
    {
        if (seminar.Kind != MeetingKind.RoundTable || seminar.Facts.StartsAt is not { } startsAt)
        {
            return null;
        }

        return consent is null ? new Refusal("Refusals.MeetingWithoutConsent")
            : consent.WithdrawnAt <= startsAt ? new Refusal("Refusals.MeetingConsentWithdrawn")
            // What was withdrawn after the meeting held on its day.
            : !(consent with { WithdrawnAt = null }).IsValidOn(DanishTime.DayOf(startsAt)) ? new Refusal("Refusals.MeetingConsentExpired")
            : null;
    }

    /// <summary>Whether somebody who had answered was not there.</summary>
    public static bool IsAbsent(Attendee attendee) =>
        attendee.Attendance is Attendance.NoShow or Attendance.Excused || (attendee.Attendance is null && attendee.Status is not (null or RegistrationStatus.Registered));

    /// <summary>Whether somebody was expected: those who had a place.</summary>
    public static bool IsExpected(Attendee attendee) => attendee.Attendance is not null || attendee.Status is RegistrationStatus.Registered;

    /// <summary>Whether the meeting pays somebody for having come.</summary>
    public static bool IsPaid(Seminar seminar, Attendee attendee) =>
        seminar.PaysHonorarium && attendee is { Role: Role.Gp, Attendance: Attendance.Attended };

    /// <summary>Who may keep the list of fees: those who plan, also when the meeting is closed, since money comes late.</summary>
    public static Refusal? WhyNotSettle(Seminar seminar, ActionContext actor) =>
        !SeminarRules.IsPlanner(seminar, actor) ? new Refusal("Refusals.SeminarNotYours")
        : !seminar.PaysHonorarium ? new Refusal("Refusals.SeminarPaysNothing")
        : WhyNotHeld(seminar);

    /// <summary>Who may send material to those who were not there, and when there is any.</summary>
    /// <param name="now">UTC.</param>
    public static Refusal? WhyNotSendMaterial(Seminar seminar, ActionContext actor, DateTime now) =>
        SeminarRules.WhyNot(seminar, SeminarAction.RegisterAttendance, actor, now)
        ?? WhyNotHeld(seminar)
        ?? (seminar.Materials.Count == 0 && seminar.Facts.MinutesPublishedAt is null ? new Refusal("Refusals.SeminarNoMaterial") : null);

    /// <summary>The month in which the next meeting of the kind is proposed, as its first day.</summary>
    /// <returns>Null for a kind that does not come back by itself.</returns>
    public static DateOnly? NextMonth(MeetingKind kind, DateTime startsAt)
    {
        int? months = kind switch
        {
            MeetingKind.Seminar => 12,
            MeetingKind.CooperationForum => 4,
            MeetingKind.OutreachVisit => 6,
            MeetingKind.InExtensionOf or MeetingKind.RoundTable or MeetingKind.CooperationTalk => null,
        };
        var day = DanishTime.DayOf(startsAt);
        return months is { } later ? new DateOnly(day.Year, day.Month, 1).AddMonths(later) : null;
    }

    /// <summary>Whether a month can be proposed: this one or a later, at most three years ahead.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static bool IsMonthToCome(DateOnly month, DateOnly today)
    {
        var present = new DateOnly(today.Year, today.Month, 1);
        return month.Day == 1 && month >= present && month <= present.AddYears(3);
    }
}
