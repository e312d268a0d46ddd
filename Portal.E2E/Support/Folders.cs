namespace Portal.E2E.Support;

/// <summary>Folders of the repository, found from where the tests run.</summary>
public static class Folders
{
    public static string Root { get; } = FindRoot();

    /// <summary>The portal's own folder: its settings and its css, scripts and fonts lie there.</summary>
    public static string Web => Path.Combine(Root, "Portal.Web");

    /// <summary>Whether pictures are taken: they are for people, and take a third of the time of a look.</summary>
    public static bool TakesPictures { get; } = Environment.GetEnvironmentVariable("PORTAL_TEST_PICTURES") is { Length: > 0 };

    /// <summary>Pictures of the screens, for people to look at.</summary>
    public static string Pictures => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screens")).FullName;

    /// <summary>What the browser did in the tests that failed; <c>npx playwright show-trace</c> opens it.</summary>
    public static string Traces => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "traces")).FullName;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Portal.sln.");
    }
}
