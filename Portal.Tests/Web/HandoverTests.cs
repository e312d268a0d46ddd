using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Tests.Web;

/// <summary>Giving cases away by its forms, and what doctor and colleague see then.</summary>
public sealed class HandoverTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Note = "Bedst om formiddagen.";

    [Fact]
    public async Task The_doctor_sees_whom_to_reach_now_and_the_giver_sees_nothing_any_more()
    {
        var (citizen, certificate) = (await host.CitizenAsync("Camilla Rask"), await host.CertificateAsync("Camilla Rask", "LAE225"));
        var mette = await host.BrowserAsync("caseworker");
        var anna = await host.BrowserAsync("gp");
        var open = (await anna.GetAsync($"/certificates/{certificate}")).FormWith("commandId").Set("summary", "Skrevet før skiftet");
        var form = (await mette.GetAsync($"/citizens/{citizen}/handover")).Is(HttpStatusCode.OK).FormWith("toId");

        var given = (await mette.PostAsync(form.Set("toId", await PersonAsync("Jesper Lauridsen")).Set("note", Note))).Is(HttpStatusCode.Redirect);
        var list = await mette.FollowAsync(given);
        var page = (await anna.GetAsync($"/certificates/{certificate}")).Is(HttpStatusCode.OK);

        Assert.Contains("Givet videre", list.Document.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(citizen.ToString(), list.Text, StringComparison.Ordinal);
        (await mette.GetAsync($"/citizens/{citizen}")).Is(HttpStatusCode.NotFound);
        (await mette.GetAsync($"/certificates/{certificate}")).Is(HttpStatusCode.NotFound);
        var asked = page.Document.QuerySelector("section.ask")!;
        Assert.Contains("Jesper Lauridsen", asked.TextContent, StringComparison.Ordinal);
        Assert.Contains("Mandag til torsdag kl. 9–11", asked.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ny sagsbehandler siden 23. nov.", asked.TextContent, StringComparison.Ordinal);
        Assert.Equal("tel:59003621", asked.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
        Assert.Equal("Mette Sørensen", asked.QuerySelector("s")!.TextContent);
        var course = page.Document.QuerySelector(".history")!.TextContent;
        Assert.Contains("Jesper Lauridsen overtog sagen", course, StringComparison.Ordinal);
        Assert.DoesNotContain("Jesper Lauridsen sendte", course, StringComparison.Ordinal);
        Assert.DoesNotContain(Note, page.Text, StringComparison.Ordinal);
        // The form that stood open before goes on as if nothing had happened.
        (await anna.PostAsync(open, "save")).Is(HttpStatusCode.Redirect);
        // Whoever has it now reads the note.
        Assert.Contains(Note, (await (await host.BrowserAsync("caseworker-colleague")).GetAsync($"/citizens/{citizen}/handover")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_form_says_what_is_missing_and_keeps_what_was_written()
    {
        var mette = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Finn Aagaard");
        var form = (await mette.GetAsync($"/citizens/{citizen}/handover")).FormWith("toId");

        var empty = (await mette.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var tooLong = (await mette.PostAsync(empty.FormWith("toId").Set("note", new string('å', 301)))).Is(HttpStatusCode.BadRequest);
        var all = (await mette.PostAsync((await mette.GetAsync("/citizens/handover")).FormWith("toId"))).Is(HttpStatusCode.BadRequest);

        FormErrors.LeadTo(empty, "f-toId", "f-note");
        FormErrors.LeadTo(tooLong, "f-toId", "f-note");
        Assert.Equal(301, tooLong.FormWith("toId")["note"].Length);
        FormErrors.LeadTo(all, "f-toId", "f-note", "f-count");
        Assert.Equal(0, await host.ValueAsync<int>("SELECT COUNT(*) FROM CaseHandovers WHERE CitizenId = @citizen", new { citizen }));
    }

    [Fact]
    public async Task Own_unit_comes_first_and_nobody_who_cannot_take_over_can_be_chosen()
    {
        var mette = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Finn Aagaard");

        var select = (IHtmlSelectElement)(await mette.GetAsync($"/citizens/{citizen}/handover")).Document.GetElementById("f-toId")!;

        Assert.Equal(
            ["Sygedagpenge", "Integration", "Jobafklaring og fleksjob"],
            select.QuerySelectorAll("optgroup").Select(group => group.GetAttribute("label")));
        Assert.Contains(select.Options, option => option.Text.StartsWith("Birthe Holmgaard", StringComparison.Ordinal));
        Assert.DoesNotContain(select.Options, option => option.Text.StartsWith("Mette Sørensen", StringComparison.Ordinal));
        Assert.DoesNotContain(select.Options, option => option.Text.StartsWith("Lars Thorup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_a_colleague_was_quicker_than_shows_whose_the_case_is_now()
    {
        var (mette, susanne) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("coordinator"));
        var citizen = await host.CitizenAsync("Yusuf Kaplan");
        var metteForm = (await mette.GetAsync($"/citizens/{citizen}/handover")).FormWith("toId");
        var susanneForm = (await susanne.GetAsync($"/citizens/{citizen}/handover")).FormWith("toId");
        (await susanne.PostAsync(susanneForm.Set("toId", await PersonAsync("Susanne Vedel")).Set("note", Note))).Is(HttpStatusCode.Redirect);

        var late = (await mette.PostAsync(metteForm.Set("toId", await PersonAsync("Jesper Lauridsen")).Set("note", "Min egen note"))).Is(HttpStatusCode.Conflict);
        var again = late.FormWith("toId");
        var given = (await mette.PostAsync(again)).Is(HttpStatusCode.Redirect);

        Assert.Contains("ligger nu hos Susanne Vedel", late.Document.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Min egen note", again["note"]);
        Assert.Equal("/citizens?done=handed-over", given.Location);
        Assert.Equal("Jesper Lauridsen", await OwnerAsync(citizen));
    }

    [Fact]
    public async Task A_caseworker_gives_all_of_their_own_away_and_nobody_elses()
    {
        var lars = await host.BrowserAsync("caseworker-far");
        var other = await PersonAsync("Omar Abdi");
        var page = (await lars.GetAsync("/citizens/handover")).Is(HttpStatusCode.OK);
        var count = await host.ValueAsync<int>("SELECT COUNT(*) FROM Citizens z JOIN People p ON p.Id = z.CaseworkerId WHERE p.Name = 'Lars Thorup'");
        var form = page.FormWith("toId").Set("toId", other).Set("note", Note);

        (await lars.GetAsync($"/citizens/handover?from={other}")).Is(HttpStatusCode.NotFound);
        (await lars.GetAsync("/citizens/handover?from=x")).Is(HttpStatusCode.NotFound);
        (await lars.PostAsync(form.Set("count", $"{count - 1}"))).Is(HttpStatusCode.Conflict);
        var given = (await lars.PostAsync(form.Set("count", $"{count}").Set("commandId", Guid.NewGuid().ToString()))).Is(HttpStatusCode.Redirect);

        Assert.Contains($"Lars Thorup har {count} borgere", page.Text, StringComparison.Ordinal);
        Assert.Empty((await lars.FollowAsync(given)).Document.QuerySelectorAll(".link-list li"));
        Assert.Contains("ingen sager", (await lars.GetAsync("/citizens/handover")).Text, StringComparison.Ordinal);
        Assert.Equal(count, await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'citizen.handover' AND Detail LIKE '%' || lower(@other)", new { other }));
    }

    [Fact]
    public async Task A_coordinator_finds_what_a_leaver_left_and_gives_it_on()
    {
        var susanne = await host.BrowserAsync("coordinator");
        Assert.DoesNotContain("/citizens/orphans", (await susanne.GetAsync("/")).Text, StringComparison.Ordinal);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DirectoryService>().DeactivateAsync(
                Guid.Parse(await PersonAsync("Camilla Friis")), ActionContext.System(new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
        }

        var home = await susanne.GetAsync("/");
        var page = (await susanne.GetAsync("/citizens/orphans")).Is(HttpStatusCode.OK);
        var from = (await susanne.GetAsync("/citizens/handover")).Document.QuerySelectorAll("#from option").Select(option => option.TextContent).ToList();
        var one = await host.CitizenAsync("Mikkel Overby");
        var single = (await susanne.GetAsync($"/citizens/{one}/handover")).FormWith("toId");
        (await susanne.PostAsync(single.Set("toId", await PersonAsync("Mette Sørensen")).Set("note", Note))).Is(HttpStatusCode.Redirect);
        var form = (await susanne.GetAsync("/citizens/orphans")).FormWith("toId").Set("toId", await PersonAsync("Leyla Demir")).Set("note", Note).Set("count", "2");
        (await susanne.PostAsync(form)).Is(HttpStatusCode.Redirect);

        Assert.Equal("/citizens/orphans", home.Document.QuerySelector("aside a[href*=orphans]")!.GetAttribute("href"));
        Assert.Contains("3 borgeres", home.Document.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.Document.QuerySelectorAll(".orphans li").Length);
        Assert.Contains("Camilla Friis (3) – uden adgang", from);
        Assert.Equal("Mette Sørensen", await OwnerAsync(one));
        Assert.Equal("Leyla Demir", await OwnerAsync(await host.CitizenAsync("Dariusz Wójcik")));
        Assert.Contains("Alle sager har en sagsbehandler", (await susanne.GetAsync("/citizens/orphans")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cross_cutting_caseworker_opens_what_the_covered_units_opened()
    {
        var birthe = await host.BrowserAsync("caseworker-crosscutting");

        foreach (var (citizen, status) in ((string, HttpStatusCode)[])
            [("Finn Aagaard", HttpStatusCode.OK), ("Kasper Friberg", HttpStatusCode.OK), ("Ahmad Sayed", HttpStatusCode.OK), ("Bjarne Holt", HttpStatusCode.NotFound)])
        {
            var id = await host.CitizenAsync(citizen);
            var page = (await birthe.GetAsync($"/citizens/{id}")).Is(status);
            if (status == HttpStatusCode.OK)
            {
                (await birthe.GetAsync(page.Document.QuerySelector("main a[href^='/certificates/']:not([href*=new])")!.GetAttribute("href")!)).Is(HttpStatusCode.OK);
            }
        }

        Assert.True((await birthe.GetAsync("/citizens?of=unit")).Document.QuerySelectorAll(".link-list li").Length > 20);
    }

    private async Task<string> PersonAsync(string name) => (await host.ValueAsync<Guid>("SELECT Id FROM People WHERE Name = @name", new { name })).ToString();

    private Task<string> OwnerAsync(Guid citizen) =>
        host.ValueAsync<string>("SELECT p.Name FROM Citizens z JOIN People p ON p.Id = z.CaseworkerId WHERE z.Id = @citizen", new { citizen });
}
