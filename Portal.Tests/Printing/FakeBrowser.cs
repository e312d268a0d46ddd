using System.Globalization;

namespace Portal.Tests.Printing;

/// <summary>A program that takes a browser's arguments and leaves the page itself as the file. It can be told to be slow or to fail, and keeps a diary.</summary>
public sealed class FakeBrowser : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-browser-").FullName;

    public FakeBrowser()
    {
        Program = Path.Combine(_folder, "browser");
        File.WriteAllText(Program, $$"""
            #!/bin/bash
            for word in "$@"; do
              case $word in
                --print-to-pdf=*) out=${word#*=} ;;
                file://*) page=${word#file://} ;;
              esac
            done
            echo "begin $$ $(date +%s%N) $PWD" >> '{{Diary}}'
            env > '{{_folder}}/environment'
            printf '%s\n' "$@" > '{{_folder}}/arguments'
            # A child that outlives its parent unless the whole tree is ended.
            sleep "$(cat '{{_folder}}/seconds')" &
            echo "child $! 0 $PWD" >> '{{Diary}}'
            wait
            { printf '%%PDF-'; cat "$page"; } > "$out"
            echo "end $$ $(date +%s%N) $PWD" >> '{{Diary}}'
            exit "$(cat '{{_folder}}/exit')"

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Take(0);
        End(0);
        File.WriteAllText(Diary, "");
    }

    public string Program { get; }

    public string Environment => File.ReadAllText(Path.Combine(_folder, "environment"));

    public string Arguments => File.ReadAllText(Path.Combine(_folder, "arguments"));

    /// <summary>How often it was started.</summary>
    public int Starts => Lines("begin").Count;

    private string Diary => Path.Combine(_folder, "diary");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    public void Take(double seconds) => File.WriteAllText(Path.Combine(_folder, "seconds"), seconds.ToString(CultureInfo.InvariantCulture));

    public void End(int exitCode) => File.WriteAllText(Path.Combine(_folder, "exit"), exitCode.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many worked at the same time, at most.</summary>
    public int MostAtOnce()
    {
        var events = Lines("begin").Select(line => (line.At, Change: 1)).Concat(Lines("end").Select(line => (line.At, Change: -1))).OrderBy(line => line.At);
        var (now, most) = (0, 0);
        foreach (var (_, change) in events)
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }

    /// <summary>Processes that it started and that still run, after a moment: a killed process is listed until the system has taken it down.</summary>
    public async Task<IReadOnlyList<int>> AliveAsync()
    {
        for (var look = 0; look < 50 && Running().Count > 0; look++)
        {
            await Task.Delay(100);
        }

        return Running();
    }

    /// <summary>The folders it worked in that are still there.</summary>
    public IReadOnlyList<string> Left() => [.. Lines("begin").Select(line => line.Folder).Where(System.IO.Directory.Exists)];

    private List<int> Running() => [.. Lines("begin").Concat(Lines("child")).Select(line => line.Process).Where(IsAlive)];

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

    private IReadOnlyList<(int Process, long At, string Folder)> Lines(string what) => [.. File.ReadAllLines(Diary)
        .Select(line => line.Split(' ', 4))
        .Where(words => words[0] == what)
        .Select(words => (int.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture), words[3]))];
}
