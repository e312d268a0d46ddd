using System.Net;

namespace Portal.Tests.Web;

/// <summary>How many SQL statements a page takes: the difference between a page that is quick for one and a page that is quick for all.</summary>
public sealed class StatementTests(PortalHost host, ITestOutputHelper output) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("gp")]
    [InlineData("staff")]
    [InlineData("caseworker")]
    [InlineData("coordinator")]
    [InlineData("consultant")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task No_page_of_the_daily_work_takes_more_than_three_statements(string person)
    {
        var browser = await host.BrowserAsync(person);
        var certificate = await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125");
        var answered = await host.CertificateAsync("Henriette Bang Olsen", "LAE135");
        string[] addresses =
        [
            "/", "/offers", "/offers?q=ryg&referral=OpenAccess", "/offers/rygtraening",
            "/certificates", "/certificates?view=done", $"/certificates/{certificate}", $"/certificates/{answered}",
        ];

        var counts = new List<(string Address, int Count)>();
        foreach (var address in addresses)
        {
            // The first visit fills the caches, and the first look at a certificate is written down.
            if ((await browser.GetAsync(address)).Status == HttpStatusCode.OK)
            {
                counts.Add((address, await CountAsync(() => browser.GetAsync(address))));
            }
        }

        output.WriteLine(string.Join('\n', counts.Select(count => $"{count.Count} {count.Address}")));
        Assert.NotEmpty(counts);
        Assert.All(counts, count => Assert.True(
            count.Count > 0 && count.Count <= Most, $"{count.Address} takes {count.Count} statements."));
    }

    private const int Most = 3;

    private async Task<int> CountAsync(Func<Task<WebPage>> visit)
    {
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await visit()).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;

        return count;
    }
}
