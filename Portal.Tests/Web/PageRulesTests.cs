using System.Net;

namespace Portal.Tests.Web;

/// <summary>The rules see what they are there to see: each breach is planted once.</summary>
public sealed class PageRulesTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("<h1>", "<h1></h1><h1>", "2 headings of level 1")]
    [InlineData("<main ", "<main></main><main ", "no main, or several")]
    [InlineData("lang=\"da\">", ">", "no language")]
    [InlineData("<h1>", "<h1>⟦Shared.Nothing⟧", "a text is missing: ⟦Shared.Nothing")]
    [InlineData("<h1>", "<h1 style=\"color: red\">", "style on <h1>")]
    [InlineData("<h1>", "<h1 onclick=\"x()\">", "onclick on <h1>")]
    [InlineData("<h1>", "<script>x()</script><h1>", "inline <script>")]
    [InlineData("<h1>", "<style>p { }</style><h1>", "inline <style>")]
    [InlineData("<h1>", "<h1><img src=\"https://elsewhere.example/x.png\" alt=\"\">", "<img> leads elsewhere: https://elsewhere.example/x.png")]
    [InlineData("<h1>", "<h1><a href=\"//elsewhere.example\">x</a>", "<a> leads elsewhere: //elsewhere.example")]
    [InlineData("<h1>", "<h1>630966-2271", "a citizen's whole number stands on the page")]
    [InlineData("<h1>", "<h1 id=\"main-content\">", "the id 'main-content' stands 2 times")]
    [InlineData("<h1>", "<label for=\"nobody\">x</label><h1>", "a label for 'nobody', which is not there")]
    public async Task A_breach_of_the_markup_is_seen(string sound, string broken, string told)
    {
        var page = await host.Browser().GetAsync("/account/sign-in");

        var spoilt = Change(page, text: ReplaceFirst(page.Text, sound, broken));

        Assert.Equal([told], PageRules.Broken(spoilt, isSignedIn: false, isWhole: true, maySeeCpr: false));
    }

    [Theory]
    [InlineData("Content-Security-Policy", "script-src 'unsafe-inline'")]
    [InlineData("X-Content-Type-Options", "")]
    [InlineData("Referrer-Policy", "origin")]
    [InlineData("Permissions-Policy", "")]
    [InlineData("Server", "Kestrel")]
    [InlineData("Cache-Control", "private")]
    [InlineData("Location", "/citizens?cpr=6309662271")]
    public async Task A_breach_of_the_headers_is_seen(string header, string value)
    {
        var page = await (await host.BrowserAsync("auditor")).GetAsync("/");

        var spoilt = Change(page, header: (header, value));

        Assert.Single(PageRules.Broken(spoilt, isSignedIn: true, isWhole: true, maySeeCpr: false));
    }

    private static string ReplaceFirst(string text, string sound, string broken)
    {
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The page has no {sound}.");
        return text[..at] + broken + text[(at + sound.Length)..];
    }

    private static WebPage Change(WebPage page, string? text = null, (string Name, string Value)? header = null)
    {
        var headers = new Dictionary<string, string>(page.Headers, StringComparer.OrdinalIgnoreCase);
        if (header is var (name, value))
        {
            headers[name] = value;
        }

        return new WebPage { Address = page.Address, Status = HttpStatusCode.OK, Headers = headers, Text = text ?? page.Text };
    }
}
