using Portal.Content.Markdown;
using Portal.Data.Offers;

namespace Portal.Web.Infrastructure;

/// <summary>Lets the data layer render an offer with the content project's pipeline.</summary>
public sealed class MarkdownBodyRenderer : IBodyRenderer
{
    public int Version => SafeMarkdown.PipelineVersion;

    public RenderedBody Render(string markdown)
    {
        var rendered = SafeMarkdown.Render(markdown, MarkdownLimits.Offer);
        return new RenderedBody
        {
            Html = rendered.Html,
            PlainText = rendered.PlainText,
            FilledHeadings = [.. rendered.Sections.Where(section => !string.IsNullOrWhiteSpace(section.PlainText)).Select(section => section.Heading)],
        };
    }
}
