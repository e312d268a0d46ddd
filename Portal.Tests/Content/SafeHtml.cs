using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Tests.Content;

/// <summary>Looks at HTML as a browser would: parsed, with addresses resolved by the rules of the URL standard.</summary>
internal static class SafeHtml
{
    private static readonly HashSet<string> Tags =
    [
        "p", "br", "strong", "em", "del", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr", "a",
        "table", "thead", "tbody", "tr", "th", "td",
    ];

    private static readonly HashSet<string> Protocols = ["http:", "https:", "mailto:", "tel:"];

    public static IElement Parse(string html) =>
        new HtmlParser()
            .ParseDocument($"<!doctype html><html><head><base href=\"https://relative.test/here/\"></head><body>{html}</body></html>")
            .Body!;

    public static IElement AssertSafe(string html)
    {
        var body = Parse(html);

        Assert.Equal(["BASE"], body.Owner!.Head!.Children.Select(e => e.TagName));
        Assert.Empty(body.Attributes);
        Assert.Empty(body.Descendants<IComment>());
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Tags);
            string[] attributes = element is IHtmlAnchorElement ? ["href", "rel"] : [];
            Assert.Equal(attributes, element.Attributes.Select(a => a.Name));
        }

        foreach (var link in body.QuerySelectorAll<IHtmlAnchorElement>("a"))
        {
            Assert.Contains(link.Protocol, Protocols);
            Assert.Equal("noopener noreferrer nofollow", link.GetAttribute("rel"));
            Assert.Equal("", link.UserName ?? "");
            Assert.NotEqual("relative.test", link.HostName);
            Assert.NotEqual("", link.TextContent.Trim());
        }

        return body;
    }
}
