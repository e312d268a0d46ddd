using Portal.Data.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Takes news to the browsers of this node, and to the other nodes.</summary>
public sealed class SignalRThreadNotifier(LivePushes pushes, IEnumerable<ILiveRelay> relays) : IThreadNotifier
{
    public Task ChangedAsync(Guid threadId, long sequence, IReadOnlyList<ThreadMember>? members = null) =>
        TellAsync(new LiveNews(LiveKind.Changed, threadId, sequence, Guid.Empty), members);

    public Task ReadAsync(Guid threadId, Guid personId, long sequence) => TellAsync(new LiveNews(LiveKind.Read, threadId, sequence, personId));

    public Task RetractedAsync(Guid threadId, long sequence) => TellAsync(new LiveNews(LiveKind.Retracted, threadId, sequence, Guid.Empty));

    /// <summary>Somebody writes at this moment.</summary>
    public Task TypingAsync(Guid threadId, Guid personId) => TellAsync(new LiveNews(LiveKind.Typing, threadId, 0, personId));

    // Nothing here waits for a browser or for the net: whoever has written is not to wait either.
    private Task TellAsync(LiveNews news, IReadOnlyList<ThreadMember>? members = null)
    {
        pushes.Add(news, members);
        foreach (var relay in relays)
        {
            relay.Publish(news);
        }

        return Task.CompletedTask;
    }
}

/// <summary>The way to the other nodes.</summary>
public interface ILiveRelay
{
    /// <summary>Passes news on, now or never: it neither waits nor throws.</summary>
    void Publish(LiveNews news);
}
