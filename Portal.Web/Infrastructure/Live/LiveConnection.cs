using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Portal.Data.Audit;

namespace Portal.Web.Infrastructure.Live;

/// <summary>An open page of a signed-in person.</summary>
/// <param name="expiresAt">When the cookie that it came with runs out; null when it does not say.</param>
public sealed class LiveConnection(HubConnectionContext wire, SignedIn who, ActionContext acting, DateTimeOffset? expiresAt, long number)
{
    /// <summary>A page shows one thread; a few more leave room for whatever comes.</summary>
    public const int MostThreads = 20;

    // What a reader who does not read may be behind.
    private const int MostUnsent = 200;

    private readonly ConcurrentDictionary<Guid, long> _threads = [];
    private int _unsent;

    public string Id => wire.ConnectionId;

    public SignedIn Who => who;

    /// <summary>As whom the person acts. When that is no longer so, the connection ends and a new one begins.</summary>
    public ActionContext Acting => acting;

    /// <summary>Connections are numbered as they come.</summary>
    public long Number => number;

    /// <summary>Whether nothing goes out any more.</summary>
    public bool IsClosed { get; private set; }

    public IEnumerable<Guid> Threads => _threads.Keys;

    public bool HasJoined(Guid threadId) => _threads.ContainsKey(threadId);

    /// <returns>False when the page has joined too many.</returns>
    public bool TryJoin(Guid threadId) => _threads.ContainsKey(threadId) || (_threads.Count < MostThreads && _threads.TryAdd(threadId, 0));

    public bool Leave(Guid threadId) => _threads.TryRemove(threadId, out _);

    /// <summary>Whether the person still has what they had when they connected, and the cookie still holds.</summary>
    public bool Holds(ActionContext? present, DateTimeOffset now) =>
        present is not null
        && (expiresAt is null || now < expiresAt)
        && (present.PersonId, present.Role, present.MunicipalityId, present.UnitId, present.ClinicId, present.OnBehalfOfId)
            == (acting.PersonId, acting.Role, acting.MunicipalityId, acting.UnitId, acting.ClinicId, acting.OnBehalfOfId)
        && present.CoveredUnitIds.SequenceEqual(acting.CoveredUnitIds);

    /// <summary>Sends without waiting for the reader. One who is too far behind is closed: what is missed is fetched at the next connection.</summary>
    public void Send(SerializedHubMessage message)
    {
        if (IsClosed)
        {
            return;
        }

        var sending = wire.WriteAsync(message);
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        if (Interlocked.Increment(ref _unsent) > MostUnsent)
        {
            Close();
        }

        _ = FinishAsync(sending);
    }

    /// <summary>Ends it at once.</summary>
    public void Close()
    {
        IsClosed = true;
        wire.Abort();
    }

    private async Task FinishAsync(ValueTask sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The browser has gone; its connection ends by itself.
        }
        finally
        {
            Interlocked.Decrement(ref _unsent);
        }
    }
}
