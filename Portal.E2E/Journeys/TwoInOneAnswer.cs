using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The secretary prepares and the doctor signs; now and then both write at once.</summary>
public sealed class TwoInOneAnswer(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Dorthe Engelbrecht";
    private const string Statusattest = "Statusattest";

    [Fact]
    public async Task The_second_to_save_sees_both_texts_and_nothing_is_lost()
    {
        var birgit = await SignInAsync("staff");
        var anna = await SignInAsync("gp");
        anna.Complaints.Expect("status of 409");
        var birgits = await OpenAsync(birgit);
        var annas = await OpenAsync(anna);

        await birgits.History.FillAsync("Birgit: uændret siden sommeren.");
        await Expect(birgits.SaveState).ToContainTextAsync("Gemt kl.");
        await annas.History.FillAsync("Anna: klar bedring.");
        await Expect(annas.SaveState).ToContainTextAsync("En kollega har gemt");
        await annas.SaveButton.ClickAsync();

        await Expect(annas.BothTexts).ToContainTextAsync("Birgit Nygaard");
        await Expect(annas.BothTexts).ToContainTextAsync("Birgit: uændret siden sommeren.");
        await Expect(annas.BothTexts).ToContainTextAsync("Anna: klar bedring.");
        await Expect(annas.History).ToHaveValueAsync("Anna: klar bedring.");
        await anna.LookAsync("25-both-texts");

        await birgit.Page.ReloadAsync();
        await Expect(birgits.History).ToHaveValueAsync("Birgit: uændret siden sommeren.");
        await annas.History.FillAsync("Uændret siden sommeren, nu klar bedring.");
        await annas.SaveButton.ClickAsync();
        await Expect(annas.Banner).ToContainTextAsync("Svaret er gemt");
        await Expect(annas.History).ToHaveValueAsync("Uændret siden sommeren, nu klar bedring.");
    }

    [Fact]
    public async Task The_secretary_saves_but_has_no_button_that_signs()
    {
        var birgit = await SignInAsync("staff");

        var answer = await OpenAsync(birgit);

        await Expect(answer.SaveButton).ToBeVisibleAsync();
        await Expect(answer.DoctorSigns).ToBeVisibleAsync();
        await Expect(answer.SendButton).ToHaveCountAsync(0);
        await birgit.LookAsync("26-secretary");
    }

    private static async Task<AnswerScreen> OpenAsync(Visitor visitor)
    {
        await new HomeScreen(visitor.Page).Tasks.OpenAsync(Citizen, Statusattest);
        var answer = new AnswerScreen(visitor.Page);
        await Expect(answer.Request).ToBeVisibleAsync();
        return answer;
    }
}
