namespace Portal.Data.Seminars.Afterwards;

/// <summary>What the board counts, and how. Pure.</summary>
public static class BoardRules
{
    public const int Quarters = 8;

    /// <summary>Meetings are counted for so many months back.</summary>
    public const int Months = 24;

    /// <summary>Whole months from one day to a later one.</summary>
    public static int MonthsBetween(DateOnly from, DateOnly to) =>
        Math.Max(0, ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0));

    /// <summary>The first day of the oldest quarter that is shown.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static DateOnly FirstDay(DateOnly today) => new DateOnly(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1).AddMonths(-3 * (Quarters - 1));

    /// <summary>Meetings by the quarter in which they began in Denmark.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<QuarterAttendance> ByQuarter(IReadOnlyList<MeetingAttendance> meetings, DateOnly today)
    {
        var first = FirstDay(today);
        return [.. Enumerable.Range(0, Quarters).Select(i => first.AddMonths(3 * i)).Select(start =>
        {
            var held = meetings.Where(meeting => DanishTime.DayOf(meeting.StartsAt) is var day && day >= start && day < start.AddMonths(3)).ToList();
            return new QuarterAttendance
            {
                Year = start.Year,
                Quarter = ((start.Month - 1) / 3) + 1,
                Meetings = held.Count,
                Invited = held.Sum(meeting => Math.Max(meeting.Invited, meeting.Attending)),
                Attending = held.Sum(meeting => meeting.Attending),
            };
        })];
    }

    /// <summary>Clinics that were never met first, then by how long it is since, then by name as the list came.</summary>
    public static IReadOnlyList<ClinicMeetings> InOrder(IReadOnlyList<ClinicMeetings> clinics) =>
        [.. clinics.OrderBy(clinic => clinic.LastMetAt ?? DateTime.MinValue)];
}
