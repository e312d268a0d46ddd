using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>What stands around every page: header, menu, headings.</summary>
public class Frame(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The sentence about what was just done.</summary>
    public ILocator Banner => Page.GetByRole(AriaRole.Main).Locator(".alert[role=status]");

    /// <summary>The list of what is wrong with a form.</summary>
    public ILocator ErrorSummary => Page.GetByRole(AriaRole.Main).Locator("[data-module=error-summary]");

    public ILocator SkipLink => Page.Locator("a[href='#main-content']");

    public ILocator MenuButton => Page.Locator("button.js-menu-open");

    public ILocator Drawer => Page.GetByRole(AriaRole.Dialog);

    public ILocator CloseMenuButton => Drawer.Locator("button.js-menu-close");

    public ILocator DrawerLink(string href) => Drawer.Locator($"a[href='{href}']");

    public async Task SearchOffersAsync(string words)
    {
        var box = Page.Locator("#header-search");
        await box.FillAsync(words);
        await box.PressAsync("Enter");
    }

    /// <summary>Follows a link of the page.</summary>
    public Task FollowAsync(string name) => Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>A field by the name that its form posts.</summary>
    protected ILocator Field(string name) => Page.Locator($"[name='{name}']");
}
