using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>The catalogue of offers: search, filters, results.</summary>
public sealed class CatalogueScreen(IPage page) : Frame(page)
{
    public const string Path = "/offers";

    /// <summary>How many were found, in words.</summary>
    public ILocator Found => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status);

    public ILocator Results => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByRole(AriaRole.Link);

    /// <summary>The filters that are on, each a link that takes it off.</summary>
    public ILocator Chips => Page.GetByRole(AriaRole.List, new() { Name = "Valgte filtre" }).GetByRole(AriaRole.Link);

    public Task OpenAsync() => Page.GotoAsync(Path);

    public async Task SearchAsync(string words)
    {
        var box = Page.Locator("#filter-search");
        await box.FillAsync(words);
        await box.PressAsync("Enter");
    }

    /// <param name="name">Name of the filter, such as »kind«.</param>
    /// <param name="value">A code, such as »Training«.</param>
    /// <returns>The number of offers that the choice says it will leave.</returns>
    public async Task<int> ChooseAsync(string name, string value)
    {
        var label = Page.Locator($"[name='{name}'][value='{value}'] + label");
        var count = int.Parse((await label.Locator(".n").InnerTextAsync()).Trim('(', ')'), System.Globalization.CultureInfo.InvariantCulture);
        await label.ClickAsync();
        await Button("Vis resultater").ClickAsync();
        return count;
    }

    public Task OpenOfferAsync(string name) => Results.Filter(new() { HasText = name }).ClickAsync();
}
