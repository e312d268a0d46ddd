using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Web;

/// <summary>What holds for every answer of the portal, whoever asks and whatever comes of it.</summary>
public static partial class PageRules
{
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["Content-Security-Policy"] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    };

    private static readonly string[] AddressAttributes = ["href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "ping", "xlink:href"];

    /// <param name="isSignedIn">The request came with a session that still holds.</param>
    /// <param name="isWhole">A page rather than a part of one for the page's own script.</param>
    /// <param name="maySeeCpr">The person asked for a citizen's whole number.</param>
    public static void Check(WebPage page, bool isSignedIn, bool isWhole, bool maySeeCpr)
    {
        var broken = Broken(page, isSignedIn, isWhole, maySeeCpr).ToList();
        Assert.True(broken.Count == 0, $"{page.Address} ({(int)page.Status}): {string.Join("; ", broken)}");
    }

    /// <summary>The rules that an answer breaks, in words.</summary>
    public static IEnumerable<string> Broken(WebPage page, bool isSignedIn, bool isWhole, bool maySeeCpr)
    {
        var broken = OfHeaders(page, isSignedIn).Concat(OfCpr(page, maySeeCpr));
        return page.IsHtml && page.Text.Length > 0
            ? broken.Concat(OfMarkup(page.Document, page.Text)).Concat(isWhole ? OfStructure(page.Document) : [])
            : broken;
    }

    private static IEnumerable<string> OfHeaders(WebPage page, bool isSignedIn)
    {
        foreach (var (name, value) in Headers.Where(header => page.Headers.GetValueOrDefault(header.Key) != header.Value))
        {
            yield return $"{name} is '{page.Headers.GetValueOrDefault(name)}', not '{value}'";
        }

        if (page.Headers.ContainsKey("Server") || page.Headers.ContainsKey("X-Powered-By"))
        {
            yield return "the server tells its make";
        }

        var isStatic = page.Headers.ContainsKey("ETag");
        var cache = page.Headers.GetValueOrDefault("Cache-Control", "");
        if (isSignedIn && !isStatic && !cache.Contains("no-store", StringComparison.Ordinal))
        {
            yield return $"a signed-in page with Cache-Control '{cache}'";
        }
    }

    private static IEnumerable<string> OfCpr(WebPage page, bool maySeeCpr)
    {
        if (HasCpr(page.Address) || HasCpr(page.Location))
        {
            yield return "a citizen's number stands in an address";
        }

        if (!maySeeCpr && !Paper().IsMatch(page.Address) && HasCpr(page.Text))
        {
            yield return "a citizen's whole number stands on the page";
        }
    }

    /// <summary>Whether a text holds the number of any citizen of the demo world.</summary>
    public static bool HasCpr(string text) =>
        CprShape().Matches(text).Any(match => DemoPeople.CprDigits.Contains(match.Groups[1].Value + match.Groups[2].Value));

    private static IEnumerable<string> OfMarkup(IHtmlDocument document, string text)
    {
        if (text.Contains(Texts.MissingMark, StringComparison.Ordinal))
        {
            yield return "a text is missing: " + Missing().Match(text).Value;
        }

        if (document.QuerySelector("style, script:not([src])") is { } inline)
        {
            yield return $"inline <{inline.LocalName}>";
        }

        foreach (var element in document.All)
        {
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"{attribute.Name} on <{element.LocalName}>";
                }

                if (AddressAttributes.Contains(attribute.Name) && !IsLocal(attribute.Value) && element.Closest(".offer-body") is null)
                {
                    yield return $"<{element.LocalName}> leads elsewhere: {attribute.Value}";
                }
            }
        }
    }

    private static IEnumerable<string> OfStructure(IHtmlDocument document)
    {
        if (document.DocumentElement.GetAttribute("lang") is not ("da" or "en"))
        {
            yield return "no language";
        }

        if (document.QuerySelectorAll("h1").Length != 1)
        {
            yield return $"{document.QuerySelectorAll("h1").Length} headings of level 1";
        }

        if (document.QuerySelectorAll("main").Length != 1)
        {
            yield return "no main, or several";
        }

        var ids = document.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id))
            .GroupBy(id => id!).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (id, count) in ids.Where(id => id.Value > 1))
        {
            yield return $"the id '{id}' stands {count} times";
        }

        foreach (var label in document.QuerySelectorAll("label[for]").Where(label => !ids.ContainsKey(label.GetAttribute("for")!)))
        {
            yield return $"a label for '{label.GetAttribute("for")}', which is not there";
        }
    }

    private static bool IsLocal(string address) =>
        address.Length == 0
        || address[0] is '#' or '?'
        || (address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal))
        || address.StartsWith("tel:", StringComparison.Ordinal)
        || address.StartsWith("mailto:", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![0-9])([0-9]{6})[- ]?([0-9]{4})(?![0-9])")]
    private static partial Regex CprShape();

    // Who opens a paper asks for the number with it; the log says that it was printed.
    [GeneratedRegex(@"^/(?:certificates|threads)/[0-9a-f-]{36}(\.pdf|/print)(\?|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Paper();

    [GeneratedRegex(@"⟦[^⟧]{0,100}")]
    private static partial Regex Missing();
}
