using Portal.Data.Directory.Hours;

namespace Portal.Data.Seminars.Slots;

/// <summary>At which quarters of an hour a meeting of one length cannot begin for one clinic, a day at a time.</summary>
/// <remarks>
/// Bit n of a mask is the start n quarters after midnight. What takes the clinic's time from minute a to minute b bars the starts s with
/// a &lt; s + length and s &lt; b: exact to the minute, whatever the minutes of the windows. A weekday of a schedule is worked out once.
/// </remarks>
internal sealed class ClinicDays(SlotClinic clinic, int minutes)
{
    private const int StartsOfDay = 24 * 60 / SlotFinder.StepMinutes;

    private readonly ILookup<DateOnly, TakenSpan> _taken = clinic.Taken.SelectMany(TakenSpan.Of).ToLookup(span => span.Day);
    private readonly UInt128?[] _weekdays = new UInt128?[8];

    private ClinicSchedule? _schedule;

    /// <param name="day">Called with rising days, a schedule is worked out no more than once.</param>
    /// <returns>The starts at which something known takes the clinic's time, and whether its hours are unknown that day.</returns>
    public (UInt128 Barred, bool IsUnknown) On(DateOnly day)
    {
        foreach (var closure in clinic.Hours.Closures)
        {
            if (closure.FromDay <= day && day <= closure.ToDay)
            {
                return (First(StartsOfDay), false);
            }
        }

        var schedule = clinic.Hours.ScheduleOn(day);
        var barred = schedule is null ? UInt128.Zero : OfHours(schedule, day);
        foreach (var span in _taken[day])
        {
            barred |= Starts(span.FromMinute, span.ToMinute);
        }

        return (barred, schedule is null);
    }

    private UInt128 OfHours(ClinicSchedule schedule, DateOnly day)
    {
        if (!ReferenceEquals(schedule, _schedule))
        {
            _schedule = schedule;
            Array.Clear(_weekdays);
        }

        return _weekdays[HoursRules.Weekday(day)] ??=
            HoursRules.TakenOn(schedule, day).Aggregate(UInt128.Zero, (mask, taken) => mask | Starts(taken.FromMinute, taken.ToMinute));
    }

    /// <summary>The starts whose meeting overlaps a stretch of the day.</summary>
    private UInt128 Starts(int from, int to)
    {
        var first = from < minutes ? 0 : ((from - minutes) / SlotFinder.StepMinutes) + 1;
        var end = (to + SlotFinder.StepMinutes - 1) / SlotFinder.StepMinutes;
        return first < end ? First(end) & ~First(first) : UInt128.Zero;
    }

    private static UInt128 First(int count) => (UInt128.One << count) - 1;
}

/// <summary>The part of another meeting that lies on one day, Danish clocks; a started minute counts whole.</summary>
internal readonly record struct TakenSpan(DateOnly Day, int FromMinute, int ToMinute)
{
    public static IEnumerable<TakenSpan> Of(TakenTime taken)
    {
        var (from, to) = (DanishTime.Local(taken.StartsAt), DanishTime.Local(taken.EndsAt));
        for (var day = from.Date; day < to; day = day.AddDays(1))
        {
            var begin = from > day ? (int)Math.Floor((from - day).TotalMinutes) : 0;
            var end = to < day.AddDays(1) ? (int)Math.Ceiling((to - day).TotalMinutes) : 24 * 60;
            yield return new TakenSpan(DateOnly.FromDateTime(day), begin, end);
        }
    }
}
