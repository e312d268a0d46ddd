using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>One meeting: planned, answered, and looked back on.</summary>
public sealed class MeetingScreen(IPage page) : Frame(page)
{
    /// <summary>The times that the portal proposes, best first.</summary>
    public ILocator Proposals => Main.Locator(".slots > li");

    /// <summary>One's own answer.</summary>
    public ILocator MyAnswer => Main.Locator("#my-answer");

    public ILocator Chart => Main.Locator(".board-chart svg[role=img]");

    /// <summary>The numbers of the chart, as a table.</summary>
    public ILocator ChartTable => Main.Locator("table#chart-table");

    public ILocator Box(string name) => Main.Locator($"[name='{name}']");

    /// <summary>The clinics that are ticked in the form.</summary>
    public ILocator TickedClinics => Main.Locator("input[name=clinics]:checked");

    public Task PressAsync(string button) => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>Presses what sends the page's first form.</summary>
    public Task SendAsync() => Main.Locator("form button.button-primary[data-once]").First.ClickAsync();

    /// <summary>Gives an answer, on a page where there may be one already.</summary>
    public async Task AnswerAsync(string button)
    {
        var details = MyAnswer.Locator("details.answer-details");
        if (await details.GetAttributeAsync("open") is null)
        {
            await details.Locator("summary").First.ClickAsync();
        }

        await PressAsync(button);
    }
}
