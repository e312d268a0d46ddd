namespace Portal.Data.Offers;

/// <summary>Turns the Markdown of an offer into safe HTML. A seam: the one implementation is the content project's pipeline.</summary>
public interface IBodyRenderer
{
    /// <summary>Goes up when the same Markdown may give other HTML than before.</summary>
    int Version { get; }

    RenderedBody Render(string markdown);
}

public sealed record RenderedBody
{
    /// <summary>HTML that may be written into a page as it is.</summary>
    public required string Html { get; init; }

    /// <summary>The words alone, for searching.</summary>
    public required string PlainText { get; init; }

    /// <summary>Headings that have some text below them, in order.</summary>
    public required IReadOnlyList<string> FilledHeadings { get; init; }
}
