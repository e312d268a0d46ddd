using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Data.Audit;
using Portal.Data.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Tells the browsers of this node what has happened. Who takes part is what stood when the message was numbered, or is read anew for each push: whoever was removed gets nothing of the next.</summary>
public sealed class LivePushes(LiveConnections connections, IServiceScopeFactory scopes, ILogger<LivePushes> logger) : BackgroundService
{
    // What waits longer than this many is dropped, the oldest first; the browser asks again at its next look.
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 200;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        dropped => Log.LivePushDropped(logger, dropped.News.Kind, dropped.News.ThreadId));

    /// <summary>Takes news in; who connects after this instant asks for what there is by joining.</summary>
    /// <param name="members">Who takes part; null for it to be read.</param>
    public void Add(LiveNews news, IReadOnlyList<ThreadMember>? members = null)
    {
        if (connections.All.Count > 0)
        {
            _waiting.Writer.TryWrite(new Waiting(news, members));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>();
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

    private async Task PushAsync(List<Waiting> batch, CancellationToken ct)
    {
        try
        {
            var found = await FindAudiencesAsync(batch, ct);
            foreach (var news in Newest(batch.Select(waiting => waiting.News)))
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

    /// <summary>Who takes part, as of the newest of the batch; what is read now is newer than what any of it has brought.</summary>
    private async Task<Dictionary<Guid, ThreadAudience>> FindAudiencesAsync(List<Waiting> batch, CancellationToken ct)
    {
        var found = new Dictionary<Guid, ThreadAudience>();
        var unknown = new List<Guid>();
        foreach (var (news, members) in batch)
        {
            if (members is null)
            {
                unknown.Add(news.ThreadId);
            }
            else if (found.GetValueOrDefault(news.ThreadId) is not { } other || other.LastSequence < news.Sequence)
            {
                found[news.ThreadId] = new ThreadAudience { ThreadId = news.ThreadId, LastSequence = news.Sequence, Members = members };
            }
        }

        if (unknown.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var (threadId, audience) in await scope.ServiceProvider.GetRequiredService<ThreadAudiences>().ListAsync(unknown, ct))
            {
                found[threadId] = audience;
            }
        }

        return found;
    }

    // A browser fetches everything after its last message: of several changes of a thread in one batch the newest says it all.
    private static IEnumerable<LiveNews> Newest(IEnumerable<LiveNews> batch) => batch
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

    /// <param name="Members">Who took part when it happened; null for it to be read.</param>
    private sealed record Waiting(LiveNews News, IReadOnlyList<ThreadMember>? Members);
}
