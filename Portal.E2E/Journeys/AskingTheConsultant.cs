using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A draft goes to the medical consultant and comes back with advice; a request that is not needed any more is withdrawn.</summary>
public sealed class AskingTheConsultant(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task The_advice_stands_beside_the_draft()
    {
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 400");
        await new HomeScreen(mette.Page).Tasks.OpenAsync("Henriette Bang Olsen", "Statusattest");
        var act = new ActScreen(mette.Page);
        await act.PressAsync("Gem og få sparring");
        await act.PressAsync("Send til lægekonsulenten");
        await Expect(act.ErrorSummary).ToBeFocusedAsync();
        await mette.LookAsync("80-ask-consultant-errors");
        await act.Question.FillAsync("Er det den rigtige attest?");
        await act.PressAsync("Send til lægekonsulenten");
        await Expect(act.Banner).ToContainTextAsync("Lægekonsulenten er spurgt");
        await mette.LookAsync("81-with-consultant");

        var erik = await SignInAsync("consultant");
        await erik.LookAsync("82-consultant-home");
        await erik.Page.GotoAsync(mette.Page.Url.Split('?')[0]);
        var advice = new ActScreen(erik.Page);
        await erik.LookAsync("83-consultant-reads");
        await advice.Advice.FillAsync("Ja. Spørg om funktionen frem for diagnosen.");
        await advice.PressAsync("Giv rådet");
        await Expect(advice.Banner).ToContainTextAsync("Rådet er givet");

        await new HomeScreen(mette.Page).OpenAsync();
        await new HomeScreen(mette.Page).Tasks.OpenAsync("Henriette Bang Olsen", "Statusattest");
        await Expect(act.Main).ToContainTextAsync("Spørg om funktionen frem for diagnosen.");
        await mette.LookAsync("84-advice-beside-draft");
    }

    [Fact]
    public async Task A_request_is_withdrawn_with_a_reason_that_the_doctor_sees()
    {
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 400");
        await new HomeScreen(mette.Page).Tasks.OpenAsync("Jens-Ole Bertelsen", "Statusattest");
        var address = mette.Page.Url;
        var act = new ActScreen(mette.Page);
        await act.FollowAsync("Træk tilbage");
        await act.PressAsync("Træk tilbage");
        await Expect(act.ErrorSummary).ToBeFocusedAsync();
        await mette.LookAsync("85-withdraw-errors");
        await act.ChooseAsync("Oplysningerne er ikke længere nødvendige");
        await act.PressAsync("Træk tilbage");
        await Expect(act.Banner).ToContainTextAsync("trukket tilbage");

        var anna = await SignInAsync("gp");
        await anna.Page.GotoAsync(address);
        await Expect(new ActScreen(anna.Page).Main).ToContainTextAsync("Oplysningerne er ikke længere nødvendige");
        await anna.LookAsync("86-withdrawn-for-the-doctor");
    }
}
