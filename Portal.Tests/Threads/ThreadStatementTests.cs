using System.Net;
using Portal.Tests.Threads.Live;
using Portal.Tests.Web;

namespace Portal.Tests.Threads;

/// <summary>A message on its way from one to the other takes a fixed number of SQL statements, in a short thread as in a long one.</summary>
public sealed class ThreadStatementTests(LiveHost host, ITestOutputHelper output) : IClassFixture<LiveHost>
{
    /// <summary>
    /// Who asks; the thread and its parties, for the page and again under its lock; its number, whether it is a repeat, who writes; the message, the turn,
    /// how far the writer has read, the draft that is no more, the row in the log.
    /// </summary>
    private const int MostOfPost = 13;

    /// <summary>Who asks, the thread and its parties; the messages, what goes with them, who has read them; the row in the log.</summary>
    private const int MostOfFragment = 7;

    [Fact]
    public async Task A_post_and_what_the_other_fetches_take_as_many_statements_however_long_the_thread_is()
    {
        var address = $"/threads/{await host.ThreadAsync()}";
        var (writer, reader) = (await host.BrowserAsync("gp"), await host.BrowserAsync("caseworker"));
        var token = await writer.TokenAsync();
        await PostAsync();
        int[] first = [await CountAsync(PostAsync), await CountAsync(FetchAsync)];
        for (var i = 0; i < 60; i++)
        {
            await PostAsync();
        }

        int[] later = [await CountAsync(PostAsync), await CountAsync(FetchAsync)];

        output.WriteLine($"{string.Join(", ", first)}; {string.Join(", ", later)}");
        Assert.Equal(first, later);
        Assert.InRange(later[0], 1, MostOfPost);
        Assert.InRange(later[1], 1, MostOfFragment);

        Task<WebPage> PostAsync() => writer.PostAsync(
            $"{address}?handler=post",
            [new("messageId", $"{Guid.NewGuid()}"), new("draftVersion", "0"), new("body", "Ja, en **pause** hver time."), new("__RequestVerificationToken", token)],
            fetch: "fetch");

        Task<WebPage> FetchAsync() => reader.GetAsync($"{address}?handler=messages&after=2", fetch: "fetch");
    }

    private async Task<int> CountAsync(Func<Task<WebPage>> visit)
    {
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await visit()).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;

        return count;
    }
}
