using Portal.Data.Directory;

namespace Portal.Data.Demo;

/// <summary>Who and what there is when the demo's certificates are made, by the keys of the files.</summary>
internal sealed record DemoCast(
    IReadOnlyDictionary<string, Person> People,
    IReadOnlyDictionary<string, DemoCitizen> Citizens,
    IReadOnlyDictionary<string, Guid> CitizenIds,
    IReadOnlyDictionary<string, Guid> Clinics,
    DateTime Now)
{
    public DateTime At(int daysAgo, int hour, int minute = 0) => DemoTime.At(Now, daysAgo, hour, minute);
}

/// <summary>The times of the demo.</summary>
internal static class DemoTime
{
    /// <summary>A time in working hours of the day that lies so many days back; today's is never later than now.</summary>
    public static DateTime At(DateTime now, int daysAgo, int hour, int minute = 0)
    {
        var at = DanishTime.InstantOf(DanishTime.DayOf(now).AddDays(-daysAgo), new TimeOnly(hour, minute));
        return at > now ? now : at;
    }
}
