namespace Portal.E2E.Support;

/// <summary>One portal for all tests of a class that change nothing, with the people who have signed in to it.</summary>
public sealed class SharedPortal(Stage stage) : IAsyncLifetime
{
    public DemoPortal Portal { get; private set; } = null!;

    /// <summary>By person: what signs the person in in another browser.</summary>
    public Dictionary<string, string> SignedIn { get; } = [];

    public async ValueTask InitializeAsync() => Portal = await stage.StartPortalAsync();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
