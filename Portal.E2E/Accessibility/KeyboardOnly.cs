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

    // Where the focus is, and what of it lies under something else, such as a bar that sticks to the bottom.
    private const string Focus = """
        () => {
            const element = document.activeElement;
            // Radios and checkboxes are drawn by their labels.
            const seen = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') ?? element.labels[0] : element;
            const box = seen.getBoundingClientRect();
            const bar = document.querySelector('.actionbar');
            const isCovered = bar && !bar.contains(element) && box.bottom > bar.getBoundingClientRect().top + 1 && box.top < bar.getBoundingClientRect().bottom;
            const isOutside = box.bottom < 1 || box.top > window.innerHeight - 1;
            return { name: `${element.tagName} ${element.name ?? ''} ${element.textContent.trim().slice(0, 60)}`, isCovered: isCovered || isOutside };
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
            Assert.False(focus.IsCovered, $"The focus is where nobody can see it: {focus.Name}");
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

        public required bool IsCovered { get; init; }
    }
}
