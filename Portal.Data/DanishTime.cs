namespace Portal.Data;

/// <summary>Calendar days and clock times in Denmark, and the instants they stand for.</summary>
public static class DanishTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <param name="instant">UTC.</param>
    public static DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), Zone);

    /// <summary>The calendar day that an instant (UTC) falls on in Denmark.</summary>
    public static DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>Whether clocks in Denmark show a time on a day at all: not in the hour that a spring night skips.</summary>
    public static bool Exists(DateOnly day, TimeOnly time) => !Zone.IsInvalidTime(day.ToDateTime(time));

    /// <summary>The instant (UTC) at which clocks in Denmark show a time on a day.</summary>
    /// <remarks>A time that a spring night skips is read as if the clock had not changed; of one that an autumn night repeats, the later is meant.</remarks>
    public static DateTime InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            return DateTime.SpecifyKind(local - Zone.BaseUtcOffset, DateTimeKind.Utc);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }
}
