using System.Text;
using Markdig.Parsers;

namespace Portal.Content.Markdown;

/// <summary>The only way from Markdown to HTML: preview, page, mail and print all show the result of <see cref="Render"/>.</summary>
public static class SafeMarkdown
{
    /// <summary>Raised whenever the same text would give other HTML, so that stored HTML can be told to be old.</summary>
    public const int PipelineVersion = 1;

    private const int MaxGrowth = 10;
    private const int FreeGrowth = 1_000;

    /// <summary>Reads any text and never fails: what is beyond a limit comes back as plain paragraphs.</summary>
    /// <param name="markdown">As typed; may be hostile.</param>
    /// <param name="limits">Chosen by the kind of text, never by the user.</param>
    public static RenderedMarkdown Render(string markdown, MarkdownLimits limits)
    {
        var text = Normalise(markdown);
        if (text.Length > limits.RenderedCharacters || !MarkdownShape.IsReasonable(text, limits.Tables))
        {
            return Plain(text);
        }

        try
        {
            var document = MarkdownParser.Parse(text, limits.Pipeline);
            var writer = new MarkdownWriter(limits.KeepLineBreaks, text.Length * MaxGrowth + FreeGrowth);
            return writer.Write(document);
        }
        // Markdig says "too deep" with an ArgumentException, and another bug in it must not take down every page with this text.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Plain(text);
        }
    }

    // One form before any rule looks at the text: \n for line breaks, no other control characters but tab, whole code points.
    private static string Normalise(string markdown)
    {
        var text = new StringBuilder(markdown.Length);
        foreach (var rune in markdown.ReplaceLineEndings("\n").EnumerateRunes())
        {
            text.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? " " : rune.ToString());
        }

        return text.ToString();
    }

    private static RenderedMarkdown Plain(string text)
    {
        var html = new StringBuilder(text.Length + FreeGrowth);
        var open = false;
        foreach (var line in text.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                html.Append(open ? "</p>\n" : "");
                open = false;
                continue;
            }

            html.Append(open ? "<br>\n" : "<p>");
            MarkdownWriter.AppendEscaped(html, line);
            open = true;
        }

        html.Append(open ? "</p>\n" : "");
        return new() { Html = html.ToString(), PlainText = text.Trim(), Sections = [], IsPlain = true };
    }
}
