using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Data.Audit;
using Portal.Data.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Tells the browsers of this node what has happened. Who takes part is read anew for each push: whoever was removed gets nothing of the next.</summary>
public sealed class LivePushes(LiveConnections connections, IServiceScopeFactory scopes, ILogger<LivePushes> logger) : BackgroundService
{
    // What waits longer than this many is dropped, the oldest first; the browser asks again at its next look.
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 200;

    private readonly Channel<LiveNews> _waiting = Channel.CreateBounded<LiveNews>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        dropped => Log.LivePushDropped(logger, dropped.Kind, dropped.ThreadId));

    /// <summary>Takes news in; who connects after this instant asks for what there is by joining.</summary>
    public void Add(LiveNews news)
    {
        if (connections.All.Count > 0)
        {
            _waiting.Writer.TryWrite(news);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<LiveNews>();
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var news))
            {
                batch.Add(news);
            }

            await PushAsync(batch, stoppingToken);
        }
    }

    private async Task PushAsync(List<LiveNews> batch, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var found = await scope.ServiceProvider.GetRequiredService<ThreadAudiences>().ListAsync(batch.Select(news => news.ThreadId), ct);
            foreach (var news in Newest(batch))
            {
                if (found.TryGetValue(news.ThreadId, out var thread))
                {
                    Push(news, thread);
                }
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.LivePushFailed(logger, e, batch.Count);
        }
    }

    // A browser fetches everything after its last message: of several changes of a thread in one batch the newest says it all.
    private static IEnumerable<LiveNews> Newest(List<LiveNews> batch) => batch
        .GroupBy(news => news.Kind == LiveKind.Changed ? (news.Kind, news.ThreadId, 0, Guid.Empty) : (news.Kind, news.ThreadId, news.Sequence, news.PersonId))
        .Select(same => same.MaxBy(news => news.Sequence)!);

    private void Push(LiveNews news, ThreadAudience thread)
    {
        var message = new SerializedHubMessage(news.Kind switch
        {
            LiveKind.Changed => new InvocationMessage(LiveMessages.Changed, [new ThreadAt(news.ThreadId, news.Sequence)]),
            LiveKind.Read => new InvocationMessage(LiveMessages.Read, [new ThreadReadBy(news.ThreadId, news.PersonId, news.Sequence)]),
            LiveKind.Retracted => new InvocationMessage(LiveMessages.Retracted, [new ThreadAt(news.ThreadId, news.Sequence)]),
            LiveKind.Typing => new InvocationMessage(LiveMessages.Typing, [new ThreadTypedBy(news.ThreadId, news.PersonId)]),
        });
        var count = new SerializedHubMessage(new InvocationMessage(LiveMessages.Count, []));
        foreach (var live in connections.All)
        {
            var hasJoined = live.HasJoined(news.ThreadId);
            if (!hasJoined && (news.Kind != LiveKind.Changed || !Concerns(thread, live.Acting)))
            {
                continue;
            }

            if (thread.ActiveSightOf(live.Acting) is not { } sight)
            {
                connections.Leave(live, news.ThreadId);
            }
            else if (!hasJoined)
            {
                live.Send(count);
            }
            else if (sight.MayRead(news.Sequence) || (news.Kind == LiveKind.Typing && news.PersonId != live.Who.PersonId))
            {
                // Whoever has the thread before them is told of it once; the script takes it for a new count, too.
                live.Send(message);
            }
        }
    }

    // Quickly passes by those who are not of any of the parties; the rules decide about the others.
    private static bool Concerns(ThreadAudience thread, ActionContext viewer)
    {
        foreach (var member in thread.Members)
        {
            if (member.IsActive
                && ((member.ClinicId is { } clinic && clinic == viewer.ClinicId)
                    || (member.PersonId is { } person && person == viewer.PersonId)
                    || (member.UnitId is { } unit && (unit == viewer.UnitId || viewer.CoveredUnitIds.Contains(unit)))))
            {
                return true;
            }
        }

        return false;
    }
}
