using System.Text.RegularExpressions;

namespace Portal.E2E.Support;

/// <summary>A test with a portal and people in front of browsers. At its end no browser may have had anything to complain about, and no web socket may have carried a text.</summary>
/// <param name="shared">A portal for tests that change nothing; without it each test has its own.</param>
public abstract partial class BrowserTest(Stage stage, DemoPortal? shared = null) : IAsyncLifetime
{
    private const int LongestName = 150;

    private readonly List<Visitor> _visitors = [];
    private DemoPortal? _own;

    protected DemoPortal Portal => shared ?? _own!;

    public async ValueTask InitializeAsync()
    {
        if (shared is null)
        {
            _own = await stage.StartPortalAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var complaints = _visitors.SelectMany(visitor => visitor.Complaints.Unexpected.Select(text => $"{visitor.Name}: {text}")).ToList();
        var hasFailed = complaints.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (visitor, number) in _visitors.Select((visitor, index) => (visitor, index + 1)))
        {
            await visitor.CloseAsync(hasFailed ? Path.Combine(Folders.Traces, $"{TestName()}-{number}-{visitor.Name}.zip") : null);
        }

        var telling = new List<string>();
        foreach (var visitor in _visitors)
        {
            telling.AddRange(await visitor.Frames.TellingAsync(Portal.Services, CancellationToken.None));
        }

        if (_own is not null)
        {
            await _own.DisposeAsync();
        }

        Assert.True(telling.Count == 0, $"A web socket carried what somebody had written: {string.Join('\n', telling)}");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>Lets time pass for everybody: the portal is stopped and comes back later, at another address, so that people come anew.</summary>
    /// <param name="now">An ISO instant.</param>
    protected async Task LaterAsync(string now)
    {
        // An open page would look for a portal that is gone.
        foreach (var visitor in _visitors)
        {
            await visitor.Page.GotoAsync("about:blank");
        }

        _own = await _own!.ContinueAsync(now);
    }

    protected async Task<Visitor> VisitAsync(string name = "anonymous", VisitorOptions? options = null)
    {
        var visitor = await Visitor.OpenAsync(stage.Browser, Portal.Url, name, options ?? new VisitorOptions());
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody who has just signed in and looks at the start page.</summary>
    protected async Task<Visitor> SignInAsync(string person, VisitorOptions? options = null)
    {
        var visitor = await VisitAsync(person, options);
        await visitor.SignInAsync();
        return visitor;
    }

    private static string TestName()
    {
        var name = NotInFileName().Replace(TestContext.Current.Test?.TestDisplayName.Replace("Portal.E2E.", "") ?? "test", "-");
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotInFileName();
}
