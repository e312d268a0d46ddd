using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The same road in browsers that run no script: plain forms all the way.</summary>
public sealed class WithoutScript(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Sofie Juul Hartmann";
    private const string Statusattest = "Statusattest";
    private const string Offer = "Konditionstræning på hold";

    [Fact]
    public async Task A_certificate_is_asked_for_answered_with_an_offer_and_read()
    {
        var plain = new VisitorOptions { HasScript = false };
        var mette = await SignInAsync("caseworker", plain);
        var anna = await SignInAsync("gp", plain);

        await new HomeScreen(mette.Page).AskForCertificateAsync();
        var request = new RequestScreen(mette.Page);
        await request.ChooseCitizenAsync(Citizen);
        await request.ChooseTypeAsync(Statusattest);
        await request.Purpose.FillAsync("Svaret skal bruges til planen for tilbagevenden.");
        await request.Question(1).FillAsync("Hvad viste undersøgelsen?");
        await request.Known.FillAsync("Attesten fra sommeren.");
        await request.RepeatReason.FillAsync("Undersøgelsen er lavet siden.");
        await request.RegisterConsentAsync();
        await request.PreviewButton.ClickAsync();
        await Expect(request.Request).ToContainTextAsync("Hvad viste undersøgelsen?");
        await request.SendButton.ClickAsync();
        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");

        await anna.Page.ReloadAsync();
        await new HomeScreen(anna.Page).Tasks.OpenAsync(Citizen, Statusattest);
        var answer = new AnswerScreen(anna.Page);
        await answer.Reply(1).FillAsync("Undersøgelsen var normal.");
        await answer.OfferSearch.FillAsync("konditionstraening");
        await answer.SearchOffersByButtonAsync();
        await Expect(answer.OffersFound).ToHaveCountAsync(1);
        await Expect(answer.Reply(1)).ToHaveValueAsync("Undersøgelsen var normal.");
        await answer.PointToAsync(Offer);
        await Expect(answer.OffersChosen).ToContainTextAsync(Offer);
        await Expect(answer.Reply(1)).ToHaveValueAsync("Undersøgelsen var normal.");
        await answer.SendButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");

        await new HomeScreen(mette.Page).OpenAsync();
        await new HomeScreen(mette.Page).Tasks.OpenAsync(Citizen, Statusattest);
        var certificate = new CertificateScreen(mette.Page);
        await Expect(certificate.Answer).ToContainTextAsync("Undersøgelsen var normal.");
        await certificate.OfferLink(Offer).ClickAsync();
        await Expect(certificate.Heading).ToContainTextAsync(Offer);
        await mette.Page.GoBackAsync();
        await certificate.ApproveButton.ClickAsync();
        await Expect(certificate.Banner).ToContainTextAsync("godkendt");
    }
}
