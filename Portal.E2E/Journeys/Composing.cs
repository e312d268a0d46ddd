using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A caseworker writes with the portal at hand: advice while typing, the library, and a look through the doctor's eyes.</summary>
public sealed class Composing(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Advice_comes_while_one_types_and_the_preview_leads_back_without_loss()
    {
        var mette = await SignInAsync("caseworker");
        var request = new RequestScreen(mette.Page);
        await request.OpenAsync();
        await request.ChooseCitizenAsync("Poul-Erik Dissing");
        await request.ChooseTypeAsync("Statusattest");
        await request.Purpose.FillAsync("Svaret skal bruges til planen for, hvordan han kommer tilbage til værkstedet.");
        await request.Question(1).FillAsync("Er borgeren rask?");
        await Expect(request.Advice).ToContainTextAsync("Spørg om noget bestemt");
        await mette.LookAsync("60-advice");

        await request.Question(1).FillAsync("");
        await request.InsertFromLibraryAsync(2);
        await Expect(request.Question(1)).ToHaveValueAsync("Hvilke skånehensyn er der brug for lige nu?");
        await request.Known.FillAsync("Vi ved, at der er fundet en ny tid til undersøgelsen.");
        await request.RegisterConsentAsync();
        await Expect(request.Advice).ToContainTextAsync("Ingen bemærkninger");

        await request.PreviewButton.ClickAsync();
        await Expect(request.Request).ToContainTextAsync("Hvilke skånehensyn er der brug for lige nu?");
        await Expect(request.Request).ToContainTextAsync("Borgerens samtykke");
        await mette.LookAsync("61-preview");
        await request.BackButton.ClickAsync();
        await Expect(request.Question(1)).ToHaveValueAsync("Hvilke skånehensyn er der brug for lige nu?");
        await request.SendButton.ClickAsync();
        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");
    }
}
