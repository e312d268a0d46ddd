using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Portal.E2E.Support.Stage))]

namespace Portal.E2E.Support;

/// <summary>What all tests share: one browser, and one demo world to copy.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Milliseconds until a browser test gives up waiting for what must come. Two cores that a browser and a web server share can be slow; a wait ends as soon as what it waits for is there.</summary>
    public const int Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DirectoryInfo? _world;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        _world = await DemoPortal.CreateWorldAsync();
    }

    /// <summary>A portal that nobody has touched yet.</summary>
    public Task<DemoPortal> StartPortalAsync() => DemoPortal.StartAsync(_world!);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _world?.Delete(recursive: true);
    }
}
