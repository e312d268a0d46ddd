using Microsoft.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The doctor has two minutes: how many keys, and how many pages, an answer takes.</summary>
public sealed class TwoMinutes(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Karen Lise Møller";
    private const string Type = "Attest til sygedagpengeopfølgning";

    private const int MostKeys = 25;
    private const int MostPages = 3;

    [Fact]
    public async Task An_LAE_285_is_answered_by_keys_alone()
    {
        var anna = await SignInAsync("gp");
        var list = new WorkListScreen(anna.Page);
        await list.OpenAsync();
        await list.Tasks.NameLink(Citizen, Type).FocusAsync();
        var keys = new Keys(anna.Page);
        await keys.PressAsync("Enter");
        var answer = new AnswerScreen(anna.Page);
        await Expect(answer.SendButton).ToBeVisibleAsync();

        await keys.PressAsync("Alt+ArrowDown");
        await Expect(answer.WorkPossibility).ToBeFocusedAsync();
        await keys.TypeAsync("Lumbal diskusprolaps med aftagende udstråling. Kan arbejde siddende med mulighed for at rejse sig.");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(answer.WorkPossibility).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("rejse sig\\.\\n.+"));
        await keys.PressAsync("Alt+ArrowDown");
        await keys.PressAsync("ArrowRight");
        await Expect(answer.Option("workNow", "Partly")).ToBeCheckedAsync();
        await keys.PressAsync("Tab");
        await keys.TypeAsync("12");
        await keys.PressAsync("Alt+ArrowDown");
        await keys.PressAsync("Space");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Space");
        await Expect(answer.Option("considerations", "NoHeavyLifting")).ToBeCheckedAsync();
        await Expect(answer.Matches).ToContainTextAsync("tilbud kan tage de hensyn");
        await keys.PressAsync("Alt+ArrowDown");
        await keys.TypeAsync("Løft højst fem kilo.");
        await keys.PressAsync("Alt+ArrowDown");
        await keys.TypeAsync("Ja, tre timer om dagen med siddende kasse. Hun skal ikke bære kasser.");
        await Expect(answer.StillEmpty).ToBeHiddenAsync();
        await anna.LookAsync("90-answer-by-keys");
        await keys.PressAsync("Control+Enter");

        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
        await Expect(new CertificateScreen(anna.Page).Answer).ToContainTextAsync("Løft højst fem kilo.");
        Assert.InRange(keys.Count, 10, MostKeys);
    }

    [Fact]
    public async Task The_straight_road_from_the_list_to_the_receipt_is_short()
    {
        var anna = await SignInAsync("gp");
        var list = new WorkListScreen(anna.Page);
        await list.OpenAsync();
        var pages = new List<string>();
        anna.Page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Status == 200)
            {
                pages.Add(response.Url);
            }
        };

        await list.Tasks.OpenAsync(Citizen, Type);
        var answer = new AnswerScreen(anna.Page);
        await answer.WorkPossibility.FillAsync("Kan begynde delvist i december.");
        await answer.SendButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");

        Assert.InRange(pages.Count, 2, MostPages);
    }

    [Fact]
    public async Task A_secretary_prepares_and_the_doctor_finds_what_is_ready_to_sign()
    {
        var birgit = await SignInAsync("staff");
        var list = new WorkListScreen(birgit.Page);
        await list.OpenAsync();
        await list.Tasks.OpenAsync(Citizen, Type);
        var preparing = new AnswerScreen(birgit.Page);
        await preparing.WorkPossibility.FillAsync("Skrevet af sekretæren.");
        await preparing.PressAsync("Vis, som kommunen ser det");
        await Expect(preparing.Main).ToContainTextAsync("Skrevet af sekretæren.");
        await birgit.LookAsync("91-preview");
        await preparing.PressAsync("Klar til underskrift");
        await Expect(preparing.Banner).ToContainTextAsync("klar til underskrift");

        var anna = await SignInAsync("gp");
        await anna.Page.GotoAsync("/certificates?view=ready");
        await anna.LookAsync("92-ready-to-sign");
        await new WorkListScreen(anna.Page).Tasks.OpenAsync(Citizen, Type);
        await anna.LookAsync("93-prepared");
        await new AnswerScreen(anna.Page).SendButton.ClickAsync();

        var signed = new CertificateScreen(anna.Page);
        await Expect(signed.Answer).ToContainTextAsync("Birgit Nygaard");
        await Expect(signed.Answer).ToContainTextAsync("Anna Holm");
    }

    /// <summary>Presses keys, and counts them; what is typed into a box is not counted.</summary>
    private sealed class Keys(IPage page)
    {
        public int Count { get; private set; }

        public async Task PressAsync(string key)
        {
            Count++;
            await page.Keyboard.PressAsync(key);
        }

        public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);
    }
}
