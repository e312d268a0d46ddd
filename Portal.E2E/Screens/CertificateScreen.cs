using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>A certificate to read: the request, the signed answer, what happened, and what the caseworker can do.</summary>
public sealed class CertificateScreen(IPage page) : Frame(page)
{
    public ILocator Answer => Page.GetByRole(AriaRole.Region, new() { Name = "Lægens svar" });

    public ILocator ApproveButton => Button("Godkend svaret");

    public ILocator CloseButton => Button("Afslut");

    /// <summary>What happened to the certificate, oldest first.</summary>
    public ILocator Course => Page.GetByRole(AriaRole.Complementary, new() { Name = "Forløb" });

    public ILocator OfferLink(string name) => Answer.GetByRole(AriaRole.Link, new() { Name = name });
}
