using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>One offer, and from there to an open answer of the clinic's.</summary>
public sealed class OfferScreen(IPage page) : Frame(page)
{
    public Task SuggestToPatientAsync() => Link("Foreslå til patient").ClickAsync();

    /// <summary>Takes the offer into an answer, from the list of open ones.</summary>
    public Task ChooseAnswerAsync(string citizen, string type) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem)
        .Filter(new() { HasText = citizen }).Filter(new() { HasText = type }).GetByRole(AriaRole.Button).ClickAsync();
}
