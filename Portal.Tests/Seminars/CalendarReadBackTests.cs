using System.Globalization;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Calendar;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Mail;

namespace Portal.Tests.Seminars;

/// <summary>What the portal writes, read back by a parser that it does not know.</summary>
public sealed class CalendarReadBackTests : IDisposable
{
    private static readonly CalendarFrame Frame = MailServices.FrameOf(TestServices.Settings, new Texts());

    private static readonly string[] Titles =
    [
        "Ryg, nakke og arbejde", "Æblegrød; ørreder, ål \\ år", "Møde 😀👩‍⚕️ i 🇩🇰", "To\nlinjer", "»Citat« \"quote\" : kolon",
        string.Concat(Enumerable.Repeat("lang titel med æøå og 😀 ", 12)), "SUMMARY:x", "-",
    ];

    // The nights of 2026 and 2027 on which clocks change, UTC.
    private static readonly DateTime[] Nights = [Utc(2026, 3, 28), Utc(2026, 10, 24), Utc(2027, 3, 27), Utc(2027, 10, 30)];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-calendars-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_file_has_the_same_instants_to_an_independent_parser()
    {
        Assert.SkipUnless(IcalendarReader.IsInstalled, "The package python3-icalendar is not installed; ./portal test installs it.");
        var expected = new Dictionary<string, (string Method, IReadOnlyList<Seminar> Events)>();
        var random = new Random(20261123);
        // Every quarter of an hour of each night, and a few hundred other times.
        var starts = Nights.SelectMany(night => Enumerable.Range(0, 4 * 10).Select(quarter => night.AddHours(20).AddMinutes(15 * quarter)))
            .Concat(Enumerable.Range(0, 300).Select(_ => Utc(2026, 1, 1).AddMinutes(5 * random.Next(12 * 24 * 365 * 3))))
            .ToList();
        var meetings = starts.Select((at, i) => Meeting(at, at.AddMinutes(15 * (1 + (i % 12))), i)).ToList();
        foreach (var (meeting, i) in meetings.Select((meeting, i) => (meeting, i)))
        {
            var to = new CalendarParty(Titles[i % Titles.Length], $"læge.{i}+post@example.dk");
            var mail = SeminarCalendar.MailOf(meeting, Frame, to, i % 2 == 0, TestClock.Start)!.Value;
            var (method, text) = i % 3 == 0
                ? ("PUBLISH", SeminarCalendar.FileOf(meeting, Frame, Frame.PublicUrl, TestClock.Start)!)
                : (mail.Method.ToString().ToUpperInvariant(), mail.Text);
            var file = $"{i:0000}.ics";
            expected[file] = (method, [meeting]);
            await File.WriteAllTextAsync(Path.Combine(_folder, file), text);
        }

        expected["feed.ics"] = ("PUBLISH", meetings);
        await File.WriteAllTextAsync(Path.Combine(_folder, "feed.ics"), SeminarCalendar.FeedOf([.. meetings.Select(Row)], Frame, Frame.PublicUrl, TestClock.Start));

        var read = await IcalendarReader.ReadAsync(_folder);

        Assert.Equal(expected.Count, read.Count);
        foreach (var calendar in read)
        {
            var (method, events) = expected[calendar.File];
            Assert.Empty(calendar.Faults);
            Assert.Empty(calendar.Errors);
            Assert.Equal(method, calendar.Method);
            Assert.Equal(events.Count, calendar.Events.Count);
            foreach (var (meeting, one) in events.Zip(calendar.Events))
            {
                Assert.Equal(SeminarCalendar.UidOf(meeting.Id), one.Uid);
                Assert.Equal(meeting.CalendarSequence, one.Sequence);
                Assert.Equal(meeting.Facts.CancelledAt is null ? "CONFIRMED" : "CANCELLED", one.Status);
                Assert.Equal(meeting.Facts.CancelledAt is null ? meeting.Title : $"Aflyst: {meeting.Title}", one.Summary);
                Assert.Equal(meeting.Place.Name, one.Location);
                Assert.Equal(method == "PUBLISH" ? 0 : 1, one.Attendees.Count);
                Assert.Equal(Enumerable.Repeat(Text(meeting.Facts.StartsAt), 3), one.Starts);
                Assert.Equal(Enumerable.Repeat(Text(meeting.Facts.EndsAt), 3), one.Ends);
            }
        }
    }

    private static Seminar Meeting(DateTime from, DateTime to, int number)
    {
        var meeting = CalendarWorld.Meeting();
        return meeting with
        {
            Title = Titles[number % Titles.Length],
            Purpose = Titles[(number + 1) % Titles.Length],
            Place = new MeetingPlace { Kind = PlaceKind.HostMeeting, Name = Titles[(number + 2) % Titles.Length] },
            CalendarSequence = number,
            Facts = meeting.Facts with { StartsAt = from, EndsAt = to, CancelledAt = number % 7 == 0 ? TestClock.Start : null },
        };
    }

    private static FeedMeeting Row(Seminar meeting) => new()
    {
        Id = meeting.Id,
        Kind = meeting.Kind,
        Title = meeting.Title,
        Purpose = meeting.Purpose,
        StartsAt = meeting.Facts.StartsAt!.Value,
        EndsAt = meeting.Facts.EndsAt!.Value,
        PlaceKind = meeting.Place.Kind,
        PlaceName = meeting.Place.Name,
        PlaceAddress = "",
        OnlineAddress = "",
        CancelledAt = meeting.Facts.CancelledAt,
        CalendarSequence = meeting.CalendarSequence,
        IsSettled = true,
    };

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    private static string Text(DateTime? instant) => instant!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
