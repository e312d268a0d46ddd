using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>One offer.</summary>
public sealed class OfferScreen(IPage page) : Frame(page)
{
    /// <summary>The clinic's open answers to which the offer can be added.</summary>
    public ILocator OpenAnswers => Page.Locator("select[name=id]");

    /// <param name="citizen">Whose answer; the first of the citizen's open ones.</param>
    public async Task SuggestToAsync(string citizen)
    {
        var option = OpenAnswers.Locator("option").Filter(new() { HasText = citizen }).First;
        await OpenAnswers.SelectOptionAsync((await option.GetAttributeAsync("value"))!);
        await Page.Locator("form[action='/certificates/suggest'] button").ClickAsync();
    }
}
