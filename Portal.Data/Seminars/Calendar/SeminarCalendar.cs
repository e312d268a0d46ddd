using System.Globalization;
using System.Text;

namespace Portal.Data.Seminars.Calendar;

/// <summary>Meetings as events of a calendar. A talk that is nobody else's business has neither title, description nor people in it.</summary>
public static class SeminarCalendar
{
    // Not the portal's address: that may change, and then every calendar would have each meeting twice.
    private const string UidEnding = "@seminars.samarbejdsportalen";

    public static string UidOf(Guid seminarId) => seminarId + UidEnding;

    /// <summary>The file of one meeting, for whoever may see it.</summary>
    /// <param name="portal">Where links lead; null for none.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Null as long as nobody has said when the meeting is.</returns>
    public static string? FileOf(Seminar seminar, CalendarFrame frame, Uri? portal, DateTime now) =>
        EventOf(seminar, frame, portal, now) is { } one ? CalendarWriter.Write(CalendarMethod.Publish, null, [one]) : null;

    /// <summary>What is mailed to one person: an invitation, a change, or a cancellation when the meeting is cancelled.</summary>
    /// <param name="to">The receiver, who alone is named.</param>
    /// <param name="comes">Whether they have said that they come.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Null as long as nobody has said when the meeting is.</returns>
    public static (CalendarMethod Method, string Text)? MailOf(Seminar seminar, CalendarFrame frame, CalendarParty to, bool comes, DateTime now)
    {
        if (EventOf(seminar, frame, frame.PublicUrl, now) is not { } one)
        {
            return null;
        }

        var method = one.Status == CalendarStatus.Cancelled ? CalendarMethod.Cancel : CalendarMethod.Request;
        return (method, CalendarWriter.Write(method, null, [one with
        {
            Organizer = frame.Organizer,
            Attendee = to,
            Answer = comes ? CalendarAnswer.Accepted : CalendarAnswer.None,
        }]));
    }

    /// <summary>A person's subscription.</summary>
    /// <param name="portal">Where links lead; null for none.</param>
    /// <param name="now">UTC.</param>
    public static string FeedOf(IReadOnlyList<FeedMeeting> meetings, CalendarFrame frame, Uri? portal, DateTime now) =>
        CalendarWriter.Write(CalendarMethod.Publish, frame.Name, [.. meetings.Select(meeting => EventOf(meeting, frame, portal, now))]);

    /// <returns>Null as long as nobody has said when the meeting is.</returns>
    internal static CalendarEvent? EventOf(Seminar seminar, CalendarFrame frame, Uri? portal, DateTime now) =>
        seminar.Facts is { StartsAt: { } startsAt, EndsAt: { } endsAt }
            ? EventOf(
                new FeedMeeting
                {
                    Id = seminar.Id,
                    Kind = seminar.Kind,
                    Title = seminar.Title,
                    Purpose = seminar.Purpose,
                    StartsAt = startsAt,
                    EndsAt = endsAt,
                    PlaceKind = seminar.Place.Kind,
                    PlaceName = seminar.Place.Name,
                    PlaceAddress = seminar.Place.Address,
                    PlaceLatitude = seminar.Place.Point?.Latitude,
                    PlaceLongitude = seminar.Place.Point?.Longitude,
                    OnlineAddress = seminar.Place.OnlineAddress,
                    CancelledAt = seminar.Facts.CancelledAt,
                    CalendarSequence = seminar.CalendarSequence,
                    IsSettled = seminar.Facts.AnnouncedAt is not null,
                },
                frame,
                portal,
                now,
                seminar.Agenda)
            : null;

    private static CalendarEvent EventOf(FeedMeeting meeting, CalendarFrame frame, Uri? portal, DateTime now, IReadOnlyList<AgendaItem>? agenda = null)
    {
        var isPrivate = SeminarRules.IsPrivate(meeting.Kind);
        var title = isPrivate ? frame.Meeting : meeting.Title;
        var address = portal is null ? null : new Uri(portal, $"seminars/{meeting.Id}");
        return new CalendarEvent
        {
            Uid = UidOf(meeting.Id),
            Sequence = meeting.CalendarSequence,
            StampedAt = now,
            StartsAt = meeting.StartsAt,
            EndsAt = meeting.EndsAt,
            Title = meeting.CancelledAt is null ? title : string.Format(CultureInfo.InvariantCulture, frame.Cancelled, title),
            Place = PlaceOf(meeting, frame),
            Description = isPrivate ? "" : DescriptionOf(meeting, frame, address, agenda ?? []),
            Address = address,
            Point = meeting.PlaceKind is null or PlaceKind.Online ? null : GeoPoint.From(meeting.PlaceLatitude, meeting.PlaceLongitude),
            Status = meeting.CancelledAt is not null ? CalendarStatus.Cancelled : meeting.IsSettled ? CalendarStatus.Confirmed : CalendarStatus.Tentative,
            IsPrivate = isPrivate,
        };
    }

    private static string PlaceOf(FeedMeeting meeting, CalendarFrame frame) => meeting.PlaceKind is not { } kind ? "" : kind switch
    {
        PlaceKind.Online => frame.Online,
        PlaceKind.Municipal or PlaceKind.Clinic or PlaceKind.HostMeeting =>
            string.Join(", ", new[] { meeting.PlaceName, meeting.PlaceAddress }.Where(part => part.Length > 0)),
    };

    private static string DescriptionOf(FeedMeeting meeting, CalendarFrame frame, Uri? address, IReadOnlyList<AgendaItem> agenda)
    {
        var parts = new List<string> { meeting.Purpose };
        if (agenda.Count > 0)
        {
            var items = new StringBuilder(frame.Agenda);
            foreach (var item in agenda)
            {
                items.Append('\n').Append(string.Format(CultureInfo.InvariantCulture, frame.AgendaItem, item.Title, item.Minutes));
            }

            parts.Add(items.ToString());
        }

        if (meeting.OnlineAddress.Length > 0)
        {
            parts.Add($"{frame.Online}: {meeting.OnlineAddress}");
        }

        if (address is not null)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, frame.More, address.AbsoluteUri));
        }

        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }
}
