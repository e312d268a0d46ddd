namespace Portal.Data.Directory.Hours;

/// <summary>When a clinic is taken, and what a week that somebody enters must be like. Pure; asked alike by the slot finder, the poll and the announcement.</summary>
public static class HoursRules
{
    /// <summary>Two windows with no more than this between them have a break between them: the doctors are there, at lunch or behind with the morning. A choice of the portal.</summary>
    public const int LongestBreakMinutes = 90;

    public const int LongestNote = 300;
    public const int LongestReason = 120;
    public const int MostWindows = 60;
    public const int MostClosures = 100;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>What takes a clinic's time on a day of a known week, by time; a break counts, a lunch that the clinic keeps free does not.</summary>
    /// <remarks>Windows may overlap, as phone hours within the consultation do. What the free lunch cuts out of a consultation window stays taken: a lunch frees breaks only.</remarks>
    public static IReadOnlyList<HoursConflict> TakenOn(ClinicSchedule schedule, DateOnly day)
    {
        var weekday = Weekday(day);
        var windows = schedule.Windows
            .Where(window => window.Weekday == weekday && window.Kind != WindowKind.FreeLunch)
            .OrderBy(window => window.FromMinute)
            .ThenBy(window => window.ToMinute)
            .ToList();
        var taken = new List<HoursConflict>();
        var end = 0;
        foreach (var window in windows)
        {
            if (taken.Count > 0 && window.FromMinute > end && window.FromMinute - end <= LongestBreakMinutes)
            {
                taken.AddRange(WithoutLunch(end, window.FromMinute, schedule, weekday));
            }

            taken.Add(new HoursConflict(window.Kind == WindowKind.Phone ? ConflictKind.Phone : ConflictKind.Consultation, window.FromMinute, window.ToMinute));
            end = Math.Max(end, window.ToMinute);
        }

        return taken;
    }

    /// <summary>What keeps a clinic from a meeting on a day, first the reason that weighs most.</summary>
    /// <param name="fromMinute">Minutes after midnight, Danish clocks.</param>
    /// <param name="toMinute">Minutes after midnight, later than <paramref name="fromMinute"/>.</param>
    /// <returns>Null when the clinic is known to be free.</returns>
    public static HoursConflict? WhyNotFree(ClinicHours hours, DateOnly day, int fromMinute, int toMinute)
    {
        if (hours.Closures.FirstOrDefault(closure => closure.FromDay <= day && day <= closure.ToDay) is { } closed)
        {
            return new HoursConflict(ConflictKind.Closed) { Reason = closed.Reason };
        }

        if (hours.ScheduleOn(day) is not { } schedule)
        {
            return new HoursConflict(ConflictKind.Unknown);
        }

        return TakenOn(schedule, day)
            .Where(taken => taken.FromMinute < toMinute && fromMinute < taken.ToMinute)
            .OrderBy(taken => taken.Kind)
            .ThenBy(taken => taken.FromMinute)
            .FirstOrDefault();
    }

    private static IEnumerable<HoursConflict> WithoutLunch(int from, int to, ClinicSchedule schedule, int weekday)
    {
        foreach (var lunch in schedule.Windows
            .Where(window => window.Kind == WindowKind.FreeLunch && window.Weekday == weekday && window.FromMinute < to && from < window.ToMinute)
            .OrderBy(window => window.FromMinute))
        {
            if (lunch.FromMinute > from)
            {
                yield return new HoursConflict(ConflictKind.Break, from, lunch.FromMinute);
            }

            from = Math.Max(from, lunch.ToMinute);
        }

        if (from < to)
        {
            yield return new HoursConflict(ConflictKind.Break, from, to);
        }
    }
}
