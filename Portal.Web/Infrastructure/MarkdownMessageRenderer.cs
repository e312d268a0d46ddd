using Portal.Content.Markdown;
using Portal.Data.Offers;
using Portal.Data.Threads;

namespace Portal.Web.Infrastructure;

/// <summary>Lets the data layer render a message with the content project's pipeline.</summary>
public sealed class MarkdownMessageRenderer : IMessageRenderer
{
    public int Version => SafeMarkdown.PipelineVersion;

    public RenderedBody Render(string markdown)
    {
        var rendered = SafeMarkdown.Render(markdown, MarkdownLimits.Message);
        return new RenderedBody { Html = rendered.Html, PlainText = rendered.PlainText, FilledHeadings = [] };
    }
}
