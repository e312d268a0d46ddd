using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Tests.Web;
using Portal.Web.Infrastructure.Live;

namespace Portal.Tests.Threads.Live;

/// <summary>A portal with threads between the demo people, and connections to it.</summary>
public sealed class LiveHost(DemoTemplate template) : PortalHost(template)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public Uri Address => Http.BaseAddress!;

    public LiveConnections Connections => Services.GetRequiredService<LiveConnections>();

    protected override IReadOnlyList<string> Settings =>
        ["--Portal:AllowedOrigins:0=https://portal.example.dk", "--Portal:PublicUrl=https://samarbejde.example.dk/portal"];

    public Task<HubClient> ConnectAsync(Browser browser, FrameLog? frames = null) => HubClient.ConnectAsync(Address, browser, frames: frames);

    /// <summary>A new thread that a caseworker begins with a doctor's clinic.</summary>
    public Task<Guid> ThreadAsync(string from = "caseworker", string to = "gp") => DoAsync<ThreadService, Guid>(from, async (threads, by) =>
    {
        var clinic = await ValueAsync<Guid>("SELECT ClinicId FROM People WHERE SignInKey = @to", new { to });
        var posted = await threads.StartAsync(
            new ThreadStartInput
            {
                Category = ThreadCategory.Other,
                Subject = "Om noget",
                ClinicId = clinic,
                Message = new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Den første besked" },
            },
            by,
            Ct);
        Assert.True(posted.Outcome.IsDone, posted.Outcome.ToString());
        return posted.ThreadId;
    });

    /// <summary>Saves a draft past the pages.</summary>
    /// <returns>Its version.</returns>
    public Task<int> DraftAsync(string person, Guid threadId, string body) => DoAsync<ThreadService, int>(person, async (threads, by) =>
    {
        var saved = await threads.SaveDraftAsync(threadId, 0, new ThreadDraft { Body = body }, by, Ct);
        Assert.True(saved.IsDone, saved.ToString());
        return saved.Version;
    });

    public Task<long> PostAsync(string person, Guid threadId, string body) => DoAsync<ThreadService, long>(
        person, async (threads, by) => (await threads.PostAsync(threadId, new ThreadPostInput { MessageId = Guid.NewGuid(), Body = body }, by, Ct)).Sequence);

    /// <summary>Does something as a person, past the pages.</summary>
    public async Task<TResult> DoAsync<TService, TResult>(string person, Func<TService, ActionContext, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<DirectoryRepository>();
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var id = (await directory.FindBySignInKeyAsync(person, Ct))!.Id;
        var viewer = (await directory.FindViewerAsync(id, DanishTime.DayOf(now), Ct))!;
        return await act(scope.ServiceProvider.GetRequiredService<TService>(), viewer.Acting(now, null));
    }

    public Task<Guid> PersonAsync(string person) => ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = @person", new { person });
}
