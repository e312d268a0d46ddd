using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>Asking for a certificate: whom it concerns, which type, and the form.</summary>
public sealed class RequestScreen(IPage page) : Frame(page)
{
    public const string Path = "/certificates/new";

    public ILocator Purpose => Field("purpose");

    public ILocator Known => Field("known");

    public ILocator Reason => Field("legalBasis.reason");

    public ILocator SendButton => Button("Send til klinikken");

    public Task OpenAsync() => Page.GotoAsync(Path);

    public Task ChooseCitizenAsync(string name) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    public Task ChooseTypeAsync(string name) => ChooseCitizenAsync(name);

    /// <param name="number">From 1.</param>
    public ILocator Question(int number) => Field($"question-{number}");

    /// <param name="code">»Consent11a«, »Law11c« or »Law11aStk2to4«.</param>
    public Task ChooseLegalBasisAsync(string code) => Page.Locator($"[name=legalBasis][value={code}] + label").ClickAsync();

    /// <summary>What is wrong with a field, as the error summary says it.</summary>
    public ILocator ErrorLink(string field) => ErrorSummary.Locator($"a[href='#f-{field}']");
}
