using Portal.Content.Markdown;
using Portal.Data.Guidelines;
using Portal.Data.Offers;

namespace Portal.Web.Infrastructure;

/// <summary>Lets the data layer render guidelines and minutes with the content project's pipeline.</summary>
public sealed class MarkdownDocumentRenderer : IDocumentRenderer
{
    public RenderedBody Render(string markdown)
    {
        var rendered = SafeMarkdown.Render(markdown, MarkdownLimits.Document);
        return new RenderedBody { Html = rendered.Html, PlainText = rendered.PlainText, FilledHeadings = [] };
    }
}
