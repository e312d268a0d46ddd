using Portal.Data.Audit;

namespace Portal.Data.Certificates.Reminders;

/// <summary>When a caseworker may remind, and how long a task can wait. Asked alike by button and service.</summary>
public static class ReminderRules
{
    /// <summary>Calendar days that a task can be put off. A proposal of the portal.</summary>
    public const int LongestLeave = 60;

    /// <returns>Null when the actor may settle it in this way now; else why not.</returns>
    public static Refusal? WhyNot(Certificate certificate, ReminderWay way, ActionContext by) =>
        CertificateRules.WhyNot(certificate, CertificateAction.Remind, by) ?? way switch
        {
            ReminderWay.Sent => certificate.RemindedAt is { } last && WorkingDayOf(last) == WorkingDayOf(by.At) ? new Refusal("Refusals.RemindedToday") : null,
            ReminderWay.Called or ReminderWay.Left => certificate.ReminderTaskAt is null ? new Refusal("Refusals.NoReminderTask") : null,
        };

    /// <summary>What is wrong with the day until which a task is let be: it must be a working day, after today and not too far off.</summary>
    /// <param name="today">The day in Denmark.</param>
    /// <returns>Null when nothing is.</returns>
    public static FieldError? CheckUntil(DateOnly? untilOn, DateOnly today) =>
        untilOn is { } day && day > today && day <= today.AddDays(LongestLeave) && DanishCalendar.IsWorkingDay(day)
            ? null
            : new FieldError("untilOn", "Errors.LeaveUntil", LongestLeave);

    // What is done on a day off counts with the next working day.
    private static DateOnly WorkingDayOf(DateTime instant) => DanishCalendar.NextWorkingDay(DanishTime.DayOf(instant));
}
