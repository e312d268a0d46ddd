using Portal.Tests.Web;

namespace Portal.Tests.Threads.Live;

/// <summary>Two nodes on one database, with a broker between them.</summary>
/// <remarks>The variable PORTAL_TEST_BROKER names a RabbitMQ, as <c>amqp://…</c>.</remarks>
public sealed class BrokerTests(DemoTemplate template) : IAsyncLifetime
{
    private static readonly string? Broker = Environment.GetEnvironmentVariable("PORTAL_TEST_BROKER") is { Length: > 0 } text ? text : null;

    private string _folder = "";

    public static bool HasBroker => Broker is not null;

    public async ValueTask InitializeAsync() => _folder = await template.CopyAsync();

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact(Skip = "PORTAL_TEST_BROKER is not set.", SkipUnless = nameof(HasBroker))]
    public async Task What_is_written_on_one_node_is_told_to_the_browsers_of_the_other()
    {
        using var first = new PortalProcess([.. DemoTemplate.Arguments(_folder), $"--ConnectionStrings:Broker={Broker}"]);
        using var one = Browser.Client(await first.AddressAsync());
        using var second = new PortalProcess([.. DemoTemplate.Arguments(_folder), $"--ConnectionStrings:Broker={Broker}"]);
        using var two = Browser.Client(await second.AddressAsync());
        var (mette, anna) = (new Browser(one), new Browser(two));
        await mette.SignInAsync("caseworker");
        await anna.SignInAsync("gp");
        var thread = Guid.Parse((await mette.GetAsync("/threads?view=waiting")).Document.QuerySelectorAll("a[href^='/threads/']")
            .Select(link => link.GetAttribute("href")!.Split('/', '?', '#')[2]).First(id => Guid.TryParse(id, out _)));
        await using var page = await HubClient.ConnectAsync(two.BaseAddress!, anna);
        var before = await page.JoinAsync(thread);

        // Which node meets the broker first is nobody's business: what is not told yet is told with the next.
        for (var attempt = 0; attempt < 20 && !page.News.TryPeek(out _); attempt++)
        {
            var form = (await mette.GetAsync($"/threads/{thread}")).FormWith("messageId").Set("body", $"Fra den ene til den anden, {attempt}");
            (await mette.PostAsync(form, "post")).Is(System.Net.HttpStatusCode.Redirect);
            await Task.Delay(500);
        }

        var told = await page.ExpectAsync("changed");

        Assert.Equal(thread, told.ThreadId);
        Assert.True(told.Sequence > before);
    }
}
