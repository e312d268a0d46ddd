using System.Globalization;

namespace Portal.Data;

/// <summary>A calendar day as browsers give it and take it: »yyyy-MM-dd«, in every language.</summary>
public static class FormDay
{
    private const string Format = "yyyy-MM-dd";

    /// <returns>Null when the text is no day.</returns>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <returns>Empty when there is no day.</returns>
    public static string Text(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture) ?? "";
}
