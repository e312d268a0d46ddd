using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Portal.Data.Audit;
using Portal.Data.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>What an open page asks of a thread. The person's rights are read anew for each call.</summary>
public sealed class LiveThreads(
    LiveConnections connections, ThreadAudiences audiences, ThreadService threads, SignalRThreadNotifier notifier, TypingHints typing, TimeProvider clock, ILogger<LiveThreads> logger)
{
    /// <summary>From now on the page is told what happens in the thread.</summary>
    /// <returns>Number of the newest message that the person may read.</returns>
    /// <exception cref="HubException">The thread is unknown, or the person does not take part in it.</exception>
    public async Task<long> JoinAsync(string connectionId, Guid threadId, CancellationToken ct)
    {
        var (live, acting) = await FindAsync(connectionId, ct);
        var thread = await audiences.FindAsync(threadId, ct);
        if (thread?.ActiveSightOf(acting) is not { } sight || !connections.Join(live, threadId))
        {
            throw Refuse(live, threadId, "Join");
        }

        return sight.Newest(thread.LastSequence);
    }

    public void Leave(string connectionId, Guid threadId)
    {
        if (connections.Find(connectionId) is { } live)
        {
            connections.Leave(live, threadId);
        }
    }

    /// <summary>Tells the others that the person writes; too often is once.</summary>
    public async Task TypeAsync(string connectionId, Guid threadId)
    {
        if (connections.Find(connectionId) is not { } live)
        {
            return;
        }

        if (!live.HasJoined(threadId))
        {
            throw Refuse(live, threadId, "Typing");
        }

        if (typing.IsDue(live.Who.PersonId, threadId))
        {
            await notifier.TypingAsync(threadId, live.Who.PersonId);
        }
    }

    /// <summary>Sends what the person has saved as a draft. What was begun is finished, though the connection may go.</summary>
    public async Task<PostOutcome> SendAsync(string connectionId, Guid threadId, Guid messageId, int draftVersion, CancellationToken ct)
    {
        var (live, acting) = await FindAsync(connectionId, ct);
        if ((await audiences.FindAsync(threadId, ct))?.ActiveSightOf(acting) is null)
        {
            throw Refuse(live, threadId, "SendDraft");
        }

        return await threads.PostDraftAsync(threadId, messageId, draftVersion, acting with { TraceId = Activity.Current?.TraceId.ToString() }, CancellationToken.None);
    }

    private async Task<(LiveConnection Live, ActionContext Acting)> FindAsync(string connectionId, CancellationToken ct)
    {
        if (connections.Find(connectionId) is not { } live)
        {
            throw new HubException("closed");
        }

        var acting = await connections.ActingAsync(live.Who, ct);
        if (!live.Holds(acting, clock.GetUtcNow()))
        {
            live.Close();
            throw new HubException("closed");
        }

        return (live, acting!);
    }

    private HubException Refuse(LiveConnection live, Guid threadId, string call)
    {
        Log.LiveThreadRefused(logger, call, live.Who.PersonId, threadId);
        return new HubException("not found");
    }
}
