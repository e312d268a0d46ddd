using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>A page on which one thing is done to a certificate.</summary>
public sealed class ActScreen(IPage page) : Frame(page)
{
    public ILocator Question => Field("sparringQuestion");

    public ILocator Advice => Field("advice");

    /// <summary>A box by the name that its form posts.</summary>
    public ILocator Box(string name) => Main.Locator($"textarea[name='{name}'], input[name='{name}']");

    /// <summary>The button that posts to a handler.</summary>
    public ILocator Submit(string handler) => Main.Locator($"button[formaction*='{handler}'], form[action*='{handler}'] button[data-once]").First;

    public Task PressAsync(string button) => Button(button).ClickAsync();

    public Task ChooseAsync(string option) => Main.GetByText(option, new() { Exact = true }).ClickAsync();
}
