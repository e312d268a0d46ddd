using System.Globalization;
using System.Text;

namespace Portal.Data.Seminars.Calendar;

/// <summary>Writes calendar files (RFC 5545). Pure.</summary>
/// <remarks>
/// Times stand on the Danish clock with the time zone's own rules in the file. An instant in the hour that an autumn night repeats is written in UTC:
/// the clock alone does not say which of the two is meant, and readers differ on it.
/// </remarks>
public static class CalendarWriter
{
    public const string ContentType = "text/calendar";

    /// <summary>Octets of a line at most, its end not counted (RFC 5545, 3.1).</summary>
    public const int LongestLine = 75;

    private const string Zone = "Europe/Copenhagen";

    // The rules of the European Union since 1996 (directive 2000/84/EC).
    private static readonly string[] ZoneLines =
    [
        "BEGIN:VTIMEZONE", $"TZID:{Zone}",
        "BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>A file with some events.</summary>
    /// <param name="name">What a calendar calls a subscription; null for a file that is none.</param>
    /// <param name="events">One for an invitation or a cancellation, with organizer and attendee.</param>
    public static string Write(CalendarMethod method, string? name, IReadOnlyList<CalendarEvent> events)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Samarbejdsportalen//Kalender 1//DA");
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, "METHOD:" + method switch
        {
            CalendarMethod.Publish => "PUBLISH",
            CalendarMethod.Request => "REQUEST",
            CalendarMethod.Cancel => "CANCEL",
        });
        if (name is not null)
        {
            Line(file, $"X-WR-CALNAME:{Text(name)}");
            Line(file, $"X-WR-TIMEZONE:{Zone}");
            Line(file, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
            Line(file, "X-PUBLISHED-TTL:PT6H");
        }

        foreach (var line in ZoneLines)
        {
            Line(file, line);
        }

        foreach (var one in events)
        {
            Write(file, one);
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static void Write(StringBuilder file, CalendarEvent one)
    {
        var inUtc = IsTwofold(one.StartsAt) || IsTwofold(one.EndsAt);
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Text(one.Uid)}");
        Line(file, $"DTSTAMP:{Utc(one.StampedAt)}");
        Line(file, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{one.Sequence}"));
        Line(file, Time("DTSTART", one.StartsAt, inUtc));
        Line(file, Time("DTEND", one.EndsAt, inUtc));
        Line(file, $"SUMMARY:{Text(one.Title)}");
        if (one.Place.Length > 0)
        {
            Line(file, $"LOCATION:{Text(one.Place)}");
        }

        if (one.Description.Length > 0)
        {
            Line(file, $"DESCRIPTION:{Text(one.Description)}");
        }

        if (one.Address is { } address)
        {
            Line(file, $"URL:{address.AbsoluteUri}");
        }

        if (one.Point is { } point)
        {
            Line(file, string.Create(CultureInfo.InvariantCulture, $"GEO:{point.Latitude:0.######};{point.Longitude:0.######}"));
        }

        if (one.Organizer is { } organizer)
        {
            Line(file, $"ORGANIZER;CN={Quoted(organizer.Name)}:mailto:{MailAddress(organizer.Address)}");
        }

        if (one.Attendee is { } attendee)
        {
            var answer = one.Answer switch
            {
                CalendarAnswer.None => "NEEDS-ACTION",
                CalendarAnswer.Accepted => "ACCEPTED",
            };
            Line(file, $"ATTENDEE;CN={Quoted(attendee.Name)};ROLE=REQ-PARTICIPANT;PARTSTAT={answer};RSVP=FALSE:mailto:{MailAddress(attendee.Address)}");
        }

        Line(file, "STATUS:" + one.Status switch
        {
            CalendarStatus.Confirmed => "CONFIRMED",
            CalendarStatus.Tentative => "TENTATIVE",
            CalendarStatus.Cancelled => "CANCELLED",
        });
        Line(file, one.Status == CalendarStatus.Confirmed ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
        Line(file, one.IsPrivate ? "CLASS:PRIVATE" : "CLASS:PUBLIC");
        Line(file, "END:VEVENT");
    }

    /// <summary>Whether clocks in Denmark show the time of an instant twice that night.</summary>
    private static bool IsTwofold(DateTime instant)
    {
        var local = DanishTime.Local(instant);
        return DanishTime.Local(instant.AddHours(1)) == local || DanishTime.Local(instant.AddHours(-1)) == local;
    }

    private static string Time(string property, DateTime instant, bool inUtc) =>
        inUtc ? $"{property}:{Utc(instant)}" : $"{property};TZID={Zone}:{Digits(DanishTime.Local(instant))}";

    private static string Utc(DateTime instant) => $"{Digits(instant)}Z";

    private static string Digits(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A value of type TEXT (RFC 5545, 3.3.11). Whatever ends a line anywhere becomes the two signs \n, so that no text begins a property of its own.</summary>
    private static string Text(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").Replace('\v', '\n').EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    value.Append("\\n");
                    break;
                case '\\' or ';' or ',':
                    value.Append('\\').Append((char)rune.Value);
                    break;
                case '\t':
                    value.Append(' ');
                    break;
                default:
                    Keep(value, rune);
                    break;
            }
        }

        return value.ToString();
    }

    /// <summary>A parameter's value in quotes: it can hold neither quotes nor line ends.</summary>
    private static string Quoted(string text)
    {
        var value = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != '"')
            {
                Keep(value, rune);
            }
        }

        return value.Append('"').ToString();
    }

    // Neither control characters nor signs that turn the text around them about. A lone surrogate is read as U+FFFD.
    private static void Keep(StringBuilder value, Rune rune)
    {
        if (!Rune.IsControl(rune) && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029))
        {
            value.Append(rune.ToString());
        }
    }

    private static string MailAddress(string address) => Uri.EscapeDataString(address).Replace("%40", "@", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);

    /// <summary>A line and its end; one that is too long goes on in the next, which begins with a space (RFC 5545, 3.1). No character is cut in two.</summary>
    private static void Line(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
