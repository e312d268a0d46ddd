namespace Portal.E2E.Support;

/// <summary>One portal for all tests of a class that change nothing, with the people who have signed in to it.</summary>
public sealed class SharedPortal(Stage stage) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _signedIn = [];

    public DemoPortal Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Portal = await stage.StartPortalAsync();

    /// <returns>What signs the person in in another browser; the first time it is made in a browser of its own.</returns>
    public async Task<string> SignedInAsync(string person)
    {
        if (!_signedIn.TryGetValue(person, out var state))
        {
            var visitor = await Visitor.OpenAsync(stage.Browser, Portal.Url, person, new VisitorOptions());
            await visitor.SignInAsync();
            _signedIn[person] = state = await visitor.StorageStateAsync();
            await visitor.CloseAsync(trace: null);
        }

        return state;
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
