using System.Buffers;
using Portal.Data;

namespace Portal.Web.Infrastructure;

/// <summary>Lines of a CSV file (RFC 4180) as Danish spreadsheets open them: semicolons between the cells, CRLF at the end.</summary>
public static class Csv
{
    public const char Separator = ';';

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create([Separator, '"', '\r', '\n']);

    // What a spreadsheet may take for the beginning of a formula; the full-width forms count alike in some.
    private static readonly SearchValues<char> BeginsFormula = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    public static string Line(IReadOnlyList<string> cells) => string.Join(Separator, cells.Select(Cell)) + "\r\n";

    /// <summary>The day in Denmark of an instant (UTC), written in the one way that every spreadsheet reads as a day, whatever its language.</summary>
    public static string Day(DateTime? at) => at is { } instant ? FormDay.Text(DanishTime.DayOf(instant)) : "";

    /// <summary>A cell that is read as the text it is, never as a formula.</summary>
    public static string Cell(string text)
    {
        var harmless = text.Length > 0 && BeginsFormula.Contains(text[0]) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
