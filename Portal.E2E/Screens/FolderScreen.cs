using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>A citizen's medical folder, and the small forms that belong to it.</summary>
public sealed class FolderScreen(IPage page) : Frame(page)
{
    public ILocator Goal => Page.GetByRole(AriaRole.Region, new() { Name = "Mål" });

    public ILocator Timeline => Page.GetByRole(AriaRole.Region, new() { Name = "Forløb" });

    public ILocator Entries => Timeline.Locator(".entry");

    /// <summary>Requests that stand still since their consent was withdrawn.</summary>
    public ILocator Paused => Page.Locator(".alert-warning");

    public ILocator Aim => Field("aim");

    public ILocator OwnWords => Field("ownWords");

    public ILocator SpokeWith => Field("spokeWith");

    public ILocator Note => Field("note");

    /// <summary>The table of answers held against each other.</summary>
    public ILocator Comparison => Page.Locator(".compare");

    public async Task OpenAsync(string citizen)
    {
        await Page.GotoAsync("/citizens");
        await FollowAsync(citizen);
    }

    public Task PressAsync(string button) => Button(button).ClickAsync();

    /// <summary>Begins to withdraw the newest consent that holds.</summary>
    public Task WithdrawConsentAsync() => Page.Locator(".consent a").First.ClickAsync();
}
