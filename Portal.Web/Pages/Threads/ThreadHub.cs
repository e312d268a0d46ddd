using Microsoft.AspNetCore.SignalR;
using Portal.Web.Infrastructure.Live;

namespace Portal.Web.Pages.Threads;

/// <summary>Answer to a page that shows a thread.</summary>
/// <param name="Sequence">Number of the newest message; the page fetches what it lacks.</param>
public sealed record JoinedThread(long Sequence);

/// <summary>Answer to a page that has sent its draft.</summary>
/// <param name="Sequence">The message's number; 0 when it was not sent.</param>
/// <param name="Refusal">Why not, as the name of the outcome; the form says it in words.</param>
public sealed record SentDraft(long Sequence, string? Refusal);

/// <summary>The socket of an open page. Ids and numbers only: texts come and go with the page's own requests.</summary>
public sealed class ThreadHub(LiveThreads threads) : Hub
{
    public async Task<JoinedThread> Join(Guid threadId) => new(await threads.JoinAsync(Context.ConnectionId, threadId, Context.ConnectionAborted));

    public void Leave(Guid threadId) => threads.Leave(Context.ConnectionId, threadId);

    public Task Typing(Guid threadId) => threads.TypeAsync(Context.ConnectionId, threadId);

    public async Task<SentDraft> SendDraft(Guid threadId, Guid messageId, int draftVersion)
    {
        var posted = await threads.SendAsync(Context.ConnectionId, threadId, messageId, draftVersion, Context.ConnectionAborted);
        return new SentDraft(posted.Sequence, posted.Outcome.IsDone ? null : posted.Outcome.Kind.ToString());
    }
}
