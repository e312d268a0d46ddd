using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Web.Pages.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Everybody who has a page open on this node. SignalR tells it of each connection before the hub hears of it.</summary>
public sealed class LiveConnections(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DefaultHubLifetimeManager<ThreadHub>> logger)
    : DefaultHubLifetimeManager<ThreadHub>(logger)
{
    /// <summary>How many pages of one person are kept connected; another closes the oldest.</summary>
    public const int MostOfPerson = 5;

    private readonly ConcurrentDictionary<string, LiveConnection> _all = [];
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>A thread's page was opened or closed, so that who is there may have changed.</summary>
    public event Action<Guid>? ThreadShown;

    public ICollection<LiveConnection> All => _all.Values;

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        if (SignIn.Read(connection.User) is { } who && await ActingAsync(who, connection.ConnectionAborted) is { } acting)
        {
            var expiresAt = connection.GetHttpContext()?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
            Add(new LiveConnection(connection, who, acting, expiresAt, Interlocked.Increment(ref _last)));
        }
        else
        {
            connection.Abort();
        }
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_all.TryRemove(connection.ConnectionId, out var live))
        {
            foreach (var threadId in live.Threads)
            {
                ThreadShown?.Invoke(threadId);
            }
        }

        await base.OnDisconnectedAsync(connection);
    }

    /// <returns>Null once it has been closed.</returns>
    public LiveConnection? Find(string connectionId) => _all.GetValueOrDefault(connectionId) is { IsClosed: false } live ? live : null;

    /// <summary>As whom somebody acts at this moment.</summary>
    /// <returns>Null when the session is over or the person has no access any more.</returns>
    public async Task<ActionContext?> ActingAsync(SignedIn who, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<SessionRepository>().ListOpenAsync([who.SessionId], clock.GetUtcNow().UtcDateTime, ct);
        return open.GetValueOrDefault(who.SessionId) is { } session && session.Own.PersonId == who.PersonId ? session.Acting(who.SubstitutionId) : null;
    }

    public bool Join(LiveConnection live, Guid threadId)
    {
        var joined = live.TryJoin(threadId);
        ThreadShown?.Invoke(threadId);
        return joined;
    }

    public void Leave(LiveConnection live, Guid threadId)
    {
        if (live.Leave(threadId))
        {
            ThreadShown?.Invoke(threadId);
        }
    }

    /// <summary>Ends what is connected with a session on this node.</summary>
    public void CloseSession(Guid sessionId)
    {
        foreach (var live in All.Where(live => live.Who.SessionId == sessionId))
        {
            live.Close();
        }
    }

    private void Add(LiveConnection live)
    {
        IReadOnlyList<LiveConnection> crowd;
        // Two that come at the same instant must see each other.
        lock (_gate)
        {
            _all[live.Id] = live;
            crowd = [.. All.Where(other => other.Who.PersonId == live.Who.PersonId && !other.IsClosed).OrderByDescending(other => other.Number).Skip(MostOfPerson)];
        }

        foreach (var oldest in crowd)
        {
            oldest.Send(new SerializedHubMessage(new Microsoft.AspNetCore.SignalR.Protocol.InvocationMessage(LiveMessages.Crowded, [])));
            oldest.Close();
        }
    }
}
