using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Screens;

/// <summary>One thread: what was said, and the box for the next word.</summary>
public sealed class ThreadScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Text => page.Locator("[data-composer] textarea[name=body]");

    public ILocator Messages => page.Locator("[data-messages] [data-sequence]");

    public ILocator Next => page.Locator(".next-actor").First;

    public ILocator Connection => page.Locator("[data-connection]");

    public ILocator SaveState => page.Locator("[data-save-state]");

    public ILocator Typing => page.Locator("[data-typing]");

    public ILocator Banner => page.Locator("main .alert").First;

    /// <summary>The message that holds these words.</summary>
    public ILocator Message(string words) => Messages.Filter(new LocatorFilterOptions { HasText = words });

    public async Task OpenAsync(string address)
    {
        await page.GotoAsync(address);
        await Expect(Text.Or(page.Locator(".thread-composer--shut"))).ToBeVisibleAsync();
    }

    /// <summary>Sends by the keyboard, as the hint says.</summary>
    public async Task WriteAsync(string words)
    {
        await Text.FillAsync(words);
        await Text.PressAsync("Control+Enter");
    }

    /// <summary>Sends by the button; without script this draws the page anew.</summary>
    public async Task SendAsync(string words)
    {
        await Text.FillAsync(words);
        await page.Locator("[data-composer] button.button-primary[data-send]").ClickAsync();
    }

    /// <summary>The numbers of what is shown, in the order in which it stands.</summary>
    public async Task<IReadOnlyList<int>> SequencesAsync() =>
        [.. (await Messages.EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.sequence)")).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
