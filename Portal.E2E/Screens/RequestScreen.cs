using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>Asking for a certificate: whom it concerns, which type, and the form.</summary>
public sealed class RequestScreen(IPage page) : Frame(page)
{
    public const string Path = "/certificates/new";

    public ILocator Purpose => Field("purpose");

    public ILocator Known => Field("known");

    public ILocator Reason => Field("legalBasis.reason");

    /// <summary>Why the same is asked again.</summary>
    public ILocator RepeatReason => Field("repeatReason");

    public ILocator Advice => Page.Locator("[data-advice]");

    public ILocator Library => Page.Locator("details.library");

    /// <summary>What the municipality asks, as the doctor sees it; on the preview.</summary>
    public ILocator Request => Page.Locator(".ask");

    public ILocator PreviewButton => Button("Vis, som lægen ser den");

    public ILocator BackButton => Button("Tilbage og ret");

    /// <summary>What keeps it from being sent: errors, or an open request in the way.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Main).Locator(".alert[role=alert]");

    /// <summary>The request of this type that is not answered yet.</summary>
    public ILocator Open => Page.Locator(".alert-warning");

    /// <summary>What the chooser proposes.</summary>
    public ILocator Proposal => Page.Locator(".proposal");

    /// <summary>Asks for what the chooser proposes.</summary>
    public Task AskForProposedAsync() => Proposal.GetByRole(AriaRole.Link).Filter(new() { HasText = "Bed om" }).ClickAsync();

    public ILocator SendButton => Button("Send til klinikken");

    public Task OpenAsync() => Page.GotoAsync(Path);

    public Task ChooseCitizenAsync(string name) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    public Task ChooseTypeAsync(string name) => ChooseCitizenAsync(name);

    /// <param name="number">From 1.</param>
    public ILocator Question(int number) => Field($"question-{number}");

    /// <param name="code">»Consent11a«, »Law11c« or »Law11aStk2to4«.</param>
    public Task ChooseLegalBasisAsync(string code) => Page.Locator($"[name=legalBasis][value={code}] + label").ClickAsync();

    /// <summary>Asks on a consent that is registered with the request.</summary>
    public async Task RegisterConsentAsync()
    {
        await ChooseLegalBasisAsync("Consent11a");
        await Page.Locator("[name=consentId][value=new] + label").ClickAsync();
        await Page.Locator("[name='consent.how'][value=Written] + label").ClickAsync();
        await Page.Locator("[name='consent.told'] + label").ClickAsync();
    }

    /// <param name="number">Which of the questions, from 1.</param>
    public async Task InsertFromLibraryAsync(int number)
    {
        await Library.Locator("summary").ClickAsync();
        await Library.Locator("button").Nth(number - 1).ClickAsync();
    }

    /// <summary>What is wrong with a field, as the error summary says it.</summary>
    public ILocator ErrorLink(string field) => ErrorSummary.Locator($"a[href='#f-{field}']");
}
