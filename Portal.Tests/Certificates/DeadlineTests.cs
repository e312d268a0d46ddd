using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class DeadlineTests
{
    /// <param name="clocks">Days after the request and days after the consultation; a dash where there is no such clock.</param>
    /// <param name="received">Day the clinic received the request.</param>
    /// <param name="consultation">Day of the consultation, or a dash.</param>
    /// <param name="due">Day on which the answer is due, at 16.00 in Denmark.</param>
    [Theory]
    // One clock.
    [InlineData("14 -", "2026-11-23", "-", "2026-12-07")]
    [InlineData("14 -", "2026-11-23", "2026-11-24", "2026-12-07")]
    [InlineData("- 7", "2026-11-23", "2026-11-25", "2026-12-02")]
    [InlineData("- 7", "2026-11-23", "-", null)]
    [InlineData("- -", "2026-11-23", "2026-11-25", null)]
    // The earlier of two.
    [InlineData("30 14", "2026-11-02", "-", "2026-12-02")]
    [InlineData("30 14", "2026-11-02", "2026-11-10", "2026-11-24")]
    [InlineData("30 14", "2026-11-02", "2026-11-18", "2026-12-02")]
    [InlineData("30 14", "2026-11-02", "2026-12-01", "2026-12-02")]
    [InlineData("30 14", "2026-11-02", "2026-10-12", "2026-10-26")]
    // Weekends.
    [InlineData("14 -", "2026-11-21", "-", "2026-12-07")]
    [InlineData("14 -", "2026-11-22", "-", "2026-12-07")]
    // The earlier clock is chosen before it moves: Saturday the 5th moves to the 7th although the other clock ends on the 6th.
    [InlineData("14 14", "2026-11-21", "2026-11-22", "2026-12-07")]
    // Christmas and New Year.
    [InlineData("14 -", "2026-12-09", "-", "2026-12-23")]
    [InlineData("14 -", "2026-12-10", "-", "2026-12-28")]
    [InlineData("14 -", "2026-12-17", "-", "2027-01-04")]
    // Easter, and with it the night in March.
    [InlineData("14 -", "2027-03-10", "-", "2027-03-24")]
    [InlineData("14 -", "2027-03-11", "-", "2027-03-30")]
    // Store Bededag, a holiday for the last time in 2023.
    [InlineData("14 -", "2023-04-21", "-", "2023-05-08")]
    [InlineData("14 -", "2024-04-12", "-", "2024-04-26")]
    // Constitution Day on a Friday; the night in October.
    [InlineData("14 -", "2026-05-22", "-", "2026-06-08")]
    [InlineData("14 -", "2026-10-11", "-", "2026-10-26")]
    [InlineData("30 14", "2026-10-05", "2026-10-11", "2026-10-26")]
    // 5 June on other days, in 2028 with Whit Monday.
    [InlineData("14 -", "2025-05-22", "-", "2025-06-06")]
    [InlineData("14 -", "2028-05-22", "-", "2028-06-06")]
    // Ascension Day and Whit Monday.
    [InlineData("14 -", "2026-04-30", "-", "2026-05-15")]
    [InlineData("14 -", "2026-05-11", "-", "2026-05-26")]
    // Leap day, and a year without one.
    [InlineData("14 -", "2028-02-15", "-", "2028-02-29")]
    [InlineData("14 -", "2028-02-16", "-", "2028-03-01")]
    [InlineData("14 -", "2027-02-15", "-", "2027-03-01")]
    // Christmas and New Year by either clock, and by both on one day.
    [InlineData("30 14", "2026-12-01", "2026-12-10", "2026-12-28")]
    [InlineData("30 14", "2026-11-24", "2026-12-11", "2026-12-28")]
    [InlineData("30 14", "2026-12-01", "2026-12-17", "2027-01-04")]
    [InlineData("14 7", "2026-12-11", "2026-12-17", "2026-12-28")]
    // At once.
    [InlineData("0 -", "2026-11-23", "-", "2026-11-23")]
    [InlineData("0 -", "2026-12-25", "-", "2026-12-28")]
    public void An_answer_is_due_at_four_on_the_working_day_that_the_clocks_give(string clocks, string received, string consultation, string? due)
    {
        var days = clocks.Split(' ').Select(text => text == "-" ? (int?)null : int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        var rule = new DeadlineRule { AfterRequestDays = days[0], AfterConsultationDays = days[1] };

        var dueAt = CertificateRules.AnswerDueAt(rule, Day(received), consultation == "-" ? null : Day(consultation));

        Assert.Equal(due is null ? (DateTime?)null : Day(due).ToDateTime(new TimeOnly(16, 0)), dueAt is null ? null : DanishTime.Local(dueAt.Value));
    }

    [Theory]
    [InlineData("2027-03-26T22:59Z", "2027-04-09T14:00Z")] // 23.59 on Friday, over the night in March
    [InlineData("2027-04-08T21:59Z", "2027-04-22T14:00Z")] // 23.59 on Thursday
    [InlineData("2027-04-08T22:00Z", "2027-04-23T14:00Z")] // midnight: Friday
    [InlineData("2026-10-15T10:00Z", "2026-10-29T15:00Z")] // over the night in October
    public void The_clock_starts_on_the_Danish_day_of_sending(string sent, string due)
    {
        var facts = new CertificateFacts { CreatedAt = Utc(sent), SentAt = Utc(sent) };

        Assert.Equal(Utc(due), CertificateRules.Resolve(facts, new DeadlineRule { AfterRequestDays = 14 }).AnswerDueAt);
    }

    /// <param name="paused">Calendar days that the request stood still: the clock of the request stood still with it, that of the consultation did not.</param>
    [Theory]
    [InlineData("14 -", "2026-11-23", "-", 1, "2026-12-08")]
    [InlineData("14 -", "2026-11-23", "-", 17, "2026-12-28")]
    [InlineData("14 -", "2026-11-23", "-", 24, "2027-01-04")]
    [InlineData("14 -", "2027-03-12", "-", 12, "2027-04-07")]
    [InlineData("14 -", "2028-02-14", "-", 1, "2028-02-29")]
    [InlineData("30 14", "2026-11-02", "2026-11-10", 10, "2026-11-24")]
    [InlineData("30 14", "2026-11-02", "2026-11-25", 10, "2026-12-09")]
    public void Days_that_a_request_stood_still_do_not_count(string clocks, string received, string consultation, int paused, string due)
    {
        var days = clocks.Split(' ').Select(text => text == "-" ? (int?)null : int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        var sentAt = DanishTime.InstantOf(Day(received), new TimeOnly(23, 59));
        var facts = new CertificateFacts
        {
            CreatedAt = sentAt,
            SentAt = sentAt,
            ConsultationOn = consultation == "-" ? null : Day(consultation),
            PausedDays = paused,
        };

        var dueAt = CertificateRules.Resolve(facts, new DeadlineRule { AfterRequestDays = days[0], AfterConsultationDays = days[1] }).AnswerDueAt;

        Assert.Equal(Day(due), DanishTime.DayOf(dueAt!.Value));
    }

    /// <remarks>LÆ 125 from Socialt-lægeligt samarbejde, 2023; the local form's 14 days are the portal's proposal.</remarks>
    [Theory]
    [InlineData("LAE125", 14, null)]
    [InlineData("LAE135", 30, 14)]
    [InlineData("LAE145", 30, 14)]
    [InlineData("LAE145F", 30, 14)]
    [InlineData("LAE225", 14, 7)]
    [InlineData("MULIG-LOKAL", 14, null)]
    public void The_catalogue_holds_the_clocks_of_the_agreement(string type, int? afterRequest, int? afterConsultation) => Assert.Equal(
        new DeadlineRule { AfterRequestDays = afterRequest, AfterConsultationDays = afterConsultation }, Catalogue.Type(type).Deadline);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
