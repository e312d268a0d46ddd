using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>Rows of certificates: under headings on the start page, in a clinic's list and with a citizen; in a table in a caseworker's list.</summary>
public sealed class TaskList(IPage page)
{
    /// <param name="citizen">The citizen's name.</param>
    /// <param name="type">Name of the certificate's type, for a citizen with several.</param>
    public ILocator Row(string citizen, string type) => page.GetByRole(AriaRole.Main).Locator("li, tbody tr")
        .Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = citizen, Exact = true }) })
        .Filter(new() { HasText = type });

    /// <param name="heading">Its first words; the number of rows may follow.</param>
    public ILocator Group(string heading) => page.GetByRole(AriaRole.Main).Locator("section")
        .Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading }) });

    public ILocator Deadline(string citizen, string type) => Row(citizen, type).Locator(".due strong");

    public Task OpenAsync(string citizen, string type) => NameLink(citizen, type).ClickAsync();

    public ILocator NameLink(string citizen, string type) => Row(citizen, type).GetByRole(AriaRole.Link, new() { Name = citizen, Exact = true });
}
