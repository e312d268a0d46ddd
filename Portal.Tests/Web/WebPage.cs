using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Tests.Web;

/// <summary>What the portal answered to one request.</summary>
public sealed class WebPage
{
    private static readonly HtmlParser Parser = new();

    private IHtmlDocument? _document;

    /// <summary>Path and query that were asked for.</summary>
    public required string Address { get; init; }

    public required HttpStatusCode Status { get; init; }

    /// <summary>All headers, those of the body too; several values of one are joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Text { get; init; }

    /// <summary>Where a redirect leads; empty when it is none.</summary>
    public string Location => Headers.GetValueOrDefault("Location", "");

    public bool IsHtml => Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal);

    public IHtmlDocument Document => _document ??= Parser.ParseDocument(Text);

    /// <summary>The form in which a field of this name stands.</summary>
    public FormValues FormWith(string field) => FormValues.Of(this, Document.Forms.OfType<IHtmlFormElement>()
        .Single(form => form.Elements.Any(element => element.GetAttribute("name") == field)));

    /// <summary>The form that posts to a handler of a page.</summary>
    public FormValues FormTo(string actionEnd) => FormValues.Of(this, Document.Forms.OfType<IHtmlFormElement>()
        .First(form => form.GetAttribute("action")?.EndsWith(actionEnd, StringComparison.Ordinal) == true));

    /// <summary>Checks the status, and tells the address when it is another.</summary>
    public WebPage Is(HttpStatusCode expected)
    {
        Assert.True(Status == expected, $"{Address}: {(int)Status} where {(int)expected} was expected. {(IsHtml ? Document.Body?.TextContent.Trim() : Text)}");
        return this;
    }
}
