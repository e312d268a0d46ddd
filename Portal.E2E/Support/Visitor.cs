using Microsoft.Playwright;
using Portal.E2E.Accessibility;
using Portal.E2E.Screens;

namespace Portal.E2E.Support;

/// <summary>Somebody with a browser of their own.</summary>
public sealed class Visitor
{
    public const int Wide = 1280;
    public const int Narrow = 390;

    /// <summary>The narrowest that a page must fit (WCAG 1.4.10): also what 1280 pixels become when enlarged four times.</summary>
    private const int Narrowest = 320;

    private const int TallestPicture = 8000;

    private readonly IBrowserContext _context;

    private Visitor(string name, IBrowserContext context, IPage page, Complaints complaints, Frames frames)
    {
        Name = name;
        _context = context;
        Page = page;
        Complaints = complaints;
        Frames = frames;
    }

    /// <summary>Value of <c>person</c> on the sign-in page; »anonymous« for somebody who has not signed in.</summary>
    public string Name { get; }

    public IPage Page { get; }

    public Complaints Complaints { get; }

    /// <summary>What has come and gone over this browser's web sockets.</summary>
    public Frames Frames { get; }

    public static async Task<Visitor> OpenAsync(IBrowser browser, string url, string name, VisitorOptions options)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url,
            Locale = "da-DK",
            TimezoneId = "Europe/Copenhagen",
            ViewportSize = SizeOf(options.Width),
            JavaScriptEnabled = options.HasScript,
            StorageState = options.SignedIn,
            // Nothing glides in, so what is looked at stands still.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Stage.Patience);
        await context.Tracing.StartAsync(new TracingStartOptions { Snapshots = true, Sources = true });
        var complaints = await Complaints.ListenAsync(context, url);
        var frames = Frames.Record(context);
        return new Visitor(name, context, await context.NewPageAsync(), complaints, frames);
    }

    /// <summary>Takes the net away from this browser, or gives it back.</summary>
    public Task SetOfflineAsync(bool isOffline) => _context.SetOfflineAsync(isOffline);

    /// <summary>What signs the same person in again in another browser.</summary>
    public Task<string> StorageStateAsync() => _context.StorageStateAsync();

    /// <summary>Chooses the person <see cref="Name"/> on the sign-in page.</summary>
    /// <returns>The start page, which comes next.</returns>
    public async Task<HomeScreen> SignInAsync()
    {
        var screen = new SignInScreen(Page);
        await screen.OpenAsync();
        await screen.ChooseAsync(Name);
        return new HomeScreen(Page);
    }

    /// <summary>
    /// Looks at the page on a wide and on a narrow screen: no breach of WCAG 2.1 A and AA that a machine can find, nothing beside the screen.
    /// Leaves a picture of each, as tall as the page, when pictures are asked for.
    /// </summary>
    /// <param name="picture">Name of the pictures, such as »03-home«.</param>
    public async Task LookAsync(string picture)
    {
        await LookAtWidthAsync(picture, Wide);
        await LookAtWidthAsync(picture, Narrow);
        await ResizeAsync(Wide);
    }

    /// <remarks>With a picture it leaves the window as tall as the page.</remarks>
    public async Task LookAtWidthAsync(string picture, int width)
    {
        if (width == Narrow)
        {
            await FitsAsync(picture, Narrowest);
        }

        await FitsAsync(picture, width);
        await Axe.CheckAsync(Page, $"{picture} at {width} pixels");
        await PictureAsync(picture, width);
    }

    public Task ResizeAsync(int width) => Page.SetViewportSizeAsync(width, SizeOf(width).Height);

    /// <summary>Ends the visit. The trace of a failed test is kept.</summary>
    public async Task CloseAsync(string? trace)
    {
        await _context.Tracing.StopAsync(trace is null ? null : new TracingStopOptions { Path = trace });
        await _context.CloseAsync();
    }

    private async Task FitsAsync(string picture, int width)
    {
        await ResizeAsync(width);
        var beside = await Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - window.innerWidth");
        Assert.True(beside <= 0, $"{picture}: at {width} pixels the page is {beside} pixels too wide.");
    }

    // A window as tall as the page, rather than Playwright's full page: that one shows bars which stick to the bottom in the middle.
    private async Task PictureAsync(string name, int width)
    {
        if (!Folders.TakesPictures)
        {
            return;
        }

        var height = await Page.EvaluateAsync<int>("() => document.scrollingElement.scrollHeight");
        await Page.SetViewportSizeAsync(width, Math.Clamp(height, SizeOf(width).Height, TallestPicture));
        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Folders.Pictures, $"{name}-{width}.png"),
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    private static ViewportSize SizeOf(int width) => new() { Width = width, Height = width == Wide ? 900 : 844 };
}

/// <summary>How a visitor comes.</summary>
public sealed record VisitorOptions
{
    /// <summary>Of the window, in CSS pixels.</summary>
    public int Width { get; init; } = Visitor.Wide;

    public bool HasScript { get; init; } = true;

    /// <summary>From <see cref="Visitor.StorageStateAsync"/>: comes in signed in.</summary>
    public string? SignedIn { get; init; }
}
