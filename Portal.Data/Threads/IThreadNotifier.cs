namespace Portal.Data.Threads;

/// <summary>Tells open browsers that there is something to fetch. A hint: what it drops, the next look at the page brings.</summary>
/// <remarks>Called after the commit. Never throws, and never carries a text.</remarks>
public interface IThreadNotifier
{
    /// <summary>The thread has got a message, or an earlier one has changed.</summary>
    /// <param name="sequence">Number of its newest message.</param>
    /// <param name="members">Who takes part, as the transaction that numbered the message has read it; null for it to be read anew.</param>
    Task ChangedAsync(Guid threadId, long sequence, IReadOnlyList<ThreadMember>? members = null);

    /// <summary>Somebody has read on, up to a message.</summary>
    Task ReadAsync(Guid threadId, Guid personId, long sequence);

    /// <summary>A message has been taken back: what a browser has of it must go.</summary>
    Task RetractedAsync(Guid threadId, long sequence);
}
