using Microsoft.Playwright;

namespace Portal.E2E.Screens;

/// <summary>Where a demo person is chosen.</summary>
public sealed class SignInScreen(IPage page)
{
    public const string Path = "/account/sign-in";

    public Task OpenAsync() => page.GotoAsync(Path);

    /// <param name="person">Value of the form field <c>person</c>.</param>
    public async Task ChooseAsync(string person)
    {
        await page.Locator($"button[name=person][value={person}]").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains(Path, StringComparison.Ordinal));
    }
}
