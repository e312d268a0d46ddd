using System.Globalization;

namespace Portal.Data;

/// <summary>A clock time as browsers give it, »15:30«, and as people in Denmark type it: »15.30«, »8«.</summary>
public static class FormTime
{
    private static readonly string[] Formats = ["HH:mm", "H:mm", "HH.mm", "H.mm", "HHmm", "HH", "H"];

    /// <returns>Null when the text is no time.</returns>
    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>As the browser's own box for times wants it; empty when there is none.</summary>
    public static string Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
}
