using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Data.Directory.Hours;

/// <summary>A stretch of a day.</summary>
/// <param name="FromMinute">Minutes after midnight.</param>
/// <param name="ToMinute">Minutes after midnight, at most 1440.</param>
public sealed record DayTime(int FromMinute, int ToMinute);

/// <summary>The hours of a day as people write them: »8–12, 13–15.30«.</summary>
public static partial class HoursText
{
    /// <summary>Longest text of one day, in UTF-16 units.</summary>
    public const int Longest = 120;

    private const string Time = @"(?:kl\.?\s*)?([0-9]{1,2})(?:[.:]?([0-9]{2}))?";
    private const string Hours = Time + @"\s*(?:[-‐‑‒–—−]|til|to)\s*" + Time + "(?![0-9])";

    // What stands around the stretches: the same pattern without its groups.
    private const string Bare = @"(?:kl\.?\s*)?[0-9]{1,2}(?:[.:]?[0-9]{2})?\s*(?:[-‐‑‒–—−]|til|to)\s*(?:kl\.?\s*)?[0-9]{1,2}(?:[.:]?[0-9]{2})?";

    /// <summary>Reads what somebody typed: hyphen or dash, point or colon, »kl.« and »og« as they come. A time alone is none: it must have an end.</summary>
    /// <returns>As typed, whether it makes sense or not; empty for a day without hours; null when the text is not understood.</returns>
    public static IReadOnlyList<DayTime>? Parse(string text)
    {
        text = text.Trim();
        if (text.Length > Longest)
        {
            return null;
        }

        if (Nothing().IsMatch(text))
        {
            return [];
        }

        if (!Whole().IsMatch(text))
        {
            return null;
        }

        var times = Range().Matches(text).Select(match => (From: Minutes(match, 1), To: Minutes(match, 3))).ToList();
        return times.All(time => time is { From: not null, To: not null }) ? [.. times.Select(time => new DayTime(time.From!.Value, time.To!.Value))] : null;
    }

    /// <summary>The stretches of a day in words.</summary>
    /// <param name="separator">Between hours and minutes: a point in Danish, a colon in English.</param>
    /// <returns>Empty when there is none.</returns>
    public static string Write(IEnumerable<DayTime> times, char separator) =>
        string.Join(", ", times.Select(time => $"{Clock(time.FromMinute, separator)}–{Clock(time.ToMinute, separator)}"));

    /// <summary>A time of a day: »8«, »15.30«.</summary>
    public static string Clock(int minute, char separator) => minute % 60 == 0
        ? (minute / 60).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{minute / 60}{separator}{minute % 60:00}");

    /// <returns>Null when no clock shows such a time.</returns>
    private static int? Minutes(Match match, int group)
    {
        var hour = int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups[group + 1] is { Success: true } digits ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return hour < 24 && minute < 60 ? (hour * 60) + minute : hour == 24 && minute == 0 ? 1440 : null;
    }

    [GeneratedRegex(@"^(?:[-–—]|lukket|ingen|closed|none)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex("^" + Bare + @"(?:\s*(?:[,;+&/]|\bog\b|\band\b|\s)\s*" + Bare + ")*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(Hours, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
