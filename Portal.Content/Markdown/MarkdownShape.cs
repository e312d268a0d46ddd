namespace Portal.Content.Markdown;

/// <summary>
/// Looks at a text in one pass before it is parsed. Markdig's work grows with the square of open brackets, emphasis marks and
/// nested blocks, and with columns times rows of a table; each is held far above what a person writes.
/// </summary>
internal static class MarkdownShape
{
    public const int MaxColumns = 20;
    public const int MaxRows = 100;

    private const int MaxBlockMarkersInLine = 10;
    private const int MaxOpenBrackets = 32;
    private const int MaxEmphasisRuns = 500;
    private const int MaxPipesInLine = MaxColumns + 1;
    private const int MaxTableLines = MaxRows + 2;

    public static bool IsReasonable(string text, bool tables)
    {
        if (!InlinesAreReasonable(text))
        {
            return false;
        }

        var lines = text.Split('\n');
        return Array.TrueForAll(lines, line => BlockMarkers(line) <= MaxBlockMarkersInLine) && (!tables || TablesAreReasonable(lines));
    }

    private static bool InlinesAreReasonable(string text)
    {
        var openBrackets = 0;
        var emphasisRuns = 0;
        var previous = '\0';
        foreach (var c in text)
        {
            switch (c)
            {
                case '[':
                    openBrackets++;
                    break;
                case ']':
                    openBrackets = Math.Max(0, openBrackets - 1);
                    break;
                case '*' or '_' or '~' when c != previous:
                    emphasisRuns++;
                    break;
            }

            if (openBrackets > MaxOpenBrackets || emphasisRuns > MaxEmphasisRuns)
            {
                return false;
            }

            previous = c;
        }

        return true;
    }

    // Quotes and list items opened by one line: "> - 1. text" is three. A rule such as "* * * *" opens nothing.
    private static int BlockMarkers(ReadOnlySpan<char> line)
    {
        if (IsRule(line))
        {
            return 0;
        }

        var count = 0;
        var digits = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            var blankFollows = i + 1 == line.Length || line[i + 1] is ' ' or '\t';
            if (c == '>' || (c is '-' or '+' or '*' && blankFollows) || (c is '.' or ')' && digits > 0 && blankFollows))
            {
                count++;
                digits = 0;
            }
            else if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (c is ' ' or '\t')
            {
                digits = 0;
            }
            else
            {
                break;
            }
        }

        return count;
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var marks = line.Trim(" \t");
        return !marks.IsEmpty && marks[0] is '-' or '*' or '_' && marks.IndexOfAnyExcept(marks[0], ' ', '\t') < 0;
    }

    // Rows that could belong to one table: lines without a blank line between, at least one of them with a pipe.
    private static bool TablesAreReasonable(string[] lines)
    {
        var run = 0;
        var runHasPipe = false;
        foreach (var line in lines)
        {
            if (line.AsSpan().Trim(" \t").IsEmpty)
            {
                run = 0;
                runHasPipe = false;
                continue;
            }

            var pipes = line.AsSpan().Count('|');
            run++;
            runHasPipe |= pipes > 0;
            if (pipes > MaxPipesInLine || (runHasPipe && run > MaxTableLines))
            {
                return false;
            }
        }

        return true;
    }
}
