using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A caseworker and a doctor write to each other, each in front of a browser.</summary>
public sealed class Conversations(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Karen Lise Møller";

    [Fact]
    public async Task What_one_writes_the_other_sees_at_once_and_that_it_was_read()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        var address = await BeginAsync(mette, "Kan hun sidde ved kassen i tre timer?");
        var (doctor, caseworker) = (new ThreadScreen(anna.Page), new ThreadScreen(mette.Page));
        await doctor.OpenAsync(address);
        await Expect(caseworker.Message("tre timer")).ToContainTextAsync("Læst af Anna Holm");
        await mette.Page.Locator("[data-online]:visible").First.WaitForAsync();

        await doctor.Text.PressSequentiallyAsync("Ja, hvis hun kan");
        await Expect(caseworker.Typing).ToContainTextAsync("Anna Holm");
        await Expect(doctor.SaveState).ToContainTextAsync("gemt");
        await doctor.WriteAsync("Ja, hvis hun kan **skifte stilling**.");

        await Expect(caseworker.Message("skifte stilling").Locator("strong", new() { HasText = "skifte stilling" })).ToBeVisibleAsync();
        await Expect(doctor.Message("skifte stilling")).ToContainTextAsync("Læst af Mette Sørensen");
        await Expect(doctor.Text).ToHaveValueAsync("");
        // Nobody is moved, and nothing that is being written is touched.
        await caseworker.Text.FillAsync("Tak. Og hvad med");
        await doctor.WriteAsync("Og ingen løft.");
        await Expect(caseworker.Message("ingen løft")).ToBeVisibleAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Button, new() { Name = "Send og afslut spørgsmålet" })).ToBeVisibleAsync();
        await Expect(caseworker.Text).ToHaveValueAsync("Tak. Og hvad med");
        await Expect(caseworker.Text).ToBeFocusedAsync();
        await caseworker.WriteAsync("Tak. Så aftaler vi det.");
        await Expect(doctor.Message("aftaler vi det")).ToBeVisibleAsync();

        Assert.Equal([1, 2, 3, 4], await doctor.SequencesAsync());
        Assert.Equal([1, 2, 3, 4], await caseworker.SequencesAsync());
        Assert.True(anna.Frames.Count > 0 && mette.Frames.Count > 0, "No web socket was open.");
        await anna.LookAsync("120-thread-gp");
        await mette.LookAsync("121-thread-caseworker");
        // The page has followed: what is done now stands on what has come meanwhile.
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Intet at tilføje" }).ClickAsync();
        await Expect(doctor.Messages).ToHaveCountAsync(5);
        await Expect(mette.Page.GetByRole(AriaRole.Button, new() { Name = "Markér som behandlet" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_count_in_the_header_follows_without_a_new_page()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        var count = anna.Page.Locator("[data-thread-count]").First;
        var before = int.Parse(await count.InnerTextAsync() is { Length: > 0 } text ? text : "0", CultureInfo.InvariantCulture);

        await BeginAsync(mette, "Har du et øjeblik i dag?");

        await Expect(count).ToHaveTextAsync($"{before + 1}");
        await Expect(anna.Page).ToHaveTitleAsync(new Regex(@"^\(\d+\) "));
    }

    [Fact]
    public async Task The_net_goes_and_comes_and_no_typed_word_is_lost()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        anna.Complaints.Expect("ERR_INTERNET_DISCONNECTED");
        anna.Complaints.Expect("WebSocket");
        anna.Complaints.Expect("Failed to fetch");
        var address = await BeginAsync(mette, "Må han køre truck?");
        var (doctor, caseworker) = (new ThreadScreen(anna.Page), new ThreadScreen(mette.Page));
        await doctor.OpenAsync(address);

        await anna.SetOfflineAsync(true);
        await doctor.Text.FillAsync("Ikke før udredningen er færdig.");
        await Expect(doctor.Connection).ToBeVisibleAsync();
        await Expect(doctor.Connection).ToContainTextAsync("vi prøver igen", new() { IgnoreCase = true });
        await anna.LookAsync("122-thread-offline");
        await doctor.Text.PressAsync("Control+Enter");
        await Expect(doctor.Text).ToHaveValueAsync("Ikke før udredningen er færdig.");
        await caseworker.WriteAsync("Jeg spørger, fordi han er indkaldt i morgen.");
        await Expect(caseworker.Message("indkaldt i morgen")).ToBeVisibleAsync();
        await anna.SetOfflineAsync(false);

        await Expect(doctor.Message("indkaldt i morgen")).ToBeVisibleAsync();
        await Expect(doctor.Connection).ToBeHiddenAsync();
        await Expect(doctor.Text).ToHaveValueAsync("Ikke før udredningen er færdig.");
        await doctor.Text.PressAsync("Control+Enter");
        await Expect(caseworker.Message("udredningen er færdig")).ToHaveCountAsync(1);
        await Expect(doctor.Message("udredningen er færdig")).ToHaveCountAsync(1);
        Assert.Equal([1, 2, 3], await doctor.SequencesAsync());
    }

    [Fact]
    public async Task Without_script_the_same_is_said_by_plain_forms()
    {
        var plain = new VisitorOptions { HasScript = false };
        var (anna, mette) = (await SignInAsync("gp", plain), await SignInAsync("caseworker", plain));
        var address = await BeginAsync(mette, "Kan hun sidde ved kassen i tre timer?");
        var (doctor, caseworker) = (new ThreadScreen(anna.Page), new ThreadScreen(mette.Page));

        await anna.Page.GotoAsync("/threads");
        await anna.Page.Locator("main a.who", new() { HasText = "Skånehensyn ved kassen" }).ClickAsync();
        await doctor.SendAsync("Ja, hvis hun kan **skifte stilling**.");
        await Expect(doctor.Message("skifte stilling").Locator("strong", new() { HasText = "skifte stilling" })).ToBeVisibleAsync();
        await caseworker.OpenAsync(address);
        await Expect(caseworker.Message("tre timer")).ToContainTextAsync("Læst af Anna Holm");
        await Expect(caseworker.Message("skifte stilling")).ToBeVisibleAsync();
        await mette.Page.GetByRole(AriaRole.Button, new() { Name = "Markér som behandlet" }).ClickAsync();

        await Expect(caseworker.Banner).ToBeVisibleAsync();
        await doctor.OpenAsync(address);
        await Expect(doctor.Next).ToBeVisibleAsync();
        Assert.Equal([1, 2, 3], await doctor.SequencesAsync());
    }

    [Fact]
    public async Task A_consultant_is_invited_reads_from_there_on_and_is_gone_again()
    {
        var (anna, mette, erik) = (await SignInAsync("gp"), await SignInAsync("caseworker"), await SignInAsync("consultant"));
        erik.Complaints.Expect("status of 404");
        var address = await BeginAsync(mette, "Det her er mellem os to.");
        var (doctor, caseworker, consultant) = (new ThreadScreen(anna.Page), new ThreadScreen(mette.Page), new ThreadScreen(erik.Page));
        await doctor.OpenAsync(address);
        await doctor.WriteAsync("Skal vi spørge lægekonsulenten?");
        await Expect(caseworker.Message("lægekonsulenten")).ToBeVisibleAsync();
        await erik.Page.GotoAsync(address);
        await Expect(erik.Page.Locator("h1")).ToContainTextAsync("findes ikke");

        await mette.Page.GotoAsync($"{address}/consultant");
        await mette.LookAsync("123-invite-consultant");
        await mette.Page.GetByLabel("Erik Mathiasen").CheckAsync();
        await new ActScreen(mette.Page).ChooseAsync("Kun det, der kommer");
        await mette.Page.Locator("main form button.button-primary").First.ClickAsync();
        await caseworker.SendAsync("Erik, hvad siger du til tre timer?");
        await consultant.OpenAsync(address);

        await Expect(consultant.Message("hvad siger du til tre timer")).ToBeVisibleAsync();
        await Expect(consultant.Page.Locator("main")).Not.ToContainTextAsync("mellem os to");
        await consultant.WriteAsync("Med hvil midt på dagen er det forsvarligt.");
        await Expect(doctor.Message("hvil midt på dagen")).ToBeVisibleAsync();
        await erik.LookAsync("124-thread-consultant");
        await erik.Page.GetByRole(AriaRole.Button, new() { Name = "Forlad samtalen" }).ClickAsync();
        await doctor.WriteAsync("Tak. Så gør vi det.");
        await Expect(caseworker.Message("Så gør vi det")).ToBeVisibleAsync();
        await erik.Page.ReloadAsync();
        await Expect(consultant.Message("hvil midt på dagen")).ToBeVisibleAsync();
        await Expect(consultant.Message("Så gør vi det")).ToHaveCountAsync(0);
        await Expect(consultant.Text).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_sent_wrongly_goes_from_the_others_screen_while_they_look()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        var address = await BeginAsync(mette, "Hvad skal vi tage hensyn til?");
        var (doctor, caseworker) = (new ThreadScreen(anna.Page), new ThreadScreen(mette.Page));
        await doctor.OpenAsync(address);
        await doctor.WriteAsync("Det her handler om en helt anden patient.");
        await Expect(caseworker.Message("helt anden patient")).ToBeVisibleAsync();

        await doctor.Message("helt anden patient").Locator("a.take-back").ClickAsync();
        await anna.LookAsync("125-retract-message");
        await anna.Page.Locator("main input[type=radio]").Nth(1).CheckAsync();
        await anna.Page.Locator("main form button[data-once]").First.ClickAsync();

        await Expect(caseworker.Message("helt anden patient")).ToHaveCountAsync(0);
        await Expect(caseworker.Messages.Nth(1)).ToContainTextAsync("tog beskeden tilbage");
        await mette.LookAsync("126-retracted-live");
        Assert.Equal([1, 2], await caseworker.SequencesAsync());
    }

    /// <summary>A caseworker begins a thread with the clinic of the citizen.</summary>
    /// <returns>The thread's address.</returns>
    private static async Task<string> BeginAsync(Visitor caseworker, string first)
    {
        var page = caseworker.Page;
        await page.GotoAsync("/citizens");
        await page.Locator("main a", new() { HasText = Citizen }).First.ClickAsync();
        await page.Locator("main a[href*='/threads/new']").First.ClickAsync();
        await page.Locator("[name=category]").SelectOptionAsync("Considerations");
        await page.Locator("[name=subject]").FillAsync("Skånehensyn ved kassen");
        await page.Locator("textarea[name=body]").FillAsync(first);
        await page.Locator("form.start-thread button.button-primary").ClickAsync();
        await Expect(new ThreadScreen(page).Message(first[..12])).ToBeVisibleAsync();
        return new Uri(page.Url).AbsolutePath;
    }
}
