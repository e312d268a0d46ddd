using System.Collections.Concurrent;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Remembers when somebody was last said to be writing.</summary>
public sealed class TypingHints(TimeProvider clock)
{
    /// <summary>How often one person's writing in one thread is told.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(Guid PersonId, Guid ThreadId), long> _told = [];

    /// <summary>Whether it is to be told now; then it counts as told.</summary>
    public bool IsDue(Guid personId, Guid threadId)
    {
        if (_told.TryGetValue((personId, threadId), out var at) && clock.GetElapsedTime(at) < Pause)
        {
            return false;
        }

        // A hint too many, once in a long while, does no harm.
        if (_told.Count >= MostRemembered)
        {
            _told.Clear();
        }

        _told[(personId, threadId)] = clock.GetTimestamp();
        return true;
    }
}
