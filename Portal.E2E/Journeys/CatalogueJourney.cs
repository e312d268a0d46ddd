using System.Globalization;
using System.Text.RegularExpressions;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The doctor looks for something that fits, and takes it into an answer.</summary>
public sealed partial class CatalogueJourney(Stage stage) : BrowserTest(stage)
{
    private const string BackTraining = "Rygtræning i små hold";

    [Fact]
    public async Task A_search_without_Danish_letters_finds_a_part_of_a_compound()
    {
        var anna = await SignInAsync("gp");

        var catalogue = new CatalogueScreen(anna.Page);
        await catalogue.SearchOffersAsync("traening");

        await Expect(catalogue.Found).ToContainTextAsync("»traening«");
        await Expect(catalogue.Results.Filter(new() { HasText = BackTraining })).ToHaveCountAsync(1);
        await anna.LookAsync("20-catalogue-search");
    }

    [Fact]
    public async Task A_filter_leaves_as_many_as_it_says_and_its_chip_takes_it_off()
    {
        var anna = await SignInAsync("gp");
        var catalogue = new CatalogueScreen(anna.Page);
        await catalogue.OpenAsync();
        var all = await NumberFoundAsync(catalogue);

        var promised = await catalogue.ChooseAsync("kind", "Training");
        await Expect(catalogue.Chips.First).ToContainTextAsync("Træning");
        var left = await NumberFoundAsync(catalogue);
        var shown = await catalogue.Results.CountAsync();
        await anna.LookAsync("21-catalogue-filtered");
        await catalogue.Chips.First.ClickAsync();
        await Expect(catalogue.Chips).ToHaveCountAsync(0);
        var again = await NumberFoundAsync(catalogue);

        Assert.InRange(promised, 1, all - 1);
        Assert.Equal(promised, left);
        Assert.Equal(promised, shown);
        Assert.Equal(all, again);
    }

    [Fact]
    public async Task An_offer_is_taken_from_the_catalogue_into_an_open_answer()
    {
        var anna = await SignInAsync("gp");
        var catalogue = new CatalogueScreen(anna.Page);
        await catalogue.OpenAsync();
        await catalogue.SearchAsync("rygtræning");
        await catalogue.OpenOfferAsync(BackTraining);

        var offer = new OfferScreen(anna.Page);
        await Expect(offer.Heading).ToContainTextAsync(BackTraining);
        await offer.SuggestToPatientAsync();
        await Expect(offer.Heading).Not.ToContainTextAsync(BackTraining);
        await anna.LookAsync("22-suggest-offer");
        await offer.ChooseAnswerAsync("Dorthe Engelbrecht", "Statusattest");

        var answer = new AnswerScreen(anna.Page);
        await Expect(answer.Banner).ToContainTextAsync("Tilbuddet står nu i dit svar");
        await Expect(answer.Request).ToContainTextAsync("seneste attest");
        await Expect(answer.OffersChosen).ToContainTextAsync(BackTraining);
        await anna.LookAsync("23-offer-added");
    }

    private static async Task<int> NumberFoundAsync(CatalogueScreen catalogue)
    {
        await Expect(catalogue.Found).ToContainTextAsync(Number());
        return int.Parse(Number().Match(await catalogue.Found.InnerTextAsync()).Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
