namespace Portal.Content.Markdown;

/// <summary>One text in the forms the portal shows it.</summary>
public sealed record RenderedMarkdown
{
    /// <summary>
    /// Safe to put in a page as it is. Tags: p br strong em del ul ol li blockquote code pre h3 h4 hr table thead tbody tr th td a.
    /// Attributes: href and rel on a. At most ten times the length of the text plus 1,000.
    /// </summary>
    public required string Html { get; init; }

    /// <summary>The words without markup, a line per block, not escaped.</summary>
    public required string PlainText { get; init; }

    /// <summary>
    /// In the order of the text. What stands before the first heading is a section with an empty heading. Empty when <see cref="IsPlain"/>.
    /// </summary>
    public required IReadOnlyList<MarkdownSection> Sections { get; init; }

    /// <summary>True when the text was beyond a limit and is shown as it was typed, in paragraphs.</summary>
    public required bool IsPlain { get; init; }
}

/// <summary>A heading outside lists and quotes, and what stands below it until the next.</summary>
public sealed record MarkdownSection
{
    /// <summary>Words of the heading without markup.</summary>
    public required string Heading { get; init; }

    /// <summary>1 to 6 as typed, 0 for the text before the first heading.</summary>
    public required int Level { get; init; }

    /// <summary>Line of the text where the heading stands, the first is 1.</summary>
    public required int Line { get; init; }

    /// <summary>Words below the heading, a line per block; empty when nothing is there.</summary>
    public required string PlainText { get; init; }
}
