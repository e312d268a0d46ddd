using System.Net;

namespace Portal.Tests.Web;

/// <summary>The doctor speaks first, without script: from the patient's page to the last word.</summary>
public sealed class ProposalPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_doctor_proposes_sees_the_promised_day_is_answered_and_writes_once_more()
    {
        var (anna, mette) = (await host.BrowserAsync("gp"), await host.BrowserAsync("caseworker"));
        var patient = (await anna.GetAsync($"/citizens/{await host.CitizenAsync("Jens-Ole Bertelsen")}")).Is(HttpStatusCode.OK);

        var empty = (await anna.GetAsync(LinkTo(patient, "/proposals/new?citizen="))).Is(HttpStatusCode.OK);
        var wrong = (await anna.PostAsync(empty.FormWith("proposal").Set("consentGivenOn", ""))).Is(HttpStatusCode.BadRequest);
        var found = await anna.PostAsync(wrong.FormWith("proposal").Set("proposal", "Han er bange for at komme for tidligt i gang.").Set("offerSearch", "mentor"), "findOffers");
        var button = found.Document.QuerySelector("button[name=addOffer]")!;
        var chosen = await anna.PostAsync(found.FormWith("proposal").Set("addOffer", button.GetAttribute("value")!), "addOffer");
        var sent = await anna.FollowAsync((await anna.PostAsync(
            chosen.FormWith("proposal").Set("consentGivenOn", "2026-11-23").Set("consentHowGiven", "Oral"), "send")).Is(HttpStatusCode.Redirect));
        var proposal = sent.Address.Split('?')[0];
        var queue = await mette.GetAsync("/proposals");
        var seen = (await mette.GetAsync(proposal)).Is(HttpStatusCode.OK);
        var wordless = (await mette.PostAsync(seen.FormWith("words").Set("triage", "Accepted"))).Is(HttpStatusCode.BadRequest);
        (await mette.PostAsync(wordless.FormWith("words").Set("words", "Vi ringer til ham på onsdag."))).Is(HttpStatusCode.Redirect);
        var home = await anna.GetAsync("/");
        var answered = await anna.GetAsync(proposal);
        (await anna.PostAsync(answered.FormWith("lastWord").Set("lastWord", "Tak, det er han glad for."))).Is(HttpStatusCode.Redirect);
        var last = await mette.GetAsync(proposal);

        Assert.Contains("30. november", empty.Document.QuerySelector(".promise")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("30. november", sent.Document.QuerySelector(".waits")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(button.QuerySelector(".sr-only")!.TextContent.Trim(), sent.Document.QuerySelector(".exchange")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(proposal, queue.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("630966-2271", queue.Text, StringComparison.Ordinal);
        Assert.Contains("Kommunen har svaret på 2 forslag", home.Text, StringComparison.Ordinal);
        Assert.Contains("Vi ringer til ham på onsdag.", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Tak, det er han glad for.", last.Text, StringComparison.Ordinal);
        Assert.Contains(proposal, (await mette.GetAsync($"/citizens/{await host.CitizenAsync("Jens-Ole Bertelsen")}?kind=proposal")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_gives_somebody_unknown_to_a_caseworker_and_what_was_assessed_the_doctor_does_not_see()
    {
        var proposal = $"/proposals/{await host.ProposalAsync("Villy Thagaard")}";
        var (anna, susanne, camilla) = (await host.BrowserAsync("gp"), await host.BrowserAsync("coordinator"), await host.BrowserAsync("caseworker"));

        (await camilla.GetAsync(proposal)).Is(HttpStatusCode.NotFound);
        var seen = (await susanne.GetAsync(proposal)).Is(HttpStatusCode.OK);
        var taker = seen.Document.QuerySelectorAll("#f-caseworkerId option").Single(option => option.TextContent.StartsWith("Mette Sørensen", StringComparison.Ordinal));
        (await susanne.PostAsync(seen.FormWith("caseworkerId").Set("caseworkerId", taker.GetAttribute("value")!))).Is(HttpStatusCode.Redirect);
        var given = (await camilla.GetAsync(proposal)).Is(HttpStatusCode.OK);
        (await camilla.PostAsync(given.FormWith("words").Set("triage", "NotRelevant"), "triage")).Is(HttpStatusCode.Redirect);

        var waiting = await anna.GetAsync(proposal);
        Assert.DoesNotContain("Vi gør ikke mere ved forslaget", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vurderet, ikke besvaret", waiting.Text + (await anna.GetAsync("/proposals")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mette Sørensen", waiting.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_an_answer_is_kept_by_posting_it_and_comes_back_on_the_list()
    {
        var anna = await host.BrowserAsync("gp");
        var token = await anna.TokenAsync();

        var form = (await anna.PostAsync("/certificates/snippets?handler=keep", [
            new("wording", "Kan arbejde siddende."), new("sectionId", "function"), new("__RequestVerificationToken", token)])).Is(HttpStatusCode.OK);
        var nameless = (await anna.PostAsync(form.FormWith("wording"))).Is(HttpStatusCode.BadRequest);
        var list = await anna.FollowAsync((await anna.PostAsync(nameless.FormWith("wording").Set("name", "Siddende arbejde"))).Is(HttpStatusCode.Redirect));

        Assert.Equal("function", form.FormWith("wording")["sectionId"]);
        Assert.Contains("Siddende arbejde", list.Document.QuerySelector(".question-library .q")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Siddende arbejde", (await (await host.BrowserAsync("staff")).GetAsync("/certificates/snippets")).Text, StringComparison.Ordinal);
    }

    private static string LinkTo(WebPage page, string start) => page.Document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).First(href => href.StartsWith(start, StringComparison.Ordinal));
}
