namespace Portal.Web.Infrastructure.Live;

/// <summary>What has happened in a thread.</summary>
public enum LiveKind
{
    /// <summary>It has got a message, or its parties or its turn have changed.</summary>
    Changed,

    Read,
    Retracted,

    /// <summary>Somebody writes at this moment.</summary>
    Typing,
}

/// <summary>What nodes and browsers are told: ids and numbers, never a text.</summary>
/// <param name="Sequence">The message that it is about; 0 for none.</param>
/// <param name="PersonId">Who reads or writes; empty where it does not matter.</param>
public sealed record LiveNews(LiveKind Kind, Guid ThreadId, long Sequence, Guid PersonId);

/// <summary>The ways from the server to a browser, by the names that <c>live.js</c> and <c>thread.js</c> listen to, and what each carries.</summary>
internal static class LiveMessages
{
    public const string Changed = "changed";
    public const string Read = "read";
    public const string Retracted = "retracted";
    public const string Typing = "typing";
    public const string Online = "online";

    /// <summary>The number in the menu may be another now.</summary>
    public const string Count = "count";

    /// <summary>The person has opened more pages than connections are kept for; this is the oldest.</summary>
    public const string Crowded = "crowded";
}

internal sealed record ThreadAt(Guid ThreadId, long Sequence);

internal sealed record ThreadReadBy(Guid ThreadId, Guid PersonId, long Sequence);

internal sealed record ThreadTypedBy(Guid ThreadId, Guid PersonId);

internal sealed record ThreadOnline(Guid ThreadId, IReadOnlyList<Guid> PersonIds);
