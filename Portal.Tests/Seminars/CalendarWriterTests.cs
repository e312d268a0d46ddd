using System.Text;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Calendar;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Mail;

namespace Portal.Tests.Seminars;

public sealed class CalendarWriterTests
{
    private static readonly CalendarFrame Frame = MailServices.FrameOf(TestServices.Settings, new Texts());
    private static readonly CalendarParty Anna = new("Anna Holm", "anna@example.dk");

    [Fact]
    public void A_meeting_is_written_with_all_that_a_calendar_wants_to_know()
    {
        var meeting = CalendarWorld.Meeting();

        var lines = CalendarWorld.Lines(SeminarCalendar.FileOf(meeting, Frame, Frame.PublicUrl, TestClock.Start)!);

        Assert.Equal(
            [
                "BEGIN:VEVENT",
                $"UID:{meeting.Id}@seminars.samarbejdsportalen",
                "DTSTAMP:20261123T080000Z",
                "SEQUENCE:3",
                "DTSTART;TZID=Europe/Copenhagen:20261202T170000",
                "DTEND;TZID=Europe/Copenhagen:20261202T190000",
                "SUMMARY:Ryg\\, nakke og arbejde",
                "LOCATION:Sidesporet\\, Banegårdspladsen 7\\, 4300 Holbæk",
                "DESCRIPTION:Du kender de tre tilbud\\, der virker.\\n\\nDagsorden:\\n– To forløb (40 min.)\\n\\n"
                    + $"Læs mere og svar: https://portal.example.dk/seminars/{meeting.Id}",
                $"URL:https://portal.example.dk/seminars/{meeting.Id}",
                "GEO:55.7175;11.7128",
                "STATUS:CONFIRMED",
                "TRANSP:OPAQUE",
                "CLASS:PUBLIC",
                "END:VEVENT",
            ],
            lines.SkipWhile(line => line != "BEGIN:VEVENT").TakeWhile(line => line != "END:VCALENDAR"));
        Assert.Contains("METHOD:PUBLISH", lines);
        Assert.Contains("BEGIN:VTIMEZONE", lines);
    }

    [Theory]
    [InlineData("x\r\nATTENDEE:mailto:evil@example.dk")]
    [InlineData("x\nATTACH:https://evil.example")]
    [InlineData("x\u2028END:VEVENT\u0085BEGIN:VALARM")]
    [InlineData("x\u000bATTENDEE:y\u0000\u0007\ud800")]
    [InlineData("\u202eeltiT; , \\")]
    public void Whatever_stands_in_a_title_it_begins_no_property_of_its_own(string hostile)
    {
        var meeting = CalendarWorld.Meeting() with { Title = hostile, Purpose = hostile, Place = new MeetingPlace { Kind = PlaceKind.HostMeeting, Name = hostile } };
        var (method, file) = SeminarCalendar.MailOf(meeting, Frame, new CalendarParty($"\"{hostile}\";X=1:y", "a@example.dk\r\nATTENDEE:b"), comes: false, TestClock.Start)!.Value;

        var lines = CalendarWorld.Lines(file);

        string[] known =
        [
            "BEGIN", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE", "STATUS", "TRANSP", "CLASS", "END",
        ];
        Assert.Equal(known, lines.SkipWhile(line => line != "BEGIN:VEVENT").TakeWhile(line => line != "END:VCALENDAR").Select(line => line.Split(':', ';')[0]));
        Assert.DoesNotContain(file.Replace("\r\n", "", StringComparison.Ordinal), char.IsControl);
        Assert.DoesNotContain('\u202e', file);
        Assert.Equal(CalendarMethod.Request, method);
    }

    [Fact]
    public void Long_lines_are_folded_between_characters_at_75_octets()
    {
        var title = string.Concat(Enumerable.Repeat("æ😀ø", 60));
        var file = SeminarCalendar.FileOf(CalendarWorld.Meeting() with { Title = title }, Frame, null, TestClock.Start)!;

        var octets = file.Split("\r\n").Select(Encoding.UTF8.GetByteCount).ToList();

        Assert.InRange(octets.Max(), CalendarWriter.LongestLine - 3, CalendarWriter.LongestLine);
        Assert.Contains($"SUMMARY:{title}", CalendarWorld.Lines(file));
    }

    [Theory]
    [InlineData(MeetingKind.RoundTable)]
    [InlineData(MeetingKind.CooperationTalk)]
    public void A_talk_that_is_nobody_elses_business_is_a_meeting_and_nothing_more(MeetingKind kind)
    {
        var talk = CalendarWorld.Meeting() with { Kind = kind, CitizenId = Guid.NewGuid(), CitizenName = "Henriette Bang", Title = "Henriettes tilbagevenden", Purpose = "Depression" };

        foreach (var file in (string[])[SeminarCalendar.FileOf(talk, Frame, Frame.PublicUrl, TestClock.Start)!, SeminarCalendar.MailOf(talk, Frame, Anna, true, TestClock.Start)!.Value.Text])
        {
            var lines = CalendarWorld.Lines(file);
            Assert.Contains("SUMMARY:Møde", lines);
            Assert.Contains("CLASS:PRIVATE", lines);
            Assert.DoesNotContain("Henriette", file, StringComparison.Ordinal);
            Assert.DoesNotContain("Depression", file, StringComparison.Ordinal);
            Assert.DoesNotContain("To forløb", file, StringComparison.Ordinal);
            Assert.DoesNotContain("DESCRIPTION", file, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Invitations_and_cancellations_name_the_receiver_alone()
    {
        var meeting = CalendarWorld.Meeting();
        var called = meeting with { CalendarSequence = 4, Facts = meeting.Facts with { CancelledAt = TestClock.Start } };

        var invitation = CalendarWorld.Lines(SeminarCalendar.MailOf(meeting, Frame, Anna, comes: true, TestClock.Start)!.Value.Text);
        var (method, file) = SeminarCalendar.MailOf(called, Frame, Anna, comes: false, TestClock.Start)!.Value;
        var cancellation = CalendarWorld.Lines(file);

        Assert.Contains("METHOD:REQUEST", invitation);
        Assert.Contains("ORGANIZER;CN=\"Samarbejdsportalen\":mailto:portal@example.dk", invitation);
        Assert.Equal(
            "ATTENDEE;CN=\"Anna Holm\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:anna@example.dk",
            Assert.Single(invitation, line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)));
        Assert.Equal(CalendarMethod.Cancel, method);
        Assert.Contains("METHOD:CANCEL", cancellation);
        Assert.Contains("STATUS:CANCELLED", cancellation);
        Assert.Contains("SEQUENCE:4", cancellation);
        Assert.Contains("SUMMARY:Aflyst: Ryg\\, nakke og arbejde", cancellation);
        Assert.Contains(invitation.Single(line => line.StartsWith("UID:", StringComparison.Ordinal)), cancellation);
    }

    [Fact]
    public void A_meeting_without_a_time_has_no_file() =>
        Assert.Null(SeminarCalendar.FileOf(
            CalendarWorld.Meeting() with { Facts = new SeminarFacts { CreatedAt = TestClock.Start } }, Frame, null, TestClock.Start));

    [Fact]
    public void Both_passes_of_the_hour_that_autumn_repeats_are_written_in_utc()
    {
        var before = new DateTime(2026, 10, 24, 23, 0, 0, DateTimeKind.Utc);
        foreach (var (minutes, expected) in ((int, string)[])[
            (0, "DTSTART;TZID=Europe/Copenhagen:20261025T010000"),
            (60, "DTSTART:20261025T000000Z"),
            (120, "DTSTART:20261025T010000Z"),
            (180, "DTSTART;TZID=Europe/Copenhagen:20261025T030000"),
        ])
        {
            var meeting = CalendarWorld.Meeting();
            meeting = meeting with { Facts = meeting.Facts with { StartsAt = before.AddMinutes(minutes), EndsAt = before.AddMinutes(minutes + 15) } };
            Assert.Contains(expected, CalendarWorld.Lines(SeminarCalendar.FileOf(meeting, Frame, null, TestClock.Start)!));
        }
    }
}
