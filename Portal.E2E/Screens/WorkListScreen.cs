using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>»Attester«: what waits for this side, for the other side, and what is done.</summary>
public sealed class WorkListScreen(IPage page) : Frame(page)
{
    public const string Path = "/certificates";

    public TaskList Tasks => new(Page);

    public Task OpenAsync() => Page.GotoAsync(Path);

    /// <param name="view">»waiting« or »done«; a caseworker has »overdue«, »drafts« and »all«, too.</param>
    public Task ShowAsync(string view) => Page.GetByRole(AriaRole.Main).Locator($"a[href^='{Path}?view={view}']").ClickAsync();
}
