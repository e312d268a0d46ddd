using System.Globalization;
using Portal.Data;

namespace Portal.Tests;

public sealed class DanishCalendarTests
{
    private const string FixedDays = "01-01 06-05 12-24 12-25 12-26 12-31";

    /// <summary>Movable days from the printed calendars: Easter from Thursday to Monday, Ascension Day, Whitsun.</summary>
    [Theory]
    [InlineData(2023, "04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29")]
    [InlineData(2024, "03-28 03-29 03-31 04-01 05-09 05-19 05-20")]
    [InlineData(2025, "04-17 04-18 04-20 04-21 05-29 06-08 06-09")]
    [InlineData(2026, "04-02 04-03 04-05 04-06 05-14 05-24 05-25")]
    [InlineData(2027, "03-25 03-26 03-28 03-29 05-06 05-16 05-17")]
    [InlineData(2028, "04-13 04-14 04-16 04-17 05-25 06-04 06-05")]
    public void Holidays_of_a_year_are_the_known_ones(int year, string movableDays)
    {
        var expected = $"{FixedDays} {movableDays}".Split(' ')
            .Select(day => DateOnly.ParseExact($"{year}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Distinct()
            .Order();

        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

        Assert.Equal(expected, days.Where(DanishCalendar.IsHoliday));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-23")] // an ordinary Monday
    [InlineData("2026-11-21", "2026-11-23")] // Saturday
    [InlineData("2026-04-02", "2026-04-07")] // Maundy Thursday, over Easter
    [InlineData("2026-12-24", "2026-12-28")] // Christmas on Thursday
    [InlineData("2027-12-31", "2028-01-03")] // New Year on Saturday
    [InlineData("2023-05-05", "2023-05-08")] // Store Bededag
    [InlineData("2024-04-26", "2024-04-26")] // no longer Store Bededag
    public void Next_working_day_is_the_day_itself_or_the_first_after_the_holidays(string day, string next) =>
        Assert.Equal(DateOnly.Parse(next, CultureInfo.InvariantCulture), DanishCalendar.NextWorkingDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-11-27", 1, "2026-11-30")] // over a weekend
    [InlineData("2026-11-23", -1, "2026-11-20")]
    [InlineData("2026-11-21", 0, "2026-11-23")] // a Saturday counts as Monday
    [InlineData("2026-11-21", 1, "2026-11-24")]
    [InlineData("2026-11-21", -1, "2026-11-20")]
    [InlineData("2026-12-23", 1, "2026-12-28")] // over Christmas
    [InlineData("2026-12-28", -1, "2026-12-23")]
    [InlineData("2026-12-30", 1, "2027-01-04")] // over New Year
    [InlineData("2027-01-04", -1, "2026-12-30")]
    [InlineData("2026-12-31", -3, "2026-12-28")] // New Year's Eve counts as 4 January
    [InlineData("2026-12-24", 5, "2027-01-06")]
    [InlineData("2026-03-30", 5, "2026-04-09")] // over Easter
    [InlineData("2026-04-07", -1, "2026-04-01")]
    [InlineData("2026-05-13", 1, "2026-05-15")] // over Ascension Day
    [InlineData("2026-05-22", 1, "2026-05-26")] // over Whit Monday
    [InlineData("2026-06-04", 1, "2026-06-08")] // over 5 June
    [InlineData("2023-05-04", 1, "2023-05-08")] // over Store Bededag
    [InlineData("2028-02-28", 2, "2028-03-01")] // over the leap day
    [InlineData("2028-03-01", -1, "2028-02-29")]
    public void Working_days_are_counted_over_all_that_is_none(string day, int workingDays, string expected) => Assert.Equal(
        DateOnly.Parse(expected, CultureInfo.InvariantCulture), DanishCalendar.AddWorkingDays(DateOnly.Parse(day, CultureInfo.InvariantCulture), workingDays));
}
