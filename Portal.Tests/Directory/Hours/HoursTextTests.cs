using Portal.Data.Directory.Hours;

namespace Portal.Tests.Directory.Hours;

/// <summary>The hours of a day as people type them.</summary>
public sealed class HoursTextTests
{
    [Theory]
    [InlineData("8–12", "8–12")]
    [InlineData("8-12", "8–12")]
    [InlineData("08.00-12.00", "8–12")]
    [InlineData("8.00 – 12.00", "8–12")]
    [InlineData("8:15—12:45", "8.15–12.45")]
    [InlineData("0800-1530", "8–15.30")]
    [InlineData("800-930", "8–9.30")]
    [InlineData("kl. 8 til 12 og kl 13 til 15.30", "8–12, 13–15.30")]
    [InlineData("8–12, 13–15.30", "8–12, 13–15.30")]
    [InlineData("8-12;13-15", "8–12, 13–15")]
    [InlineData("8-12 13-15", "8–12, 13–15")]
    [InlineData(" 8 - 12 , 13 - 15 ", "8–12, 13–15")]
    [InlineData("16-19, 8-12", "16–19, 8–12")] // put in order by whoever reads the week
    [InlineData("12-8", "12–8")] // understood; the rules say what is wrong with it
    [InlineData("20-24", "20–24")]
    [InlineData("0-24", "0–24")]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("Lukket", "")]
    [InlineData("8", null)]
    [InlineData("8-", null)]
    [InlineData("8-12-13", null)]
    [InlineData("8-12,30", null)] // a comma stands between two times, never within one
    [InlineData("8.5-12", null)]
    [InlineData("8.60-12", null)]
    [InlineData("8-25", null)]
    [InlineData("8-24.01", null)]
    [InlineData("-8-12", null)]
    [InlineData("8-12 efter aftale", null)]
    [InlineData("8-12,", null)]
    [InlineData("٨-١٢", null)]
    public void What_is_typed_is_understood_or_it_is_not_and_never_taken_for_something_else(string typed, string? expected)
    {
        var times = HoursText.Parse(typed);

        Assert.Equal(expected, times is null ? null : HoursText.Write(times, '.'));
    }

    [Fact]
    public void What_is_written_is_read_back_in_either_language()
    {
        foreach (var from in Enumerable.Range(0, 1440).Where(minute => minute % 7 == 0))
        {
            DayTime[] times = [new(from, Math.Min(1440, from + 61))];

            Assert.Equal(times, HoursText.Parse(HoursText.Write(times, '.')));
            Assert.Equal(times, HoursText.Parse(HoursText.Write(times, ':')));
        }
    }

    [Fact]
    public void A_text_that_is_too_long_is_not_looked_at() => Assert.Null(HoursText.Parse(string.Join(',', Enumerable.Repeat("8-9", 50))));
}
