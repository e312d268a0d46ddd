using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

public sealed class BrowserFinderTests
{
    private const string Usual = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

    [Theory]
    [InlineData("/usr/bin/chromium", "/usr/bin/chromium", "/usr/bin/google-chrome", Usual)]
    [InlineData("/usr/local/bin/google-chrome", Usual, "/usr/local/bin/google-chrome")]
    [InlineData("/usr/bin/microsoft-edge", "/usr/bin/microsoft-edge")]
    [InlineData(Usual, Usual, "/opt/chromium")]
    [InlineData(null, "/opt/chromium", "/usr/bin/firefox")]
    public void A_browser_is_found_on_the_search_path_before_where_its_maker_puts_it(string? expected, params string[] installed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are those of Unix.");

        Assert.Equal(expected, BrowserFinder.Find("/usr/local/bin:/usr/bin", [Usual], installed.Contains));
    }
}
