using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>»Mine opgaver«: what waits for the person.</summary>
public sealed class HomeScreen(IPage page) : Frame(page)
{
    public const string Path = "/";

    public TaskList Tasks => new(Page);

    /// <summary>The sentence under the heading.</summary>
    public ILocator Lead => Page.Locator(".lead");

    public Task OpenAsync() => Page.GotoAsync(Path);

    public Task AskForCertificateAsync() => Page.GetByRole(AriaRole.Main).Locator("a[href='/certificates/new']").ClickAsync();
}
