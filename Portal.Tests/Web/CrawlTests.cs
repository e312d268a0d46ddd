using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Tests.Web;

/// <summary>Every page that links lead to, for each role and in both languages. What a page must be is in <see cref="PageRules"/>.</summary>
public sealed partial class CrawlTests(PortalHost host, ITestOutputHelper output) : IClassFixture<PortalHost>
{
    // Of pages that differ only in their ids, and are reached from pages that differ only in their ids, so many are enough.
    private const int MostOfAKind = 6;
    private const int MostInEnglish = 2;

    [Theory]
    [InlineData("gp", "da", 50)]
    [InlineData("gp", "en", 50)]
    [InlineData("staff", "da", 50)]
    [InlineData("staff", "en", 50)]
    [InlineData("caseworker", "da", 80)]
    [InlineData("caseworker", "en", 80)]
    [InlineData("coordinator", "da", 80)]
    [InlineData("coordinator", "en", 80)]
    [InlineData("consultant", "da", 20)]
    [InlineData("consultant", "en", 20)]
    [InlineData("admin", "da", 20)]
    [InlineData("admin", "en", 20)]
    [InlineData("auditor", "da", 3)]
    [InlineData("auditor", "en", 3)]
    public async Task Every_link_leads_to_a_sound_page_in_the_language_that_was_chosen(string person, string culture, int fewest)
    {
        var browser = await host.BrowserAsync(person);
        (await browser.GetAsync($"/?culture={culture}")).Is(HttpStatusCode.OK);
        var seen = new Dictionary<string, string> { ["/"] = "/" };
        var kinds = new Dictionary<string, int>();
        var waiting = new Queue<string>(["/"]);

        while (waiting.TryDequeue(out var address))
        {
            var page = await browser.GetAsync(address);
            // A link to a draft that somebody may only read leads on to the page for reading.
            page = page.Location.Length > 0 ? await browser.FollowAsync(page) : page;
            Assert.True(page.Status == HttpStatusCode.OK, $"{seen[address]} has a link to {address}: {page.Status}");
            Assert.Equal(culture, page.Document.DocumentElement.GetAttribute("lang"));
            foreach (var link in Links(page).Where(link => !seen.ContainsKey(link)))
            {
                var kind = Id().Replace($"{address} {link}", "{id}");
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                // In English the pages are the same with other words: fewer of each kind tell as much.
                if (kinds[kind] <= (culture == "da" ? MostOfAKind : MostInEnglish))
                {
                    seen[link] = address;
                    waiting.Enqueue(link);
                }
            }
        }

        output.WriteLine($"{seen.Count} pages");
        Assert.True(seen.Count >= fewest, $"Only {seen.Count} pages were found: {string.Join(' ', seen.Keys)}");
    }

    private static IEnumerable<string> Links(WebPage page) => page.Document.QuerySelectorAll("a[href^='/']:not([download])")
        .Where(link => !link.HasAttribute("hreflang"))
        .Select(link => link.GetAttribute("href")!.Split('#')[0])
        .Distinct();

    [GeneratedRegex("(?<=/offers/)[a-z0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=after=|before=|from=|to=|month=)[^&]+")]
    private static partial Regex Id();
}
