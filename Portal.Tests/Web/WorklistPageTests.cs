using System.Net;
using System.Text;

namespace Portal.Tests.Web;

/// <summary>The caseworkers' lists as pages and as files.</summary>
public sealed class WorklistPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Views = ["", "waiting", "overdue", "drafts", "all", "done"];

    [Theory]
    [InlineData("caseworker", "")]
    [InlineData("caseworker", "&of=unit")]
    [InlineData("caseworker-far", "")]
    [InlineData("coordinator", "")]
    [InlineData("caseworker-colleague", "")]
    [InlineData("coordinator", "&type=LAE125&older=7")]
    [InlineData("coordinator", "&waits=clinic")]
    public async Task The_number_on_each_tab_is_that_of_the_rows_behind_it_whichever_tab_is_open(string person, string query)
    {
        var browser = await host.BrowserAsync(person);
        var expected = new List<string>();
        var told = new List<string>();

        foreach (var view in Views)
        {
            var page = (await browser.GetAsync($"/certificates?view={view}{query}")).Is(HttpStatusCode.OK);
            var rows = page.Document.QuerySelectorAll(".worklist tbody tr").Length;
            Assert.InRange(rows, 0, 29);
            expected.Add(view == "done" || rows == 0 ? "" : $"{rows}");
            told.Add(string.Join(' ', page.Document.QuerySelectorAll(".views li").Select(tab => tab.QuerySelector(".count")?.TextContent ?? "")));
            if (view.Length == 0 && query.Length == 0)
            {
                Assert.Equal(expected[0], page.Document.QuerySelector(".navigation-menu a[href='/certificates'] .count")?.FirstChild?.TextContent ?? "");
            }
        }

        Assert.All(told, numbers => Assert.Equal(string.Join(' ', expected), numbers));
        Assert.Contains(expected, number => number.Length > 0);
    }

    [Fact]
    public async Task A_list_is_narrowed_down_by_its_address_and_keeps_that_from_tab_to_tab()
    {
        var coordinator = await host.BrowserAsync("coordinator");

        var page = await coordinator.GetAsync("/certificates?view=waiting&type=LAE125&older=7");

        var rows = page.Document.QuerySelectorAll(".worklist tbody tr");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("LÆ 125", row.QuerySelector(".code")!.TextContent));
        Assert.Equal(rows.Length, (await coordinator.GetAsync("/certificates?view=waiting&type=LAE125")).Document.QuerySelectorAll(".worklist tbody tr")
            .Count(row => int.TryParse(row.QuerySelector(".age")!.TextContent.Split(' ')[0], out var days) && days >= 7));
        Assert.All(page.Document.QuerySelectorAll(".views a"), tab => Assert.EndsWith("type=LAE125&older=7", tab.GetAttribute("href"), StringComparison.Ordinal));
        var form = page.FormWith("older");
        Assert.Equal(("waiting", "LAE125", "7"), (form["view"], form["type"], form["older"]));
    }

    [Fact]
    public async Task What_an_address_says_and_nobody_knows_counts_as_not_said()
    {
        var caseworker = await host.BrowserAsync("caseworker");

        var plain = (await caseworker.GetAsync("/certificates")).Document.QuerySelector("main")!.TextContent;
        var odd = (await caseworker.GetAsync("/certificates?view=TODO&of=x&type=%3Cb%3E&waits=nobody&older=3&after=zzz")).Is(HttpStatusCode.OK);

        Assert.Equal(plain, odd.Document.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_file_has_what_the_list_has_and_hides_protected_names()
    {
        var colleague = await host.BrowserAsync("caseworker-colleague");
        var list = await colleague.GetAsync("/certificates?view=all&of=unit");
        var ids = list.Document.QuerySelectorAll(".worklist .who").Select(link => link.GetAttribute("href")!.Split('/')[2]).ToList();

        var bytes = await DownloadAsync(colleague, list.Document.QuerySelector("a[download]")!.GetAttribute("href")!);

        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.StartsWith("Borger;Født;Attest;Kode;Venter på;", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
        Assert.Equal(list.Document.QuerySelectorAll(".worklist .who").Select(link => link.TextContent), lines[1..^1].Select(line => line.Split(';')[0]));
        Assert.Contains("Beskyttet borger", lines[1..^1].Select(line => line.Split(';')[0]));
        Assert.DoesNotContain("Fatima-Zahra", text, StringComparison.Ordinal);
        var logged = await host.QueryAsync<string>("SELECT Detail FROM AuditEntries WHERE Action = 'certificate.export'");
        Assert.Equal(ids.Order(StringComparer.Ordinal), logged.SelectMany(detail => detail.Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_consultant_finds_what_waits_for_advice_on_the_start_page_and_in_the_list()
    {
        var consultant = await host.BrowserAsync("consultant");

        foreach (var address in (string[])["/", "/certificates"])
        {
            var page = (await consultant.GetAsync(address)).Is(HttpStatusCode.OK);
            var link = Assert.Single(page.Document.QuerySelectorAll(".task .who"));
            Assert.Equal("Ole Brandt-Nissen", link.TextContent);
            (await consultant.GetAsync(link.GetAttribute("href")!)).Is(HttpStatusCode.OK);
        }
    }

    private async Task<byte[]> DownloadAsync(Browser browser, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var answer = await host.Http.SendAsync(request);
        Assert.Equal(("text/csv", "attachment"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("attester-2026-11-23.csv", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
