using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates.Reminders;

namespace Portal.Tests.Certificates;

public sealed class ReminderLadderTests
{
    /// <param name="due">The due day; the answer is due at 16.00 in Denmark.</param>
    /// <param name="before">The first rung of the usual ladder: the morning five working days before.</param>
    /// <param name="on">The second: when the answer is due.</param>
    /// <param name="after">The third: five working days later.</param>
    /// <remarks>Counted on printed calendars, not by the code.</remarks>
    [Theory]
    [InlineData("2026-12-07", "2026-11-30T07:00Z", "2026-12-07T15:00Z", "2026-12-14T15:00Z")] // ordinary weeks
    [InlineData("2026-12-16", "2026-12-09T07:00Z", "2026-12-16T15:00Z", "2026-12-23T15:00Z")] // the last that is settled before Christmas
    [InlineData("2026-12-17", "2026-12-10T07:00Z", "2026-12-17T15:00Z", "2026-12-28T15:00Z")] // the first that is not
    [InlineData("2026-12-23", "2026-12-16T07:00Z", "2026-12-23T15:00Z", "2027-01-05T15:00Z")] // over Christmas and New Year
    [InlineData("2026-12-28", "2026-12-17T07:00Z", "2026-12-28T15:00Z", "2027-01-06T15:00Z")] // between them
    [InlineData("2026-12-30", "2026-12-21T07:00Z", "2026-12-30T15:00Z", "2027-01-08T15:00Z")] // the last working day of the year
    [InlineData("2027-01-04", "2026-12-22T07:00Z", "2027-01-04T15:00Z", "2027-01-11T15:00Z")] // the first of the next
    [InlineData("2028-01-03", "2027-12-23T07:00Z", "2028-01-03T15:00Z", "2028-01-10T15:00Z")] // New Year on a Saturday
    [InlineData("2026-03-25", "2026-03-18T07:00Z", "2026-03-25T15:00Z", "2026-04-01T14:00Z")] // over the night in March, until the day before Maundy Thursday
    [InlineData("2026-04-01", "2026-03-25T07:00Z", "2026-04-01T14:00Z", "2026-04-13T14:00Z")] // the day before Maundy Thursday
    [InlineData("2026-04-07", "2026-03-26T07:00Z", "2026-04-07T14:00Z", "2026-04-14T14:00Z")] // the day after Easter Monday
    [InlineData("2027-03-24", "2027-03-17T07:00Z", "2027-03-24T15:00Z", "2027-04-05T14:00Z")] // Easter with the night in March in it
    [InlineData("2027-03-30", "2027-03-18T07:00Z", "2027-03-30T14:00Z", "2027-04-06T14:00Z")]
    [InlineData("2023-05-04", "2023-04-27T06:00Z", "2023-05-04T14:00Z", "2023-05-12T14:00Z")] // the day before the last Store Bededag
    [InlineData("2024-04-25", "2024-04-18T06:00Z", "2024-04-25T14:00Z", "2024-05-02T14:00Z")] // where it would have been a year later
    [InlineData("2026-05-13", "2026-05-06T06:00Z", "2026-05-13T14:00Z", "2026-05-21T14:00Z")] // the day before Ascension Day
    [InlineData("2026-05-26", "2026-05-18T06:00Z", "2026-05-26T14:00Z", "2026-06-02T14:00Z")] // the day after Whit Monday
    [InlineData("2026-06-04", "2026-05-28T06:00Z", "2026-06-04T14:00Z", "2026-06-12T14:00Z")] // the day before 5 June
    [InlineData("2026-06-08", "2026-05-29T06:00Z", "2026-06-08T14:00Z", "2026-06-15T14:00Z")] // the Monday after it
    [InlineData("2028-06-06", "2028-05-29T06:00Z", "2028-06-06T14:00Z", "2028-06-13T14:00Z")] // 5 June and Whit Monday on one day
    [InlineData("2026-10-23", "2026-10-16T06:00Z", "2026-10-23T14:00Z", "2026-10-30T15:00Z")] // the Friday before the night in October
    [InlineData("2026-10-26", "2026-10-19T06:00Z", "2026-10-26T15:00Z", "2026-11-02T15:00Z")] // the Monday after it
    [InlineData("2028-02-28", "2028-02-21T07:00Z", "2028-02-28T15:00Z", "2028-03-06T15:00Z")] // over the leap day
    [InlineData("2028-02-29", "2028-02-22T07:00Z", "2028-02-29T15:00Z", "2028-03-07T15:00Z")] // on it
    [InlineData("2028-03-07", "2028-02-29T07:00Z", "2028-03-07T15:00Z", "2028-03-14T15:00Z")] // reminded on it
    public void The_rungs_fall_on_working_days_in_the_morning_before_the_due_day_and_at_the_due_time_after_it(string due, string before, string on, string after)
    {
        var dueAt = DanishTime.InstantOf(DateOnly.ParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture), new TimeOnly(16, 0));

        var falls = Enumerable.Range(0, 4).Select(fired => ReminderLadder.NextAt(ReminderLadder.Usual, fired, dueAt));

        Assert.Equal([Utc(before), Utc(on), Utc(after), null], falls);
        Assert.Null(ReminderLadder.NextAt(ReminderLadder.Usual, 0, dueAt: null));
    }

    /// <param name="ladder">Working days and kind of each rung: R reminds the clinic, T gives the caseworker a task. The answer is due on Monday 7 December at 15.00 UTC.</param>
    /// <param name="fired">Rungs that are behind it.</param>
    /// <param name="left">A task that was put off, and how many have been; a dash for none.</param>
    /// <param name="step">Rungs passed by, the one that fires, and when to look again.</param>
    [Theory]
    // Nothing has fallen; the deadline may have moved since the portal was to look.
    [InlineData("-5R 0T 5T", 0, "-", "2026-11-30T06:59Z", "; ; 2026-11-30T07:00Z")]
    [InlineData("-5R 0T 5T", 1, "-", "2026-12-01T07:00Z", "; ; 2026-12-07T15:00Z")]
    [InlineData("-5R 0T 5T", 3, "-", "2027-12-01T07:00Z", "; ; -")]
    // Each at its time.
    [InlineData("-5R 0T 5T", 0, "-", "2026-11-30T07:00Z", "; Remind 0; 2026-12-07T15:00Z")]
    [InlineData("-5R 0T 5T", 1, "-", "2026-12-07T15:00Z", "; Task 1; 2026-12-14T15:00Z")]
    [InlineData("-5R 0T 5T", 2, "-", "2026-12-14T15:00Z", "; Task 2; -")]
    // After a standstill: mildly as long as there is time, never after.
    [InlineData("-5R 0T 5T", 0, "-", "2026-12-07T14:59Z", "; Remind 0; 2026-12-07T15:00Z")]
    [InlineData("-5R 0T 5T", 0, "-", "2026-12-07T15:00Z", "0; Task 1; 2026-12-14T15:00Z")]
    [InlineData("-5R 0T 5T", 0, "-", "2026-12-20T15:00Z", "0 1; Task 2; -")]
    [InlineData("-5R -2R", 0, "-", "2026-12-04T07:00Z", "0; Remind 1; -")]
    [InlineData("-5R -2R", 0, "-", "2026-12-07T15:00Z", "0 1; ; -")]
    // Ladders of a municipality's own.
    [InlineData("-10T -5R", 0, "-", "2026-11-23T07:00Z", "; Task 0; 2026-11-30T07:00Z")]
    [InlineData("-10T -5R", 0, "-", "2026-11-30T07:00Z", "0; Remind 1; -")]
    [InlineData("-10T -5R", 0, "-", "2026-12-08T07:00Z", "1; Task 0; -")]
    [InlineData("0T 3R", 1, "-", "2026-12-10T15:00Z", "1; ; -")]
    [InlineData("", 0, "-", "2026-12-10T15:00Z", "; ; -")]
    // A task that was put off waits for its morning, and comes back with a number after the ladder's last.
    [InlineData("-5R 0T 5T", 2, "2026-12-16 1", "2026-12-15T15:00Z", "; ; 2026-12-16T07:00Z")]
    [InlineData("-5R 0T 5T", 2, "2026-12-16 1", "2026-12-16T07:00Z", "2; Task 3; -")]
    [InlineData("-5R 0T 5T", 2, "2026-12-09 1", "2026-12-09T07:00Z", "; Task 3; 2026-12-14T15:00Z")]
    [InlineData("-5R 0T 5T", 3, "2027-01-04 4", "2027-01-11T07:00Z", "; Task 6; -")]
    public void At_an_instant_at_most_one_rung_fires(string ladder, int fired, string left, string now, string step)
    {
        var rungs = ladder.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(rung => new Rung(int.Parse(rung[..^1], CultureInfo.InvariantCulture), rung[^1] == 'R' ? RungKind.Remind : RungKind.Task)).ToList();
        var task = left.Split(' ') is [var until, var times]
            ? new LeftTask(DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture))
            : null;

        var actual = ReminderLadder.StepAt(rungs, fired, new DateTime(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc), task, Utc(now));

        var fires = actual.Kind is null ? "" : $"{actual.Kind} {actual.Number}";
        var next = actual.NextAt?.ToString("yyyy-MM-ddTHH:mm'Z'", CultureInfo.InvariantCulture) ?? "-";
        Assert.Equal(step, $"{string.Join(' ', actual.Passed)}; {fires}; {next}");
        Assert.Equal(fired + actual.Passed.Count + (task is null && actual.Kind is not null ? 1 : 0), actual.RungsFired);
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
