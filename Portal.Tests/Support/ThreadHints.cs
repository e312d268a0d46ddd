using System.Collections.Concurrent;
using Portal.Data.Threads;

namespace Portal.Tests.Support;

/// <summary>Keeps what open browsers would have been told.</summary>
public sealed class ThreadHints : IThreadNotifier
{
    public ConcurrentQueue<(Guid ThreadId, long Sequence)> Changed { get; } = [];

    public ConcurrentQueue<(Guid ThreadId, Guid PersonId, long Sequence)> Read { get; } = [];

    public ConcurrentQueue<(Guid ThreadId, long Sequence)> Retracted { get; } = [];

    public Task ChangedAsync(Guid threadId, long sequence, IReadOnlyList<ThreadMember>? members = null)
    {
        Changed.Enqueue((threadId, sequence));
        return Task.CompletedTask;
    }

    public Task ReadAsync(Guid threadId, Guid personId, long sequence)
    {
        Read.Enqueue((threadId, personId, sequence));
        return Task.CompletedTask;
    }

    public Task RetractedAsync(Guid threadId, long sequence)
    {
        Retracted.Enqueue((threadId, sequence));
        return Task.CompletedTask;
    }
}
