using System.Text.RegularExpressions;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The way of a certificate, from the question in the job centre to the closed case, by the two people who walk it.</summary>
public sealed class CertificateJourney(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Camilla Rask";
    private const string Statusattest = "Statusattest";
    private const string Offer = "Rygtræning i små hold";
    private const string FirstQuestion = "Kan hun begynde på nedsat tid i december?";
    private const string SecondQuestion = "Hvilke opgaver bør hun undgå?";

    [Fact]
    public async Task A_caseworker_asks_and_the_doctor_answers_with_an_offer()
    {
        var mette = await VisitAsync("caseworker");
        var anna = await VisitAsync("gp");

        await AskAsync(mette);
        await AnswerAsync(anna);
        await ReadAndCloseAsync(mette);
    }

    private static async Task AskAsync(Visitor mette)
    {
        var signIn = new SignInScreen(mette.Page);
        await signIn.OpenAsync();
        await mette.LookAsync("01-sign-in");
        await signIn.ChooseAsync("caseworker");

        var home = new HomeScreen(mette.Page);
        await Expect(home.Lead).Not.ToBeEmptyAsync();
        await mette.LookAsync("02-caseworker-home");
        await home.AskForCertificateAsync();

        var request = new RequestScreen(mette.Page);
        await mette.LookAsync("03-choose-citizen");
        await request.ChooseCitizenAsync(Citizen);
        await mette.LookAsync("04-choose-type");
        await request.ChooseTypeAsync(Statusattest);

        await mette.LookAsync("05-request-empty");
        await request.Purpose.FillAsync("Svaret skal bruges til planen for, hvordan hun kommer tilbage til plejehjemmet.");
        await request.Question(1).FillAsync(FirstQuestion);
        await request.Question(2).FillAsync(SecondQuestion);
        await request.Known.FillAsync("Statusattesten fra oktober. Vi kender ikke det, der er sket siden.");
        await request.RepeatReason.FillAsync("Hun har været til kontrol siden.");
        await request.RegisterConsentAsync();
        await mette.LookAsync("06-request-filled");
        await request.SendButton.ClickAsync();

        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");
        await Expect(request.Heading).ToContainTextAsync(Statusattest);
        await mette.LookAsync("07-request-sent");
    }

    private static async Task AnswerAsync(Visitor anna)
    {
        var home = await anna.SignInAsync();
        await Expect(home.Tasks.Deadline(Citizen, Statusattest)).ToHaveTextAsync("7. december");
        await anna.LookAsync("08-doctor-home");

        var list = new WorkListScreen(anna.Page);
        await list.OpenAsync();
        await Expect(list.Tasks.Deadline(Citizen, Statusattest)).ToHaveTextAsync("7. december");
        await anna.LookAsync("09-doctor-work-list");
        await list.Tasks.OpenAsync(Citizen, Statusattest);

        var answer = new AnswerScreen(anna.Page);
        await Expect(answer.Deadline).ToContainTextAsync("7. december");
        await Expect(answer.Request).ToContainTextAsync(FirstQuestion);
        await Expect(answer.Request).ToContainTextAsync(SecondQuestion);
        await anna.LookAsync("10-answer-empty");

        await answer.Function.FillAsync("Tåler at stå og gå en halv time ad gangen. Bør ikke løfte over 5 kg.");
        await Expect(answer.SaveState).ToContainTextAsync(new Regex(@"Gemt kl\. 9\.\d\d"));
        await anna.Page.ReloadAsync();
        await Expect(answer.Function).ToHaveValueAsync("Tåler at stå og gå en halv time ad gangen. Bør ikke løfte over 5 kg.");

        await answer.Reply(1).FillAsync("Ja, to timer tre dage om ugen fra 7. december.");
        await answer.MarkAnsweredInTextAsync(2);
        await answer.OfferSearch.FillAsync("træning");
        await Expect(answer.OffersFound.Filter(new() { HasText = Offer })).ToHaveCountAsync(1);
        await anna.LookAsync("11-answer-offers-found");
        await answer.PointToAsync(Offer);

        await Expect(answer.OffersChosen).ToHaveCountAsync(1);
        await Expect(answer.OffersChosen).ToContainTextAsync(Offer);
        await Expect(answer.Reply(1)).ToHaveValueAsync("Ja, to timer tre dage om ugen fra 7. december.");
        await Expect(answer.AnsweredInText(2)).ToBeCheckedAsync();
        await anna.LookAsync("12-answer-filled");
        await answer.SendButton.ClickAsync();

        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
        await Expect(answer.SendButton).ToHaveCountAsync(0);
        await anna.LookAsync("13-answer-sent");
    }

    private static async Task ReadAndCloseAsync(Visitor mette)
    {
        var home = new HomeScreen(mette.Page);
        await home.OpenAsync();
        await Expect(home.Tasks.Group("Svar, du kan læse")).ToContainTextAsync(Citizen);
        await mette.LookAsync("14-caseworker-home-with-answer");
        await home.Tasks.OpenAsync(Citizen, Statusattest);

        var certificate = new CertificateScreen(mette.Page);
        await Expect(certificate.Answer).ToContainTextAsync("Anna Holm");
        await Expect(certificate.Answer).ToContainTextAsync("Ja, to timer tre dage om ugen fra 7. december.");
        await Expect(certificate.Answer).ToContainTextAsync("Besvaret i teksten");
        await Expect(certificate.Answer).ToContainTextAsync("Bør ikke løfte over 5 kg.");
        await mette.LookAsync("15-answer-to-read");

        await certificate.OfferLink(Offer).ClickAsync();
        await Expect(mette.Page).ToHaveURLAsync(new Regex(@"/offers/rygtraening\?version=1$"));
        await Expect(certificate.Heading).ToContainTextAsync(Offer);
        await mette.LookAsync("16-offer-of-answer");
        await mette.Page.GoBackAsync();

        await certificate.ApproveButton.ClickAsync();
        await Expect(certificate.Banner).ToContainTextAsync("godkendt");
        await mette.LookAsync("17-approved");
        await certificate.CloseButton.ClickAsync();
        await Expect(certificate.Banner).ToContainTextAsync("afsluttet");
        await Expect(certificate.Course).ToContainTextAsync("Afsluttet");
        await mette.LookAsync("18-closed");
    }
}
