using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace Portal.Content.Markdown;

/// <summary>What a kind of text may contain. Syntax that is off stays in the text as it was typed.</summary>
public sealed class MarkdownLimits
{
    /// <summary>Offers, guides and news: headings and tables (20 columns, 100 rows); a single line break is a blank.</summary>
    public static MarkdownLimits Offer { get; } = new(maxCharacters: 2_500, renderedCharacters: 10_000, documentSyntax: true);

    /// <summary>Messages in a thread: neither headings nor tables; a single line break is kept, as its author saw it.</summary>
    public static MarkdownLimits Message { get; } = new(maxCharacters: 5_000, renderedCharacters: 5_000, documentSyntax: false);

    /// <summary>Common guidelines and minutes: as offers, and longer.</summary>
    public static MarkdownLimits Document { get; } = new(maxCharacters: 20_000, renderedCharacters: 20_000, documentSyntax: true);

    private MarkdownLimits(int maxCharacters, int renderedCharacters, bool documentSyntax)
    {
        MaxCharacters = maxCharacters;
        RenderedCharacters = renderedCharacters;
        Tables = documentSyntax;
        KeepLineBreaks = !documentSyntax;
        Pipeline = BuildPipeline(documentSyntax);
    }

    /// <summary>Longest text an author may save, in UTF-16 characters with one character per line break.</summary>
    public int MaxCharacters { get; }

    /// <summary>Longest text that is read as Markdown; a longer one is shown as plain paragraphs.</summary>
    public int RenderedCharacters { get; }

    internal bool Tables { get; }

    internal bool KeepLineBreaks { get; }

    internal MarkdownPipeline Pipeline { get; }

    private static MarkdownPipeline BuildPipeline(bool documentSyntax)
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.MaximumNestingDepth = MarkdownWriter.MaxDepth;
        return (documentSyntax ? builder.UsePipeTables() : builder.DisableHeadings()).Build();
    }
}
