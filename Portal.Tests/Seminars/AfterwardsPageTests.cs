using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Tests.Web;

namespace Portal.Tests.Seminars;

/// <summary>What follows a meeting, without script: from who came to the new version of the guidelines.</summary>
public sealed class AfterwardsPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_coordinator_writes_who_came_publishes_minutes_and_makes_guidelines_of_what_was_decided()
    {
        var meeting = $"/seminars/{await PastMeetingAsync()}";
        var (susanne, anna, lene) = (await host.BrowserAsync("coordinator"), await host.BrowserAsync("gp"), await host.BrowserAsync("gp-far"));

        var attendance = (await susanne.GetAsync($"{meeting}/attendance")).Is(HttpStatusCode.OK);
        var empty = (await susanne.PostAsync(attendance.FormWith("version"))).Is(HttpStatusCode.BadRequest);
        var came = empty.Document.QuerySelectorAll("input[name=came]").First(box => box.ParentElement!.TextContent.Contains("Anna Holm", StringComparison.Ordinal)).GetAttribute("value")!;
        var held = await susanne.FollowAsync((await susanne.PostAsync(empty.FormWith("came").Set("came", came))).Is(HttpStatusCode.Redirect));
        var writing = (await susanne.GetAsync($"{meeting}/minutes")).Is(HttpStatusCode.OK);
        (await susanne.PostAsync(writing.FormWith("body").Set("body", "## Telefontid\n\nVi ringer kl. 8."))).Is(HttpStatusCode.Redirect);
        var unseen = await anna.GetAsync(meeting);
        (await anna.GetAsync($"{meeting}/minutes")).Is(HttpStatusCode.NotFound);
        var stale = (await susanne.PostAsync(writing.FormWith("body").Set("body", "Noget helt andet"), "publish")).Is(HttpStatusCode.Conflict);
        var preview = (await susanne.PostAsync(stale.FormWith("body").Set("body", "## Det bliver sådan"), "preview")).Is(HttpStatusCode.OK);
        (await susanne.PostAsync(stale.FormWith("body").Set("body", "## Telefontid\n\nVi ringer kl. 8 og kl. 12."), "publish")).Is(HttpStatusCode.Redirect);
        var seen = (await anna.GetAsync(meeting)).Is(HttpStatusCode.OK);
        var deciding = (await susanne.GetAsync($"{meeting}/decisions")).Is(HttpStatusCode.OK);
        var decided = await susanne.FollowAsync((await susanne.PostAsync(deciding.FormWith("decisions").Set("decisions", "- Vi ringer kl. 8 og kl. 12"))).Is(HttpStatusCode.Redirect));
        var editing = (await susanne.GetAsync(decided.Document.QuerySelector("a[href^='/guides/edit']")!.GetAttribute("href")!)).Is(HttpStatusCode.OK);
        (await susanne.PostAsync(editing.FormWith("body"))).Is(HttpStatusCode.Redirect);
        var guides = (await anna.GetAsync("/guides")).Is(HttpStatusCode.OK);
        var after = await anna.GetAsync(meeting);

        Assert.Contains("id=\"f-came\"", empty.Text, StringComparison.Ordinal);
        Assert.Contains("Fremmødet er gemt", held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vi ringer kl. 8.", unseen.Text, StringComparison.Ordinal);
        Assert.Contains("Vi ringer kl. 8.", stale.Document.QuerySelector(".theirs-now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Noget helt andet", stale.FormWith("body")["body"].Trim());
        Assert.Contains("Det bliver sådan", preview.Document.QuerySelector(".doc-preview h3")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vi ringer kl. 8 og kl. 12.", seen.Document.QuerySelector(".afterwards .minutes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 deltog", seen.Document.QuerySelector(".afterwards-count")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("- Vi ringer kl. 8 og kl. 12", editing.FormWith("body")["body"], StringComparison.Ordinal);
        Assert.Contains("Vi ringer kl. 8 og kl. 12", guides.Document.QuerySelector(".document")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(meeting, guides.Text, StringComparison.Ordinal);
        Assert.NotEmpty(after.Document.QuerySelectorAll(".decisions a[href^='/guides?version=']"));
        (await lene.GetAsync(meeting)).Is(HttpStatusCode.NotFound);
        (await lene.GetAsync($"{meeting}/minutes")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_who_write_guidelines_at_once_lose_nothing_and_old_versions_stay()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var (one, two) = (await susanne.GetAsync("/guides/edit"), await susanne.GetAsync("/guides/edit"));

        (await susanne.PostAsync(one.FormWith("body").Set("body", "Den ene tekst").Set("changeNote", "Den ene"))).Is(HttpStatusCode.Redirect);
        var conflict = (await susanne.PostAsync(two.FormWith("body").Set("body", "Den anden tekst").Set("changeNote", "Den anden"))).Is(HttpStatusCode.Conflict);
        (await susanne.PostAsync(conflict.FormWith("body"))).Is(HttpStatusCode.Redirect);
        var now = await susanne.GetAsync("/guides");
        var old = (await susanne.GetAsync("/guides?version=1")).Is(HttpStatusCode.OK);

        Assert.Contains("Den ene tekst", conflict.Document.QuerySelector(".theirs-now")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Den anden tekst", conflict.FormWith("body")["body"].Trim());
        Assert.Contains("Den anden tekst", now.Document.QuerySelector(".document")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("afløst", old.Document.QuerySelector(".alert-info")!.TextContent, StringComparison.Ordinal);
        foreach (var wrong in (string[])["0", "999", "abc"])
        {
            (await susanne.GetAsync($"/guides?version={wrong}")).Is(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_list_of_fees_is_settled_and_downloaded()
    {
        var id = await host.ValueAsync<Guid>("SELECT Id FROM Seminars WHERE Title = 'Samarbejdsforum, efteråret'");
        var susanne = await host.BrowserAsync("coordinator");

        var list = (await susanne.GetAsync($"/seminars/{id}/honorarium")).Is(HttpStatusCode.OK);
        var open = list.Document.QuerySelectorAll("input[name=settled]:not([checked])").Select(box => box.GetAttribute("value")!).ToList();
        (await susanne.PostAsync(list.FormWith("settled").Set("settled", open[0]))).Is(HttpStatusCode.Redirect);
        var file = (await susanne.GetAsync($"/seminars/{id}/honorarium?handler=csv", fetch: "fetch")).Is(HttpStatusCode.OK);
        var paper = (await susanne.GetAsync($"/seminars/{id}/honorarium/print")).Is(HttpStatusCode.OK);

        Assert.Equal(3, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(2, open.Count);
        Assert.Equal(4, file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Anna Holm", paper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mette Sørensen", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_s_chart_has_its_words_and_its_table_and_costs_the_same_whatever_there_is()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var before = await CountAsync(susanne);

        var board = (await susanne.GetAsync("/seminars/board")).Is(HttpStatusCode.OK);
        await PastMeetingAsync();
        var after = await CountAsync(susanne);

        var chart = board.Document.QuerySelector("svg[role=img]")!;
        Assert.All(chart.GetAttribute("aria-labelledby")!.Split(' '), name => Assert.NotEmpty(board.Document.GetElementById(name)!.TextContent));
        Assert.Equal(8, chart.QuerySelectorAll("rect").Length);
        Assert.Equal(8, board.Document.QuerySelectorAll("#chart-table tbody tr").Length);
        var clinics = board.Document.QuerySelectorAll(".board-clinics tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("Aldrig", clinics[0], StringComparison.Ordinal);
        Assert.Contains("Aldrig", clinics.Single(clinic => clinic.Contains("Birkely", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Fjordhøj", clinics[^1] + clinics[^2] + clinics[^3] + clinics[^4], StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.InRange(after, 1, 4);
    }

    private async Task<int> CountAsync(Browser browser)
    {
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await browser.GetAsync("/seminars/board")).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;

        return count;
    }

    /// <summary>A meeting of Susanne's with Anna's and Faisal's clinics that ended yesterday, with nothing written about it.</summary>
    private async Task<Guid> PastMeetingAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var directory = services.GetRequiredService<DirectoryRepository>();
        var susanne = (await directory.FindBySignInKeyAsync("coordinator", Ct))!;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var by = new ActionContext { PersonId = susanne.Id, Role = susanne.Role, MunicipalityId = susanne.MunicipalityId, UnitId = susanne.UnitId, At = now.AddDays(-40) };
        var input = new SeminarInput
        {
            CommandId = Guid.NewGuid(),
            Kind = MeetingKind.CooperationForum,
            Title = string.Create(CultureInfo.InvariantCulture, $"Om telefontid {Guid.NewGuid():n}"),
            Purpose = "Hvornår vi ringer.",
            Minutes = 60,
            ClinicIds = [(await directory.FindBySignInKeyAsync("gp", Ct))!.ClinicId!.Value, (await directory.FindBySignInKeyAsync("gp-other", Ct))!.ClinicId!.Value],
            Agenda = [new AgendaItemInput { Kind = AgendaKind.Decision, Title = "Telefontid", Minutes = 30, ForDoctor = "Ro", ForCaseworker = "Svar" }],
        };
        var meetings = services.GetRequiredService<SeminarService>();
        var id = (await meetings.CreateAsync(input, 1, by, Ct)).Id;
        var time = new SeminarTimeInput
        {
            Day = DanishTime.DayOf(now).AddDays(-1),
            From = new TimeOnly(16, 30),
            Place = new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = input.ClinicIds[0] },
            OffHoursReason = "Kun den dag",
        };
        Assert.True((await services.GetRequiredService<SeminarTimes>().SetAsync(id, 1, time, by, Ct)).IsDone);
        Assert.True((await meetings.AnnounceAsync(id, 2, "Kun den dag", by, Ct)).IsDone);
        return id;
    }
}
