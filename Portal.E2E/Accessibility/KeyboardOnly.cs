using Microsoft.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Accessibility;

/// <summary>The doctor's road without a mouse.</summary>
public sealed class KeyboardOnly(Stage stage) : BrowserTest(stage)
{
    // More than any page has stops; past it the key goes round in a trap.
    private const int MostStops = 150;

    // A line of text: less of a focused box, and one does not see where one is.
    private const int LeastVisible = 24;

    // How much of the focused element can be seen, in pixels of height: not what is outside the window or under the bar at its bottom.
    private const string Focus = """
        () => {
            const element = document.activeElement;
            // Radios and checkboxes are drawn by their labels.
            const drawn = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') ?? element.labels[0] : element;
            const box = drawn.getBoundingClientRect();
            const bar = element.closest('.actionbar') ? null : document.querySelector('.actionbar')?.getBoundingClientRect();
            const isUnderBar = bar && box.bottom > bar.top && box.top < bar.bottom;
            const top = Math.max(box.top, 0);
            const bottom = Math.min(box.bottom, isUnderBar ? bar.top : window.innerHeight);
            return {
                name: `${element.tagName} ${element.name ?? ''} ${element.textContent.trim().slice(0, 60)}`,
                height: Math.round(box.height),
                visible: Math.round(bottom - top),
            };
        }
        """;

    [Fact]
    public async Task From_the_start_page_to_a_sent_answer_by_keys_alone()
    {
        var anna = await SignInAsync("gp");
        var home = new HomeScreen(anna.Page);
        await anna.Page.Keyboard.PressAsync("Tab");
        await Expect(home.SkipLink).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(anna.Page, home.Tasks.NameLink("Jens-Ole Bertelsen", "Statusattest"));
        await anna.Page.Keyboard.PressAsync("Enter");

        var answer = new AnswerScreen(anna.Page);
        await Expect(answer.SendButton).ToBeVisibleAsync();
        await TabToAsync(anna.Page, answer.Function);
        await anna.Page.Keyboard.TypeAsync("Kan sidde en time ad gangen.");
        await TabToAsync(anna.Page, answer.AnsweredInText(2));
        await anna.Page.Keyboard.PressAsync("Space");
        await Expect(answer.AnsweredInText(2)).ToBeCheckedAsync();
        await TabToAsync(anna.Page, answer.SendButton);
        await anna.Page.Keyboard.PressAsync("Enter");

        await Expect(answer.Banner).ToContainTextAsync("underskrevet og sendt");
        await Expect(new CertificateScreen(anna.Page).Answer).ToContainTextAsync("Kan sidde en time ad gangen.");
    }

    private static async Task TabToAsync(IPage page, ILocator goal)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await page.EvaluateAsync<FocusedElement>(Focus);
            Assert.True(focus.Visible >= Math.Min(LeastVisible, focus.Height), $"{focus.Visible} of {focus.Height} pixels of the focus are seen: {focus.Name}");
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{MostStops} presses of Tab do not reach {goal}.");
    }

    private sealed record FocusedElement
    {
        public required string Name { get; init; }

        public required int Height { get; init; }

        public required int Visible { get; init; }
    }
}
