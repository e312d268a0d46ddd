using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>What impatient fingers and bad connections do to sending and saving.</summary>
public sealed class Sending(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Jens-Ole Bertelsen";
    private const string Statusattest = "Statusattest";

    [Fact]
    public async Task A_double_click_signs_and_sends_once()
    {
        var (anna, answer) = await OpenAsync();
        var sent = 0;
        anna.Page.Request += (_, request) => sent += AnswerScreen.IsSending(request) ? 1 : 0;
        // Slow enough for the second click to come while the first is on its way.
        await anna.Page.RouteAsync("**/answer?handler=sign", async route =>
        {
            await Task.Delay(500);
            await route.ContinueAsync();
        });

        await answer.SendButton.DblClickAsync(new() { Delay = 60 });

        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
        await Expect(new CertificateScreen(anna.Page).Answer).ToHaveCountAsync(1);
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Signing_right_after_the_last_key_sends_what_was_typed()
    {
        var (anna, answer) = await OpenAsync();

        await answer.Function.FillAsync("Kan sidde en time ad gangen.");
        await answer.SendButton.ClickAsync();

        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
        await Expect(new CertificateScreen(anna.Page).Answer).ToContainTextAsync("Kan sidde en time ad gangen.");
    }

    [Fact]
    public async Task Going_back_after_signing_shows_the_signed_answer_and_nothing_to_send()
    {
        var (anna, answer) = await OpenAsync();
        await answer.SendButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");

        await anna.Page.GoBackAsync();

        await Expect(new CertificateScreen(anna.Page).Answer).ToBeVisibleAsync();
        await Expect(answer.SendButton).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Going_back_after_asking_and_sending_again_asks_once()
    {
        const string Tatiana = "Tatiana Popescu";
        var mette = await SignInAsync("caseworker");
        // The form comes back empty or as the browser kept it: sending it says what is missing, or that there is an open request.
        mette.Complaints.Expect("status of 400");
        mette.Complaints.Expect("status of 409");
        var request = new RequestScreen(mette.Page);
        await request.OpenAsync();
        await request.ChooseCitizenAsync(Tatiana);
        await request.ChooseTypeAsync(Statusattest);
        await request.Purpose.FillAsync("Opfølgning.");
        await request.Question(1).FillAsync("Er der sket noget nyt?");
        await request.Known.FillAsync("Attesten fra oktober.");
        await request.RepeatReason.FillAsync("Hun er blevet opereret siden.");
        await request.RegisterConsentAsync();
        await request.SendButton.ClickAsync();
        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");

        await mette.Page.GoBackAsync();
        await request.SendButton.ClickAsync();
        await Expect(request.Banner.Or(request.Alert)).ToBeVisibleAsync();

        var list = new WorkListScreen(mette.Page);
        await list.OpenAsync();
        await list.ShowAsync("waiting");
        await Expect(list.Tasks.Row(Tatiana, Statusattest)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_lost_connection_is_told_the_text_stays_and_is_saved_when_the_connection_is_back()
    {
        var (anna, answer) = await OpenAsync();
        anna.Complaints.Expect("net::ERR_FAILED");
        await anna.Page.RouteAsync("**/answer?handler=draft", route => route.AbortAsync());

        await answer.Function.FillAsync("Kan sidde en time ad gangen.");
        await Expect(answer.SaveState).ToContainTextAsync("Ikke gemt");
        await Expect(answer.Function).ToHaveValueAsync("Kan sidde en time ad gangen.");
        await anna.LookAsync("27-not-saved");
        await anna.Page.UnrouteAllAsync();

        await Expect(answer.SaveState).ToContainTextAsync("Gemt kl.");
        await anna.Page.ReloadAsync();
        await Expect(answer.Function).ToHaveValueAsync("Kan sidde en time ad gangen.");
    }

    private async Task<(Visitor Anna, AnswerScreen Answer)> OpenAsync()
    {
        var anna = await SignInAsync("gp");
        await new HomeScreen(anna.Page).Tasks.OpenAsync(Citizen, Statusattest);
        return (anna, new AnswerScreen(anna.Page));
    }
}
