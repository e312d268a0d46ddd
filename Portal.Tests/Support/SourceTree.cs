namespace Portal.Tests.Support;

/// <summary>The repository's own files, for rules about how they are written.</summary>
internal static class SourceTree
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder, without what the build makes.</summary>
    /// <param name="folder">Relative to the root, such as <c>Portal.Data</c>.</param>
    /// <param name="endings">Such as <c>.cs</c>.</param>
    public static IReadOnlyList<SourceFile> Files(string folder, params string[] endings) =>
        [.. FilesBelow(new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(file => endings.Contains(file.Extension))
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) => folder.Exists
        ? folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(child => !Made.Contains(child.Name)).SelectMany(FilesBelow))
        : [];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Portal.sln.");
        }

        return folder.FullName;
    }
}

/// <param name="Path">Relative to the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public int LineCount => Text.AsSpan().TrimEnd().Count('\n') + 1;
}
