using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown;

/// <summary>
/// Writes a syntax tree as HTML and as plain text in one walk, so that the two cannot disagree. It is the allow-list: a node it does
/// not know gives the text inside it, and nothing from the text reaches the HTML unescaped.
/// </summary>
internal sealed class MarkdownWriter(bool keepLineBreaks, int maxHtmlLength)
{
    /// <summary>Levels of blocks and inlines together; ten lists in each other.</summary>
    public const int MaxDepth = 32;

    private const int HighestHeading = 3;
    private const int LowestHeading = 4;

    private readonly StringBuilder _html = new();
    private readonly StringBuilder _text = new();
    private int _depth;
    private int _firstLevel = 1;
    private bool _inLink;

    /// <exception cref="InvalidOperationException">The tree is deeper, wider or longer than allowed.</exception>
    public RenderedMarkdown Write(MarkdownDocument document)
    {
        _firstLevel = document.Descendants<HeadingBlock>().Select(h => h.Level).DefaultIfEmpty(1).Min();

        var sections = new List<MarkdownSection>();
        var current = new MarkdownSection { Heading = "", Level = 0, Line = 1, PlainText = "" };
        var start = 0;
        foreach (var block in document)
        {
            if (block is not HeadingBlock heading)
            {
                Write(block);
                continue;
            }

            sections.Add(current with { PlainText = TextFrom(start) });
            start = _text.Length;
            Write(heading);
            current = new() { Heading = TextFrom(start), Level = heading.Level, Line = heading.Line + 1, PlainText = "" };
            start = _text.Length;
        }

        sections.Add(current with { PlainText = TextFrom(start) });
        return new()
        {
            Html = _html.ToString(),
            PlainText = TextFrom(0),
            Sections = [.. sections.Where(s => s.Level > 0 || s.PlainText.Length > 0)],
            IsPlain = false,
        };
    }

    public static void AppendEscaped(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }
    }

    private string TextFrom(int start) => _text.ToString(start, _text.Length - start).Trim();

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                var level = Math.Min(LowestHeading, HighestHeading + heading.Level - _firstLevel);
                Element($"h{level}", () => Inlines(heading.Inline));
                EndLine();
                break;
            case ParagraphBlock paragraph when IsTight(paragraph):
                Inlines(paragraph.Inline);
                EndLine();
                break;
            case ParagraphBlock paragraph:
                Element("p", () => Inlines(paragraph.Inline));
                EndLine();
                break;
            case QuoteBlock quote:
                Element("blockquote", () => Children(quote));
                break;
            case ListBlock list:
                Element(list.IsOrdered ? "ol" : "ul", () => Children(list));
                break;
            case ListItemBlock item:
                Element("li", () => Children(item));
                break;
            case CodeBlock code:
                Element("pre", () => Element("code", () => Text(code.Lines.ToString())));
                EndLine();
                break;
            case ThematicBreakBlock:
                Tag("<hr>\n");
                break;
            case Table table:
                Write(table);
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock container:
                Children(container);
                break;
            case LeafBlock leaf:
                Text(leaf.Lines.ToString());
                EndLine();
                break;
        }
    }

    private void Write(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        Require(rows.Count <= MarkdownShape.MaxRows + 1 && rows.TrueForAll(row => row.Count <= MarkdownShape.MaxColumns), "table");

        Element("table", () =>
        {
            Element("thead", () => rows.Where(row => row.IsHeader).ToList().ForEach(row => Write(row, "th")));
            Element("tbody", () => rows.Where(row => !row.IsHeader).ToList().ForEach(row => Write(row, "td")));
        });
    }

    private void Write(TableRow row, string cellTag)
    {
        Element("tr", () =>
        {
            foreach (var cell in row.OfType<TableCell>())
            {
                _text.Append(cell == row[0] ? "" : " ");
                Element(cellTag, () =>
                {
                    foreach (var paragraph in cell.OfType<LeafBlock>())
                    {
                        Inlines(paragraph.Inline);
                    }
                });
            }
        });
        EndLine();
    }

    private void Children(ContainerBlock container)
    {
        foreach (var child in container)
        {
            Write(child);
        }
    }

    private void Inlines(ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            Write(inline);
        }
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(literal.Content.AsSpan());
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.AsSpan());
                break;
            case CodeInline code:
                Element("code", () => Text(code.Content));
                break;
            case LineBreakInline { IsHard: false } when !keepLineBreaks:
                Text("\n", " ");
                break;
            case LineBreakInline:
                Tag("<br>\n");
                _text.Append('\n');
                break;
            case EmphasisInline emphasis:
                Element(TagOf(emphasis), () => Inlines(emphasis));
                break;
            case LinkInline { IsImage: false } link when !_inLink && SafeLink.Accepts(link.Url):
                Link(link.Url!, () => Inlines(link));
                break;
            case AutolinkInline auto when !_inLink && SafeLink.Accepts(Address(auto)):
                Link(Address(auto), () => Text(auto.Url));
                break;
            case AutolinkInline auto:
                Text(auto.Url);
                break;
            case HtmlInline html:
                Text(html.Tag);
                break;
            case DelimiterInline delimiter:
                Text(delimiter.ToLiteral());
                Inlines(delimiter);
                break;
            // A refused link, and an image, whose children are its alternative text.
            case ContainerInline container:
                Element(null, () => Inlines(container));
                break;
        }
    }

    private static string TagOf(EmphasisInline emphasis) =>
        emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount == 2 ? "strong" : "em";

    private static string Address(AutolinkInline auto) => auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url;

    private void Link(string url, Action content)
    {
        _inLink = true;
        Tag("<a href=\"");
        AppendEscaped(_html, url);
        Tag("\" rel=\"noopener noreferrer nofollow\">");
        var start = _html.Length;
        content();
        if (_html.Length == start)
        {
            Text(url);
        }

        Tag("</a>");
        _inLink = false;
    }

    private void Element(string? tag, Action content)
    {
        Require(++_depth <= MaxDepth, "depth");
        Tag(tag is null ? "" : $"<{tag}>");
        content();
        Tag(tag is null ? "" : $"</{tag}>");
        _depth--;
    }

    private void Tag(string markup)
    {
        _html.Append(markup);
        Require(_html.Length <= maxHtmlLength, "length");
    }

    private void Text(ReadOnlySpan<char> text) => Text(text, text);

    private void Text(ReadOnlySpan<char> shown, ReadOnlySpan<char> plain)
    {
        AppendEscaped(_html, shown);
        Require(_html.Length <= maxHtmlLength, "length");
        _text.Append(plain);
    }

    private void EndLine()
    {
        _html.Append('\n');
        _text.Append('\n');
    }

    private static bool IsTight(ParagraphBlock paragraph) =>
        paragraph.Parent is ListItemBlock { Parent: ListBlock { IsLoose: false } };

    private static void Require(bool within, string what)
    {
        if (!within)
        {
            throw new InvalidOperationException($"Markdown beyond the limit of {what}.");
        }
    }
}
