using Portal.Data.Threads;

namespace Portal.Web.Pages.Threads;

/// <summary>Tells nobody: what is new is seen at the next look.</summary>
public sealed class QuietThreadNotifier : IThreadNotifier
{
    public Task ChangedAsync(Guid threadId, long sequence) => Task.CompletedTask;

    public Task ReadAsync(Guid threadId, Guid personId, long sequence) => Task.CompletedTask;

    public Task RetractedAsync(Guid threadId, long sequence) => Task.CompletedTask;
}
