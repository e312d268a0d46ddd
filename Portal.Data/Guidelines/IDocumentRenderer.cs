using Portal.Data.Offers;

namespace Portal.Data.Guidelines;

/// <summary>Turns the Markdown of a longer document, with headings and tables, into safe HTML. A seam: the one implementation is the content project's pipeline.</summary>
public interface IDocumentRenderer
{
    /// <summary>Longest document, in UTF-16 units.</summary>
    const int Longest = 20_000;

    RenderedBody Render(string markdown);
}
