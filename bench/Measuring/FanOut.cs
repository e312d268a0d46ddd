using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Population;
using Portal.Bench.Servers;
using Portal.Data.Threads;
using Portal.Web.Infrastructure.Live;

namespace Portal.Bench.Measuring;

/// <summary>One change of a thread told to so many open pages: by the portal, and by a server that sends the same bytes to as many WebSockets.</summary>
/// <remarks>One push at a time, the next when everybody has the last: several changes that come together are told as one.</remarks>
internal sealed class FanOut(PortalServer portal, int clients)
{
    private const int Stretches = 10;
    private const int WarmUps = 2;
    private const int DeliveriesAStretch = 4_000;
    private const int Nods = 500;

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    public int Clients => clients;

    /// <summary>CPU time of the server's process for one delivery.</summary>
    public Samples Portal { get; } = new();

    public Samples Bare { get; } = new();

    /// <summary>What the portal should have delivered.</summary>
    public long Deliveries { get; private set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    private int Pushes => Math.Clamp(DeliveriesAStretch / clients, 8, 1_000);

    /// <param name="cookies">Of people who take part in <see cref="Known.CrowdThread"/>, enough for all.</param>
    public async Task RunAsync(IReadOnlyList<string> cookies, CancellationToken ct)
    {
        var notifier = portal.Services.GetRequiredService<IThreadNotifier>();
        var members = await MembersAsync(ct);
        await using var bare = await BareServer.StartAsync();
        await using (var portalCrowd = await Crowd.GatherAsync(portal.Address, Known.CrowdThread, cookies.Take(clients)))
        await using (var bareCrowd = await Crowd.GatherAsync(bare.Address, null, Enumerable.Repeat("", clients)))
        {
            var (sequence, nods, raw) = (0L, new List<TimeSpan>(), new List<(TimeSpan Portal, TimeSpan Bare)>());
            for (var stretch = -WarmUps; stretch < Stretches; stretch++)
            {
                ct.ThrowIfCancellationRequested();
                var first = sequence;
                var portals = await MeasureAsync(portalCrowd, nods, number => notifier.ChangedAsync(Known.CrowdThread, number, members), first);
                var bares = await MeasureAsync(bareCrowd, nods, number => bare.PushAsync(Push.Write(Known.CrowdThread, number)), first);
                sequence += Pushes;
                if (stretch >= 0)
                {
                    raw.Add((portals, bares));
                }
            }

            // One figure for all: what a nod costs is small, and wavers more than it.
            var nod = nods.Order().ElementAt(nods.Count / 2);
            raw.ForEach(one =>
            {
                Portal.Add((one.Portal - nod) / clients);
                Bare.Add((one.Bare - nod) / clients);
            });
            var (received, doubled) = await portalCrowd.CountAsync();
            (Deliveries, Doubled, Lost) = (sequence * clients, doubled, (sequence * clients) - (received - doubled));
        }

        var connections = portal.Services.GetRequiredService<LiveConnections>();
        while (connections.All.Count > 0)
        {
            await Task.Delay(Settling, ct);
        }
    }

    /// <summary>Who takes part: whoever posts has read it.</summary>
    private async Task<IReadOnlyList<ThreadMember>> MembersAsync(CancellationToken ct)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ThreadRepository>().ListMembersAsync(Known.CrowdThread, ct);
    }

    /// <param name="nods">Gets what it costs to be told by the crowd.</param>
    /// <returns>CPU time of this process for one push, being told that all have it included.</returns>
    private async Task<TimeSpan> MeasureAsync(Crowd crowd, List<TimeSpan> nods, Func<long, Task> push, long first)
    {
        await crowd.PingAsync();
        await Task.Delay(Settling);
        nods.Add(await CpuAsync(Nods, _ => crowd.NodAsync()));
        return await CpuAsync(Pushes, async i =>
        {
            await push(first + i + 1);
            await crowd.WaitAsync();
        });
    }

    private static async Task<TimeSpan> CpuAsync(int times, Func<int, Task> act)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            await act(i);
        }

        return (Environment.CpuUsage.TotalTime - before) / times;
    }
}
