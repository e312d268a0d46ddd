using System.Text.RegularExpressions;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The right type, nothing asked twice, and nobody answers on a consent that is gone.</summary>
public sealed class AskingWell(Stage stage) : BrowserTest(stage)
{
    private const string Statusattest = "Statusattest";

    [Fact]
    public async Task Two_questions_lead_to_the_cheapest_type_and_it_is_sent()
    {
        var mette = await SignInAsync("caseworker");
        var request = new RequestScreen(mette.Page);
        await request.OpenAsync();
        await request.ChooseCitizenAsync("Camilla Rask");
        await request.FollowAsync("Hjælp til at vælge");
        await mette.LookAsync("70-chooser");
        await request.FollowAsync("Hvordan det står til med helbredet");
        await request.FollowAsync("Det, lægen allerede ved");
        await Expect(request.Proposal).ToContainTextAsync(Statusattest);
        await Expect(request.Proposal).ToContainTextAsync("uden en ny undersøgelse");
        await mette.LookAsync("71-chooser-proposal");

        await request.AskForProposedAsync();
        await Expect(request.Heading).ToContainTextAsync(Statusattest);
        await request.Purpose.FillAsync("Svaret skal bruges til planen for, hvordan hun kommer tilbage til plejehjemmet.");
        await request.Question(1).FillAsync("Hvilke skånehensyn er der brug for lige nu?");
        await request.RepeatReason.FillAsync("Hun er begyndt i træning siden.");
        await request.RegisterConsentAsync();
        await request.SendButton.ClickAsync();
        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");

        var anna = await SignInAsync("gp");
        await new HomeScreen(anna.Page).Tasks.OpenAsync("Camilla Rask", Statusattest);
        await Expect(new AnswerScreen(anna.Page).Request).ToContainTextAsync("Borgerens samtykke");
    }

    [Fact]
    public async Task What_is_open_already_is_found_before_anything_is_written()
    {
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 409");
        var request = new RequestScreen(mette.Page);
        await request.OpenAsync();
        await request.ChooseCitizenAsync("Dorthe Engelbrecht");
        await Expect(request.Main).ToContainTextAsync("Åben anmodning");
        await mette.LookAsync("72-open-request-on-the-list");
        await request.ChooseTypeAsync(Statusattest);
        await Expect(request.Open).ToContainTextAsync("Der er allerede en åben anmodning om denne attest");
        await mette.LookAsync("73-open-request-on-the-form");

        await request.Purpose.FillAsync("Vi vil alligevel spørge.");
        await request.Question(1).FillAsync("Hvilke skånehensyn er der brug for lige nu?");
        await request.RegisterConsentAsync();
        await request.SendButton.ClickAsync();
        await Expect(request.Alert).ToContainTextAsync("Der er allerede en åben anmodning om denne attest");
        await Expect(request.Purpose).ToHaveValueAsync("Vi vil alligevel spørge.");
        await request.FollowAsync("Åbn den");
        await Expect(mette.Page).ToHaveURLAsync(new Regex("/certificates/[0-9a-f-]{36}$"));
        await Expect(request.Heading).ToContainTextAsync(Statusattest);
    }

    [Fact]
    public async Task A_consent_that_is_withdrawn_while_the_doctor_writes_stops_the_answer_and_loses_nothing()
    {
        var anna = await SignInAsync("gp");
        anna.Complaints.Expect("status of 409");
        await new HomeScreen(anna.Page).Tasks.OpenAsync("Jens-Ole Bertelsen", Statusattest);
        var answer = new AnswerScreen(anna.Page);
        await answer.Function.FillAsync("Kan køre en time ad gangen.");
        await Expect(answer.SaveState).ToContainTextAsync("Gemt");

        var mette = await SignInAsync("caseworker");
        var folder = new FolderScreen(mette.Page);
        await folder.OpenAsync("Jens-Ole Bertelsen");
        await folder.WithdrawConsentAsync();
        await folder.PressAsync("Notér, at borgeren har trukket det tilbage");
        await Expect(folder.Paused).ToContainTextAsync("1 anmodning står stille");

        await answer.Function.FillAsync("Kan køre en time ad gangen, bør ikke løfte.");
        await answer.SendButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("Borgeren har trukket sit samtykke");
        await Expect(answer.Function).ToHaveValueAsync("Kan køre en time ad gangen, bør ikke løfte.");
        await anna.LookAsync("74-consent-withdrawn-while-writing");

        await folder.FollowAsync(Statusattest);
        var certificate = new CertificateScreen(mette.Page);
        await Expect(certificate.Main).ToContainTextAsync("Find et andet grundlag, eller træk anmodningen tilbage");
        await mette.LookAsync("75-paused");
        await certificate.FollowAsync("Find et andet grundlag");
        var basis = new RequestScreen(mette.Page);
        await mette.LookAsync("76-basis");
        await basis.ChooseLegalBasisAsync("Law11c");
        await basis.Reason.FillAsync("Sagen skal afgøres inden 1. december, og han vil ikke svare.");
        await folder.PressAsync("Sæt anmodningen i gang igen");
        await Expect(certificate.Banner).ToContainTextAsync("i gang igen");

        await anna.Page.GotoAsync(mette.Page.Url.Split('?')[0]);
        await Expect(answer.Function).ToHaveValueAsync("Kan køre en time ad gangen, bør ikke løfte.");
        await Expect(answer.Request).ToContainTextAsync("han vil ikke svare");
        await answer.SendButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
    }
}
