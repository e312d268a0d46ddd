using System.Globalization;
using Portal.Data;

namespace Portal.Tests;

public sealed class DanishTimeTests
{
    [Theory]
    [InlineData("2026-11-23", "16:00", "2026-11-23T15:00Z")] // winter
    [InlineData("2026-07-01", "16:00", "2026-07-01T14:00Z")] // summer
    [InlineData("2027-03-28", "01:59", "2027-03-28T00:59Z")] // the last minute before the clocks go forward
    [InlineData("2027-03-28", "02:30", "2027-03-28T01:30Z")] // does not exist
    [InlineData("2027-03-28", "03:00", "2027-03-28T01:00Z")]
    [InlineData("2026-10-25", "01:59", "2026-10-24T23:59Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T01:30Z")] // exists twice, the later one
    [InlineData("2026-10-25", "03:00", "2026-10-25T02:00Z")]
    public void Clock_time_becomes_an_instant(string day, string time, string instant)
    {
        var actual = DanishTime.InstantOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture));

        Assert.Equal((Utc(instant), DateTimeKind.Utc), (actual, actual.Kind));
    }

    [Theory]
    [InlineData("2026-11-22T22:59Z", "2026-11-22")]
    [InlineData("2026-11-22T23:00Z", "2026-11-23")]
    [InlineData("2026-06-30T21:59Z", "2026-06-30")]
    [InlineData("2026-06-30T22:00Z", "2026-07-01")]
    public void The_day_changes_at_midnight_in_Denmark(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), DanishTime.DayOf(Utc(instant)));

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
