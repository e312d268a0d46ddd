using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>Giving a case to another caseworker.</summary>
public sealed class HandoverScreen(IPage page) : Frame(page)
{
    public ILocator Note => Field("note");

    public ILocator SendButton => Button("Giv sagen videre");

    /// <summary>How the case came to where it is.</summary>
    public ILocator Earlier => Page.GetByRole(AriaRole.Complementary, new() { Name = "Skift af sagsbehandler" });

    /// <summary>From the list of one's citizens to the form of one of them.</summary>
    public async Task OpenAsync(string citizen)
    {
        await Page.GotoAsync("/citizens");
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = citizen, Exact = true }).ClickAsync();
        await Link("Giv sagen videre").ClickAsync();
    }

    /// <param name="caseworker">Name and title.</param>
    public Task ChooseAsync(string caseworker) => Field("toId").SelectOptionAsync(new SelectOptionValue { Label = caseworker });
}
