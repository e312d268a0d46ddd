using System.Net;

namespace Portal.Tests.Web;

/// <summary>When something is broken, people are told so, and nothing of the inside comes out.</summary>
public sealed class BrokenTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_broken_database_gives_a_page_with_a_number_that_finds_the_line_in_the_log()
    {
        var gp = await host.BrowserAsync("gp");
        await host.ExecuteAsync("ALTER TABLE Municipalities RENAME TO Gone");

        var page = (await gp.GetAsync("/offers")).Is(HttpStatusCode.InternalServerError);
        var ready = (await host.Browser().GetAsync("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        var alive = (await host.Browser().GetAsync("/health/live")).Is(HttpStatusCode.OK);

        var number = page.Document.QuerySelector("main code")!.TextContent;
        Assert.Matches("^[0-9a-f]{32}$", number);
        Assert.All([page, ready, alive], answer => Assert.DoesNotMatch("Municipalities|Exception|Sqlite", answer.Text));
        Assert.Contains(host.Log.Lines, line => line.Contains("no such table: Municipalities", StringComparison.Ordinal));
    }
}
