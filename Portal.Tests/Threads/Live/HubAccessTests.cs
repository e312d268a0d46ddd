using System.Diagnostics;
using System.Net;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Tests.Web;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Live;

namespace Portal.Tests.Threads.Live;

/// <summary>Who may connect, for how long, and what is refused. Each refusal stands in the log, by ids.</summary>
public sealed class HubAccessTests(LiveHost host, ITestOutputHelper output) : IClassFixture<LiveHost>
{
    private const int Attempts = 5;

    private string Own => host.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Nobody_connects_who_is_not_signed_in_or_has_no_use_for_threads()
    {
        var auditor = await host.BrowserAsync("auditor");

        Assert.Equal(HttpStatusCode.Unauthorized, await HubClient.TryAsync(host.Address, host.Browser(), Own));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(host.Browser(), Own));
        Assert.Equal(HttpStatusCode.Forbidden, await HubClient.TryAsync(host.Address, auditor, Own));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(auditor, Own));
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("null", "null")]
    [InlineData("https://evil.example", "foreign")]
    [InlineData("https://evil.portal.example.dk", "foreign")]
    [InlineData("https://portal.example.dk.evil.example", "foreign")]
    [InlineData("http://portal.example.dk", "foreign")]
    [InlineData("http://127.0.0.1:1", "foreign")]
    public async Task A_page_of_another_origin_does_not_connect_with_the_persons_cookie(string origin, string reason)
    {
        var gp = await host.BrowserAsync("gp");
        var person = await host.PersonAsync("gp");
        var before = Refusals();

        Assert.Equal(HttpStatusCode.Forbidden, await HubClient.TryAsync(host.Address, gp, origin));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(gp, origin));
        Assert.Equal(2, Refusals() - before);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("evil", StringComparison.Ordinal));

        int Refusals() => host.Log.Lines.Count(line => line.Contains($"{reason} was refused to {person}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://portal.example.dk")]
    [InlineData("https://samarbejde.example.dk")]
    [InlineData("own")]
    public async Task Pages_of_the_portals_own_addresses_connect(string origin)
    {
        var gp = await host.BrowserAsync("gp");

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HubClient.TryAsync(host.Address, gp, origin == "own" ? Own : origin));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(gp, origin == "own" ? Own : origin));
    }

    [Fact]
    public async Task A_thread_of_others_is_refused_like_an_unknown_one_and_nothing_of_it_comes()
    {
        var thread = await host.ThreadAsync();
        await using var stranger = await host.ConnectAsync(await host.BrowserAsync("gp-far"));
        await using var member = await host.ConnectAsync(await host.BrowserAsync("gp"));
        await member.JoinAsync(thread);
        var person = await host.PersonAsync("gp-far");

        var answers = new List<HubAnswer>
        {
            await stranger.CallAsync("Join", thread),
            await stranger.CallAsync("Typing", thread),
            await stranger.CallAsync("SendDraft", thread, Guid.NewGuid(), 1),
            await stranger.CallAsync("Join", Guid.NewGuid()),
        };
        var sequence = await host.PostAsync("caseworker", thread, "Kun for dem der er med");
        await member.ExpectAsync("changed", news => news.Sequence == sequence);
        await AnswerAsync(stranger);

        Assert.All(answers, answer => Assert.EndsWith("not found", answer.Error, StringComparison.Ordinal));
        Assert.Empty(stranger.TakeAll());
        Assert.Contains(host.Log.Lines, line => line.Contains($"Join was refused to {person} for the thread {thread}", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains($"SendDraft was refused to {person} for the thread {thread}", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains($"Typing was refused to {person} for the thread {thread}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_was_removed_gets_nothing_of_the_next_push_and_can_send_nothing()
    {
        var thread = await host.ThreadAsync();
        var consultant = await host.PersonAsync("consultant");
        await ActAsync((parties, version, by) => parties.InviteConsultantAsync(thread, version, consultant, 0, by, CancellationToken.None));
        var draft = await host.DraftAsync("consultant", thread, "Mit råd");
        await using var removed = await host.ConnectAsync(await host.BrowserAsync("consultant"));
        await using var member = await host.ConnectAsync(await host.BrowserAsync("gp"));
        await member.JoinAsync(thread);
        Assert.True(await removed.JoinAsync(thread) >= 2);
        var seen = await host.PostAsync("caseworker", thread, "Et spørgsmål til alle");
        await removed.ExpectAsync("changed", news => news.Sequence == seen);

        await ActAsync((parties, version, by) => parties.RemoveConsultantAsync(thread, version, consultant, by, CancellationToken.None));
        await member.ExpectAsync("changed", news => news.Sequence > seen);
        await AnswerAsync(removed);
        removed.TakeAll();
        var unseen = await host.PostAsync("caseworker", thread, "Kun til klinikken");
        await member.ExpectAsync("changed", news => news.Sequence == unseen);
        var sent = await removed.CallAsync("SendDraft", thread, Guid.NewGuid(), draft);
        var joined = await removed.CallAsync("Join", thread);

        Assert.DoesNotContain(removed.TakeAll(), news => news.Name is not "online");
        Assert.NotNull(sent.Error);
        Assert.NotNull(joined.Error);
        Assert.Equal(unseen, await host.ValueAsync<long>("SELECT LastSequence FROM DialogueThreads WHERE Id = @thread", new { thread }));

        async Task ActAsync(Func<ThreadParties, int, Data.Audit.ActionContext, Task<Outcome>> act) => Assert.True((await host.DoAsync<ThreadParties, Outcome>(
            "caseworker", async (parties, by) => await act(parties, await host.ValueAsync<int>("SELECT Version FROM DialogueThreads WHERE Id = @thread", new { thread }), by))).IsDone);
    }

    [Theory]
    [InlineData("signed out", HttpStatusCode.Unauthorized)]
    [InlineData("ended elsewhere", HttpStatusCode.Unauthorized)]
    [InlineData("too old", HttpStatusCode.Unauthorized)]
    [InlineData("no access", HttpStatusCode.Unauthorized)]
    [InlineData("moved", HttpStatusCode.SwitchingProtocols)]
    [InlineData("another role", HttpStatusCode.SwitchingProtocols)]
    public async Task A_connection_is_closed_within_two_seconds_of_losing_its_ground(string how, HttpStatusCode next)
    {
        var thread = await host.ThreadAsync("caseworker-far", "gp-far");
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && best >= TimeSpan.FromSeconds(2); attempt++)
        {
            var browser = await host.BrowserAsync("caseworker-far");
            var person = await host.PersonAsync("caseworker-far");
            var (unit, other) = (
                await host.ValueAsync<Guid>("SELECT UnitId FROM People WHERE Id = @person", new { person }),
                await host.ValueAsync<Guid>("SELECT MIN(Id) FROM Units WHERE Id <> (SELECT UnitId FROM People WHERE Id = @person)", new { person }));
            await using var open = await host.ConnectAsync(browser);
            await open.JoinAsync(thread);

            var clock = Stopwatch.StartNew();
            await (how switch
            {
                "signed out" => SignOutAsync(browser.Copy()),
                "ended elsewhere" => host.ExecuteAsync("UPDATE Sessions SET EndedAt = StartedAt WHERE PersonId = @person AND EndedAt IS NULL", new { person }),
                "too old" => host.ExecuteAsync("UPDATE Sessions SET StartedAt = '2026-11-22 22:00:00' WHERE PersonId = @person AND EndedAt IS NULL", new { person }),
                "no access" => host.ExecuteAsync("UPDATE People SET IsActive = 0 WHERE Id = @person", new { person }),
                "moved" => host.ExecuteAsync("UPDATE People SET UnitId = @other WHERE Id = @person", new { person, other }),
                _ => host.ExecuteAsync("UPDATE People SET Role = 'Coordinator' WHERE Id = @person", new { person }),
            });
            await open.Closed.WaitAsync(TimeSpan.FromSeconds(60));
            best = clock.Elapsed < best ? clock.Elapsed : best;

            Assert.Equal(next, await HubClient.TryAsync(host.Address, browser, Own));
            await host.ExecuteAsync("UPDATE People SET IsActive = 1, UnitId = @unit, Role = 'Caseworker' WHERE Id = @person", new { person, unit });
        }

        output.WriteLine($"{how}: {best.TotalMilliseconds:0} ms");
        Assert.True(best < TimeSpan.FromSeconds(2), $"It took {best}, at best.");
    }

    [Fact]
    public void A_connection_holds_no_longer_than_the_cookie_it_came_with()
    {
        var who = new SignedIn(Guid.NewGuid(), Guid.NewGuid(), null);
        var acting = new Data.Audit.ActionContext { PersonId = who.PersonId, Role = Data.Directory.Role.Gp, ClinicId = Guid.NewGuid(), At = DateTime.UnixEpoch };
        var expires = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
        var live = new LiveConnection(null!, who, acting, expires, 1);

        Assert.True(live.Holds(acting with { At = DateTime.UtcNow }, expires.AddSeconds(-1)));
        Assert.False(live.Holds(acting, expires));
        Assert.False(live.Holds(null, expires.AddSeconds(-1)));
        Assert.False(live.Holds(acting with { ClinicId = Guid.NewGuid() }, expires.AddSeconds(-1)));
        Assert.False(live.Holds(acting with { CoveredUnitIds = [Guid.NewGuid()] }, expires.AddSeconds(-1)));
    }

    private async Task SignOutAsync(Browser browser) => (await browser.PostAsync((await browser.GetAsync("/")).FormTo("/account/sign-out"))).Is(HttpStatusCode.Redirect);

    // What was pushed to a connection before its answer to this call has come before it.
    private static Task<HubAnswer> AnswerAsync(HubClient client) => client.CallAsync("Leave", Guid.NewGuid());

    private async Task<HttpStatusCode> NegotiateAsync(Browser browser, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/threads/negotiate?negotiateVersion=1");
        if (origin.Length > 0)
        {
            request.Headers.Add("Origin", origin);
        }

        return (await browser.SendAsync(request, "fetch")).Status;
    }
}
