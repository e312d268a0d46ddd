using System.Net;
using Portal.Tests.Web;

namespace Portal.Tests.Threads;

/// <summary>Conversations without script: who sees them, what is written stays, and what is done by others meanwhile is seen.</summary>
public sealed class ThreadPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_caseworker_writes_from_the_citizens_page_the_doctor_answers_and_both_see_who_is_next()
    {
        var (mette, anna) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("gp"));
        var citizen = (await mette.GetAsync($"/citizens/{await host.CitizenAsync("Henriette Bang Olsen")}")).Is(HttpStatusCode.OK);

        var empty = (await mette.GetAsync(LinkTo(citizen, "/threads/new?citizen="))).Is(HttpStatusCode.OK);
        var doctor = empty.Document.QuerySelectorAll("#f-clinicPersonId option").Single(option => option.TextContent.StartsWith("Anna Holm", StringComparison.Ordinal));
        var wrong = (await mette.PostAsync(empty.FormWith("body").Set("body", "Må hun køre bil?").Set("isPhoneNote", "false"), "send")).Is(HttpStatusCode.BadRequest);
        var started = await mette.FollowAsync((await mette.PostAsync(
            wrong.FormWith("body").Set("category", "Clarification").Set("subject", "Bilkørsel").Set("clinicPersonId", doctor.GetAttribute("value")!), "send")).Is(HttpStatusCode.Redirect));
        var thread = started.Address.Split('?')[0];
        var seen = (await anna.GetAsync(thread)).Is(HttpStatusCode.OK);
        var sent = (await anna.PostAsync(seen.FormWith("body").Set("body", "Ja, **korte ture**.").Set("endsQuestion", "true"))).Is(HttpStatusCode.Redirect);
        var answered = await mette.GetAsync(thread);
        var list = await mette.GetAsync("/threads");
        (await mette.PostAsync(answered.FormTo("handler=handle"))).Is(HttpStatusCode.Redirect);
        var handled = await anna.GetAsync(thread);

        Assert.Equal("Må hun køre bil?", wrong.FormWith("body")["body"]);
        Assert.Contains("vil helst ringes op", empty.Document.QuerySelector("form .contact-wish, .contact-wish")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.True(
            empty.Text.IndexOf("contact-wish", StringComparison.Ordinal) < empty.Text.IndexOf("<textarea", StringComparison.Ordinal), "The wish comes before the box for the message.");
        Assert.Contains("Anna Holm skal svare", started.Document.QuerySelector(".next-actor")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("#m2", sent.Location, StringComparison.Ordinal);
        Assert.Contains("<strong>korte ture</strong>", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Mette Sørensen skal læse svaret", answered.Document.QuerySelector(".next-actor")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bilkørsel", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Må hun køre bil?", list.Text, StringComparison.Ordinal);
        Assert.Contains("Ingen skal gøre noget", handled.Document.QuerySelector(".next-actor")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Læst af Mette Sørensen", handled.Document.QuerySelector("#m2 .seen")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_ones_own_is_not_there_and_looks_like_what_never_was()
    {
        var thread = $"/threads/{await host.ThreadAsync("Pauser i løbet af dagen")}";
        string[] strangers = ["gp-other", "gp-far", "caseworker-colleague", "caseworker-far", "consultant"];

        foreach (var person in strangers)
        {
            var browser = await host.BrowserAsync(person);
            var token = await browser.TokenAsync();
            var never = (await browser.GetAsync($"/threads/{Guid.CreateVersion7()}")).Is(HttpStatusCode.NotFound);
            var foreign = (await browser.GetAsync(thread)).Is(HttpStatusCode.NotFound);
            (await browser.GetAsync($"{thread}?handler=messages&after=0", fetch: "fetch")).Is(HttpStatusCode.NotFound);
            (await browser.PostAsync($"{thread}?handler=post", [new("body", "Hej"), new("__RequestVerificationToken", token)])).Is(HttpStatusCode.NotFound);

            Assert.Equal(never.Document.QuerySelector("main")!.TextContent, foreign.Document.QuerySelector("main")!.TextContent);
        }
    }

    [Fact]
    public async Task An_act_on_what_has_changed_is_refused_and_a_text_that_cannot_be_sent_is_kept()
    {
        var thread = $"/threads/{await host.ThreadAsync("Antal timer fra januar")}";
        var (anna, mette) = (await host.BrowserAsync("gp"), await host.BrowserAsync("caseworker"));
        var stale = await mette.GetAsync(thread);
        (await anna.PostAsync((await anna.GetAsync(thread)).FormWith("body").Set("body", "Jeg har tid onsdag kl. 8."))).Is(HttpStatusCode.Redirect);

        var late = (await mette.PostAsync(stale.FormTo("handler=close"))).Is(HttpStatusCode.Conflict);
        var tooLong = (await mette.PostAsync(late.FormWith("body").Set("body", new string('å', 5001)))).Is(HttpStatusCode.BadRequest);
        (await anna.PostAsync((await anna.GetAsync(thread)).FormTo("handler=close"))).Is(HttpStatusCode.Redirect);
        var shut = (await mette.PostAsync(late.FormWith("body").Set("body", "Onsdag er fin."))).Is(HttpStatusCode.Conflict);
        var asScript = (await mette.PostAsync(late.FormWith("body").Set("body", "Onsdag er fin."), fetch: "fetch")).Is(HttpStatusCode.Conflict);

        Assert.Contains("Jeg har tid onsdag kl. 8.", late.Text, StringComparison.Ordinal);
        Assert.Equal(new string('å', 5001), tooLong.FormWith("body")["body"]);
        Assert.Contains("Onsdag er fin.", shut.Text, StringComparison.Ordinal);
        Assert.Contains("Samtalen er afsluttet", asScript.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_searched_for_without_an_address_and_numbers_not_at_all()
    {
        var (mette, colleague) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("caseworker-colleague"));

        var found = (await mette.PostAsync((await mette.GetAsync("/threads")).FormWith("words").Set("words", "hæve-sænke-kassen"))).Is(HttpStatusCode.OK);
        var nothing = (await colleague.PostAsync((await colleague.GetAsync("/threads")).FormWith("words").Set("words", "hæve-sænke-kassen"))).Is(HttpStatusCode.OK);
        var number = (await mette.PostAsync(found.FormWith("words").Set("words", "140572-1234"))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("Skånehensyn ved delvis raskmelding", found.Text, StringComparison.Ordinal);
        Assert.Empty(nothing.Document.QuerySelectorAll(".task"));
        Assert.DoesNotContain("140572-1234", number.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_sees_who_does_not_agree_and_not_a_word_of_what_is_written()
    {
        var susanne = await host.BrowserAsync("coordinator");

        var page = (await susanne.GetAsync("/threads/disagreements")).Is(HttpStatusCode.OK);

        var main = page.Document.QuerySelector("main")!.TextContent;
        Assert.Contains("Lægerne Torvet", main, StringComparison.Ordinal);
        Assert.DoesNotContain("Antal timer", main, StringComparison.Ordinal);
        Assert.DoesNotContain("Henriette", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_taken_back_leaves_who_when_and_why_and_nothing_of_its_text()
    {
        var thread = $"/threads/{await host.ThreadAsync("Genoptræning og værksted samme dag")}";
        var (anna, jesper) = (await host.BrowserAsync("gp"), await host.BrowserAsync("caseworker-colleague"));

        var confirm = (await jesper.GetAsync($"{thread}/messages/2/retract")).Is(HttpStatusCode.OK);
        (await jesper.PostAsync(confirm.FormWith("reason"))).Is(HttpStatusCode.BadRequest);
        (await jesper.PostAsync(confirm.FormWith("reason").Set("reason", "WrongContent"))).Is(HttpStatusCode.Redirect);
        var seen = await anna.GetAsync(thread);

        Assert.Contains("Undskyld, den besked", confirm.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Undskyld, den besked", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Jesper Lauridsen tog beskeden tilbage", seen.Document.QuerySelector("#m2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Forkert indhold", seen.Document.QuerySelector("#m2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consultant_reads_from_where_the_inviter_said()
    {
        var thread = $"/threads/{await host.ThreadAsync("Hørelse i åbent kontor")}";
        var (mette, erik) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("consultant"));

        var form = (await mette.GetAsync($"{thread}/consultant")).Is(HttpStatusCode.OK).FormWith("consultantId");
        (await mette.PostAsync(form.Set("share", "from").Set("from", "2"))).Is(HttpStatusCode.Redirect);
        var seen = (await erik.GetAsync(thread)).Is(HttpStatusCode.OK);

        Assert.Null(seen.Document.QuerySelector("#m1"));
        Assert.Contains("hovedtelefoner", seen.Document.QuerySelector("#m2")!.TextContent, StringComparison.Ordinal);
    }

    private static string LinkTo(WebPage page, string start) => page.Document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).First(href => href.StartsWith(start, StringComparison.Ordinal));
}
