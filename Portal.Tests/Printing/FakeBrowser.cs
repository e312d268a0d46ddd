using System.Globalization;
using Portal.Tests.Support;

namespace Portal.Tests.Printing;

/// <summary>A program that takes a browser's arguments and leaves the page itself as the file. It can be held up or told to fail, and keeps a diary.</summary>
public sealed class FakeBrowser : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-browser-").FullName;

    public FakeBrowser()
    {
        // Not written here: a program that anybody has open for writing, and be it a process just being started, cannot be run.
        Program = Path.Combine(_folder, "browser");
        File.CreateSymbolicLink(Program, Path.Combine(AppContext.BaseDirectory, "Printing", "browser.sh"));
        End(0);
        File.WriteAllText(Diary, "");
    }

    public string Program { get; }

    public string Environment => File.ReadAllText(Path.Combine(_folder, "environment"));

    public string Arguments => File.ReadAllText(Path.Combine(_folder, "arguments"));

    /// <summary>How often it was started.</summary>
    public int Starts => Lines("begin").Count;

    private string Diary => Path.Combine(_folder, "diary");

    private string Held => Path.Combine(_folder, "held");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    /// <summary>Whoever is started from now on does not come to an end until it is let go.</summary>
    public void Hold() => File.WriteAllText(Held, "");

    public void LetGo() => File.Delete(Held);

    public void End(int exitCode) => File.WriteAllText(Path.Combine(_folder, "exit"), exitCode.ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns once so many work, each with a child of its own.</summary>
    public Task WorkingAsync(int count) => Patience.UntilAsync(() => Lines("child").Count >= count);

    /// <summary>How many worked at the same time, at most. One that was killed counts as working on.</summary>
    public int MostAtOnce()
    {
        var (now, most) = (0, 0);
        foreach (var (what, _, _) in Lines("begin", "end"))
        {
            now += what == "begin" ? 1 : -1;
            most = Math.Max(most, now);
        }

        return most;
    }

    /// <summary>Returns once none of the processes that it started runs: a killed process is listed until the system has taken it down.</summary>
    public Task GoneAsync() => Patience.UntilAsync(() => !Lines("begin", "child").Any(line => IsAlive(line.Process)));

    /// <summary>The folders it worked in that are still there.</summary>
    public IReadOnlyList<string> Left() => [.. Lines("begin").Select(line => line.Folder).Where(System.IO.Directory.Exists)];

    private static bool IsAlive(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[1][0] != 'Z';
        }
        catch (IOException)
        {
            // Gone, perhaps between being found and being read.
            return false;
        }
    }

    // In the order in which it happened: each line is added in one piece.
    private IReadOnlyList<(string What, int Process, string Folder)> Lines(params IReadOnlyList<string> what) => [.. File.ReadAllLines(Diary)
        .Select(line => line.Split(' ', 3))
        .Where(words => what.Contains(words[0]))
        .Select(words => (words[0], int.Parse(words[1], CultureInfo.InvariantCulture), words[2]))];
}
