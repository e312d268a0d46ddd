using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>A certificate that the clinic must answer: the request and the form.</summary>
public sealed class AnswerScreen(IPage page) : Frame(page)
{
    public ILocator History => Field("history");

    public ILocator Treatment => Field("treatment");

    public ILocator Function => Field("function");

    /// <summary>The doctor's assessment in an LÆ 285.</summary>
    public ILocator WorkPossibility => Field("workPossibility");

    /// <summary>The offers that can meet what is ticked.</summary>
    public ILocator Matches => Page.Locator("[data-matches]");

    /// <summary>The parts that nothing stands in yet.</summary>
    public ILocator StillEmpty => Page.Locator("[data-empty]");

    public ILocator OfferSearch => Field("offerSearch");

    public ILocator OffersFound => Page.Locator("[data-offer-results]").GetByRole(AriaRole.Listitem);

    /// <summary>Offers that the answer points to.</summary>
    public ILocator OffersChosen => Page.Locator("li:has(input[name=offer])");

    /// <summary>What the municipality asks.</summary>
    public ILocator Request => Page.GetByRole(AriaRole.Complementary, new() { Name = "Kommunen spørger" });

    public ILocator Deadline => Page.Locator(".page-head .due");

    /// <summary>Whether and when the answer was saved, in words.</summary>
    public ILocator SaveState => Page.Locator("[data-save-state]");

    public ILocator Progress => Page.Locator("[data-progress]");

    public ILocator SendButton => Button("Underskriv og send");

    public ILocator SaveButton => Button("Gem kladde");

    /// <summary>What a colleague saved, beside one's own text.</summary>
    public ILocator BothTexts => Page.Locator("section.theirs");

    /// <summary>»Lægen underskriver«, in the place of the button that signs.</summary>
    public ILocator DoctorSigns => Page.GetByText("Lægen underskriver");

    /// <summary>One option of a choice, or one of several ticks.</summary>
    public ILocator Option(string section, string value) => Page.Locator($"[name='{section}'][value='{value}']");

    public Task PressAsync(string button) => Button(button).ClickAsync();

    /// <param name="number">The question's number, from 1.</param>
    public ILocator Reply(int number) => Field($"reply-{number}");

    public Task MarkAnsweredInTextAsync(int number) => Page.Locator($"[name=reply-{number}-in-text] + label").ClickAsync();

    public ILocator AnsweredInText(int number) => Field($"reply-{number}-in-text");

    public Task PointToAsync(string offer) => Button($"Peg på {offer}").ClickAsync();

    /// <summary>The button beside the search box; with script the list comes while one writes.</summary>
    public Task SearchOffersByButtonAsync() => Page.Locator("button[formaction*='handler=findOffers']").ClickAsync();

    /// <summary>A call that saves the answer while it is written.</summary>
    public static bool IsAutosave(IRequest request) => request.Method == "POST" && request.Url.Contains("handler=draft", StringComparison.Ordinal);

    public static bool IsSending(IRequest request) => request.Method == "POST" && request.Url.Contains("handler=sign", StringComparison.Ordinal);
}
