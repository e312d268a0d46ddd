using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>A page on which one thing is done to a certificate.</summary>
public sealed class ActScreen(IPage page) : Frame(page)
{
    public ILocator Question => Field("sparringQuestion");

    public ILocator Advice => Field("advice");

    public Task PressAsync(string button) => Button(button).ClickAsync();

    public Task ChooseAsync(string option) => Main.GetByText(option, new() { Exact = true }).ClickAsync();
}
