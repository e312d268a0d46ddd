using Portal.Data.Directory;
using Portal.Data.Threads;

namespace Portal.Tests.Support;

public sealed partial class World
{
    public ThreadService Threads => Get<ThreadService>();

    public ThreadHints Hints => (ThreadHints)Get<IThreadNotifier>();

    /// <summary>A thread about a citizen that Mette has begun with Anna's clinic, by default about a new citizen.</summary>
    public async Task<Guid> ThreadAsync(string first = "Kan hun stå op i tre timer?", Guid? citizenId = null, Person? by = null) =>
        Done((await Threads.StartAsync(
            new ThreadStartInput
            {
                Category = ThreadCategory.Considerations,
                Subject = "Skånehensyn ved delvis raskmelding",
                CitizenId = citizenId ?? await CitizenAsync(),
                ClinicPersonId = Cast.Anna.Id,
                Message = new ThreadPostInput { MessageId = Guid.NewGuid(), Body = first },
            },
            As(by ?? Cast.Mette),
            CancellationToken.None)).Outcome);

    /// <summary>Writes a message, and gives its number.</summary>
    public async Task<long> WriteAsync(Guid threadId, Person by, string body, bool endsQuestion = false)
    {
        var posted = await Threads.PostAsync(
            threadId, new ThreadPostInput { MessageId = Guid.NewGuid(), Body = body, EndsQuestion = endsQuestion }, As(by), CancellationToken.None);
        Done(posted.Outcome);
        return posted.Sequence;
    }

    /// <summary>The thread as somebody sees it; null when they do not.</summary>
    public Task<DialogueThread?> SeeAsync(Guid threadId, Person by) => Get<ThreadRepository>().FindAsync(threadId, As(by), CancellationToken.None);

    /// <summary>What somebody may read of a thread, the oldest first.</summary>
    public async Task<IReadOnlyList<ThreadMessage>> MessagesAsync(Guid threadId, Person by) => await SeeAsync(threadId, by) is { } thread
        ? await Get<ThreadRepository>().ListMessagesAsync(thread, ThreadPage.Latest(1000), CancellationToken.None)
        : [];
}
