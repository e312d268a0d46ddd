using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Measuring;
using Portal.Bench.Population;
using Portal.Bench.Servers;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Threads;

namespace Portal.Bench;

/// <summary>Measures threads: how long a message is on its way, what it costs to tell many, and whether a long thread is as quick as a short one.</summary>
/// <param name="longThread">Messages of the long thread.</param>
internal sealed class ThreadRun(PortalServer portal, int longThread, int rounds, TextWriter output)
{
    private const int WarmUps = 150;
    private const int PageSize = 50;

    private static readonly int[] Crowds = [2, 100, 1_000];

    private Viewer? _viewer;

    public async Task GoAsync(CancellationToken ct)
    {
        await using var bare = await BareServer.StartAsync();
        await CompareLengthsAsync(bare, ct);
        await TravelAsync(bare, ct);
        await FanOutAsync(ct);
    }

    private async Task CompareLengthsAsync(BareServer bare, CancellationToken ct)
    {
        using var caseworker = await Visitor.SignInAsync(portal.Address, Known.Caseworker);
        using var visitor = new Visitor(bare.Address);
        Contest[] contests =
        [
            ContestOf($"its page, latest {PageSize}", (thread, _) => caseworker.GetAsync($"/threads/{thread}")),
            ContestOf($"the {PageSize} before the middle", (thread, messages) => caseworker.GetAsync($"/threads/{thread}?handler=messages&before={(messages / 2) + 1}")),
            ContestOf("what is new", (thread, messages) => caseworker.GetAsync($"/threads/{thread}?handler=messages&after={messages - 1}")),
            ContestOf($"latest {PageSize}, read alone", (thread, _) => ReadAsync(thread, ct)),
        ];
        await Contest.RunAllAsync(contests, portal.Engine, rounds, ct);
        await Contest.WriteAsync(contests, $"a thread with {longThread:N0} messages", $": one with {Known.ShortThreadMessages}", output);

        Contest ContestOf(string what, Func<Guid, int, Task<int>> act) => new(
            new Subject(what, () => act(Known.LongThread, longThread)),
            new Subject(what, () => act(Known.ShortThread, Known.ShortThreadMessages)),
            visitor);
    }

    /// <summary>The latest messages without a page around them. No page, so no bytes.</summary>
    private async Task<int> ReadAsync(Guid threadId, CancellationToken ct)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<DirectoryRepository>();
        var threads = scope.ServiceProvider.GetRequiredService<ThreadRepository>();
        _viewer ??= await directory.FindViewerAsync((await directory.FindBySignInKeyAsync(Known.Caseworker, ct))!.Id, DanishTime.DayOf(PopulationPlan.Now), ct);
        var thread = await threads.FindAsync(threadId, _viewer!.Acting(PopulationPlan.Now, null), ct);
        return (await threads.ListMessagesAsync(thread!, ThreadPage.Latest(PageSize), ct)).Count == PageSize
            ? 0
            : throw new InvalidOperationException($"Thread {threadId} has too few messages.");
    }

    private async Task TravelAsync(BareServer bare, CancellationToken ct)
    {
        using var trips = await Trips.StartAsync(portal.Address, bare.Address, ct);
        await trips.RunAsync(WarmUps, rounds, ct);
        await output.WriteLineAsync(
            $"""

            a message on its way                     p50 ms   p95 ms   : bare trip             : bare trip, kept on disk : WebSocket echo
            posted by one, {trips.Posted:N0} bytes; pushed;
            fetched by the other, {trips.Fetched:N0} bytes       {trips.Portal.Percentile(0.5),7:0.00}  {trips.Portal.Percentile(0.95),7:0.00}   {trips.Portal.Against(trips.Bare),-22}  {trips.Portal.Against(trips.Kept),-22}  {trips.Portal.Against(trips.Echo)}
            """);
    }

    private async Task FanOutAsync(CancellationToken ct)
    {
        // As many pages as are kept connected of one person.
        const int PagesEach = Portal.Web.Infrastructure.Live.LiveConnections.MostOfPerson;
        await output.WriteLineAsync("\none message told to so many   deliveries     lost  doubled  CPU µs of each   : bare fan-out");
        var cookies = new List<string>();
        foreach (var clients in Crowds)
        {
            while (cookies.Count < clients)
            {
                using var visitor = await Visitor.SignInAsync(portal.Address, Known.InCrowd(cookies.Count / PagesEach));
                cookies.AddRange(Enumerable.Repeat(visitor.Cookies, PagesEach));
            }

            var fanOut = new FanOut(portal, clients);
            await fanOut.RunAsync(cookies, ct);
            await output.WriteLineAsync(
                $"{clients,5:N0} connected pages          {fanOut.Deliveries,10:N0} {fanOut.Lost,8:N0} {fanOut.Doubled,8:N0}  {1000 * fanOut.Portal.Percentile(0.5),14:0.0}   {fanOut.Portal.Against(fanOut.Bare)}");
        }
    }
}
