using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Accessibility;

/// <summary>The menu of a small screen, a drawer over the page.</summary>
public sealed class MobileMenu(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task It_opens_closes_and_leads_on()
    {
        var anna = await SignInAsync("gp", new VisitorOptions { Width = Visitor.Narrow });
        var frame = new Frame(anna.Page);

        await frame.MenuButton.ClickAsync();
        await Expect(frame.Drawer).ToBeVisibleAsync();
        await Expect(frame.CloseMenuButton).ToBeFocusedAsync();
        await anna.LookAtWidthAsync("28-mobile-menu", Visitor.Narrow);
        await anna.Page.Keyboard.PressAsync("Escape");
        await Expect(frame.Drawer).ToBeHiddenAsync();

        await frame.MenuButton.ClickAsync();
        await frame.DrawerLink("/offers").ClickAsync();
        await Expect(frame.Heading).ToHaveTextAsync("Tilbud");
    }
}
