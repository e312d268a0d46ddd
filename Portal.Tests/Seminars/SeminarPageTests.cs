using System.Net;
using Portal.Tests.Web;

namespace Portal.Tests.Seminars;

/// <summary>A coordinator plans a meeting without script: what is wrong is said at its field, and nothing that was typed is lost.</summary>
public sealed class SeminarPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_form_begins_with_every_clinic_and_an_agenda_and_keeps_what_cannot_be_stored()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var form = (await susanne.GetAsync("/seminars/new?kind=Seminar")).Is(HttpStatusCode.OK);
        var long100 = new string('æ', 100_000);

        var more = (await susanne.PostAsync(form.FormWith("title").Set("title", "Årets møde").Set("agenda.4.title", "Et punkt til"), "more")).Is(HttpStatusCode.OK);
        var wrong = (await susanne.PostAsync(more.FormWith("title").Set("purpose", long100).Set("minutes", "7").Set("agenda.4.minutes", "x"))).Is(HttpStatusCode.BadRequest);

        Assert.Equal(9, form.Document.QuerySelectorAll("input[name=clinics][checked]").Length);
        Assert.Equal(("Årets møde", "Et punkt til", ""), (more.FormWith("title")["title"], more.FormWith("title")["agenda.4.title"], more.FormWith("title")["agenda.5.title"]));
        Assert.Equal(
            ["#f-purpose", "#f-minutes", "#f-agenda-4-minutes", "#f-minutes"],
            wrong.Document.QuerySelectorAll("[data-module=error-summary] a").Select(link => link.GetAttribute("href")));
        Assert.Equal((long100, "x"), (wrong.FormWith("title")["purpose"], wrong.FormWith("title")["agenda.4.minutes"]));
    }

    [Fact]
    public async Task Two_who_edit_at_once_both_keep_their_words_and_a_meeting_can_be_announced_moved_and_called_off()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var form = await susanne.GetAsync("/seminars/new?kind=CooperationForum");
        var time = await susanne.FollowAsync((await susanne.PostAsync(
            form.FormWith("title").Set("title", "Forum i februar").Set("purpose", "Aftaler, der holder.").Set("count", "2"))).Is(HttpStatusCode.Redirect));
        var page = time.Address.Split('?')[0].Replace("/time", "", StringComparison.Ordinal);
        var (mine, theirs) = (await susanne.GetAsync($"{page}/edit"), await susanne.GetAsync($"{page}/edit"));
        (await susanne.PostAsync(theirs.FormWith("title").Set("title", "Forum i marts"))).Is(HttpStatusCode.Redirect);
        var late = (await susanne.PostAsync(mine.FormWith("title").Set("purpose", "Noget helt andet."))).Is(HttpStatusCode.Conflict);
        (await susanne.PostAsync(late.FormWith("title").Set("title", "Forum i marts"))).Is(HttpStatusCode.Redirect);
        var proposals = await susanne.GetAsync($"{page}/time");
        string Best(string field) => proposals.Document.QuerySelector($".slots form input[name={field}]")!.GetAttribute("value")!;
        var own = proposals.FormWith("offHoursReason").Set("day", Best("day")).Set("from", Best("from")).Set("place", Best("place"));
        var chosen = (await susanne.PostAsync(own)).Is(HttpStatusCode.Redirect);
        var planned = await susanne.FollowAsync(chosen);
        (await susanne.PostAsync((await susanne.GetAsync($"{page}/announce")).FormWith("version"))).Is(HttpStatusCode.Redirect);
        var move = await susanne.GetAsync($"{page}/move");
        var skipped = (await susanne.PostAsync(move.FormWith("reason").Set("day", "2027-03-28").Set("from", "02:30"))).Is(HttpStatusCode.BadRequest);
        var mute = (await susanne.PostAsync((await susanne.GetAsync($"{page}/cancel")).FormWith("reason"))).Is(HttpStatusCode.BadRequest);
        (await susanne.PostAsync(mute.FormWith("reason").Set("reason", "Salen er brændt."))).Is(HttpStatusCode.Redirect);
        var seen = (await (await host.BrowserAsync("gp")).GetAsync(page)).Is(HttpStatusCode.OK);

        Assert.Equal("Noget helt andet.", late.FormWith("title")["purpose"]);
        Assert.Contains("har ændret mødet imens", late.Text, StringComparison.Ordinal);
        Assert.Contains("Andre møder i rækken", planned.Text, StringComparison.Ordinal);
        Assert.Contains("findes ikke den dag", skipped.Text, StringComparison.Ordinal);
        Assert.Contains("Skriv", mute.Document.QuerySelector("[data-module=error-summary]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Salen er brændt.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Forum i marts", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talk_begins_from_the_citizen_and_says_when_its_consent_is_gone()
    {
        var mette = await host.BrowserAsync("caseworker");
        var folder = await mette.GetAsync($"/citizens/{await host.CitizenAsync("Camilla Rask")}");
        var link = folder.Document.QuerySelector("a[href*='kind=RoundTable']")!.GetAttribute("href")!;
        var form = (await mette.GetAsync(link)).Is(HttpStatusCode.OK);
        var talk = $"/seminars/{await host.ValueAsync<Guid>("SELECT Id FROM Seminars WHERE Title = 'Rundbordssamtale'")}";
        var before = (await mette.GetAsync(talk)).Is(HttpStatusCode.OK);

        await host.ExecuteAsync("UPDATE Consents SET WithdrawnAt = '2026-11-22 10:00:00.000' WHERE Id = (SELECT ConsentId FROM Seminars WHERE Title = 'Rundbordssamtale')");
        var after = (await mette.GetAsync(talk)).Is(HttpStatusCode.OK);

        Assert.Equal("Rundbordssamtale", form.FormWith("title")["title"]);
        Assert.Contains(talk, folder.Text + folder.Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("må ikke holdes", before.Text, StringComparison.Ordinal);
        Assert.Contains("må ikke holdes", after.Text, StringComparison.Ordinal);
        // A colleague, the coordinator and another clinic do not even know of it.
        foreach (var other in (string[])["caseworker-colleague", "coordinator", "gp-other", "gp-far", "admin"])
        {
            (await (await host.BrowserAsync(other)).GetAsync(talk)).Is(HttpStatusCode.NotFound);
            Assert.DoesNotContain("Rundbordssamtale", (await (await host.BrowserAsync(other)).GetAsync("/seminars")).Text, StringComparison.Ordinal);
        }
    }
}
