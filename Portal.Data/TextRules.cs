using System.Globalization;

namespace Portal.Data;

/// <summary>Which text the portal stores. What it stores, it stores exactly as typed, with line ends as LF.</summary>
public static class TextRules
{
    /// <summary>Longest text of one box in a form, in UTF-16 units.</summary>
    public const int LongestText = 5000;

    /// <summary>Longest single line, such as a name or a phone number.</summary>
    public const int LongestLine = 160;

    /// <summary>A text as a browser posts it, with the line ends the database keeps.</summary>
    public static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>What is wrong with a text of several lines.</summary>
    /// <returns>Null when it can be stored.</returns>
    public static FieldError? CheckText(string field, string text, int longest = LongestText) =>
        text.Length > longest ? new FieldError(field, "Errors.TooLong", Count(longest), Count(text.Length))
        : text.Any(static letter => letter is not ('\n' or '\t') && char.IsControl(letter)) || HasLoneSurrogate(text)
            ? new FieldError(field, "Errors.ControlCharacters")
            : null;

    /// <summary>What is wrong with a text of one line: as <see cref="CheckText"/>, and it must not turn the text around it about.</summary>
    public static FieldError? CheckLine(string field, string text, int longest = LongestLine) =>
        CheckText(field, text, longest)
        ?? (text.Any(static letter => letter is '\n' or '\t' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            ? new FieldError(field, "Errors.ControlCharacters")
            : null);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("da-DK"));
}
