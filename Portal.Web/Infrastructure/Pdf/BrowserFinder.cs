namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Looks for an installed Chromium, Chrome or Edge.</summary>
public static class BrowserFinder
{
    private const string Windows = ".exe";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    /// <summary>The first that is there: what the search path has, then where the makers put them.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? Find() => Find(
        Environment.GetEnvironmentVariable("PATH") ?? "",
        [
            .. new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
                .Select(Environment.GetFolderPath)
                .Where(folder => OperatingSystem.IsWindows() && folder.Length > 0)
                .SelectMany(folder => new[]
                {
                    Path.Combine(folder, "Chromium", "Application", "chrome" + Windows),
                    Path.Combine(folder, "Google", "Chrome", "Application", "chrome" + Windows),
                    Path.Combine(folder, "Microsoft", "Edge", "Application", "msedge" + Windows),
                }),
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ],
        File.Exists);

    internal static string? Find(string searchPath, IEnumerable<string> usualPlaces, Func<string, bool> exists)
    {
        var folders = searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? Windows : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix)))
            .Concat(usualPlaces)
            .FirstOrDefault(exists);
    }
}
