using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Data.Directory;
using Portal.Data.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Asks each second whether those who are connected still may be: who was signed out, moved or has lost access is closed, on whichever node that was done.</summary>
public sealed class LiveWatch(LiveConnections connections, IServiceScopeFactory scopes, TimeProvider clock, ILogger<LiveWatch> logger) : BackgroundService
{
    /// <summary>Half of the two seconds in which a connection must be gone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Who is online is a hint; beyond this many it says nothing.
    private const int MostOnline = 50;

    private readonly ConcurrentDictionary<Guid, bool> _shown = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        connections.ThreadShown += threadId => _shown[threadId] = true;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (connections.All.Count > 0)
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    /// <summary>Looks once. What goes wrong is logged and left to the next second.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await CloseLostAsync(scope.ServiceProvider.GetRequiredService<SessionRepository>(), ct);
            await DropLostAsync(scope.ServiceProvider.GetRequiredService<ThreadAudiences>(), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.LiveWatchFailed(logger, e);
        }
    }

    private async Task CloseLostAsync(SessionRepository sessions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var all = connections.All;
        var open = await sessions.ListOpenAsync(all.Select(live => live.Who.SessionId), now.UtcDateTime, ct);
        foreach (var live in all.Where(live => !live.IsClosed && !live.Holds(open.GetValueOrDefault(live.Who.SessionId)?.Acting(live.Who.SubstitutionId), now)))
        {
            Log.LiveConnectionClosed(logger, live.Who.PersonId);
            live.Close();
        }
    }

    private async Task DropLostAsync(ThreadAudiences audiences, CancellationToken ct)
    {
        var shown = connections.All.Where(live => !live.IsClosed).SelectMany(live => live.Threads, (live, threadId) => (live, threadId)).ToList();
        var found = await audiences.ListAsync(shown.Select(pair => pair.threadId), ct);
        foreach (var thread in shown.GroupBy(pair => pair.threadId, pair => pair.live))
        {
            var here = thread.ToLookup(live => found.GetValueOrDefault(thread.Key)?.ActiveSightOf(live.Acting) is not null);
            foreach (var lost in here[false])
            {
                connections.Leave(lost, thread.Key);
            }

            if (_shown.TryRemove(thread.Key, out _))
            {
                TellWhoIsThere(thread.Key, [.. here[true]]);
            }
        }
    }

    // Once a second at most, however many come and go.
    private static void TellWhoIsThere(Guid threadId, IReadOnlyList<LiveConnection> here)
    {
        IReadOnlyList<Guid> people = [.. here.Select(live => live.Who.PersonId).Distinct().Order().Take(MostOnline)];
        var message = new SerializedHubMessage(new InvocationMessage(LiveMessages.Online, [new ThreadOnline(threadId, people)]));
        foreach (var live in here)
        {
            live.Send(message);
        }
    }
}
