using System.Diagnostics;
using System.Text.Json;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>A calendar file as an independent parser reads it.</summary>
internal sealed record ReadCalendar
{
    public required string File { get; init; }

    public required string Method { get; init; }

    /// <summary>What is wrong with its bytes, in words.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>What the parser could not make sense of.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    public required IReadOnlyList<ReadEvent> Events { get; init; }
}

internal sealed record ReadEvent
{
    public required string Uid { get; init; }

    public required int Sequence { get; init; }

    public required string Status { get; init; }

    public required string Summary { get; init; }

    public required string Location { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }

    /// <summary>The same instant, UTC, in three ways: see the script.</summary>
    public required IReadOnlyList<string> Starts { get; init; }

    public required IReadOnlyList<string> Ends { get; init; }
}

/// <summary>Debian's <c>python3-icalendar</c>.</summary>
internal static class IcalendarReader
{
    private static readonly Lazy<string?> Python = new(() => ((string[])["/usr/bin/python3", "python3"]).FirstOrDefault(HasParser));

    /// <summary>Whether the parser is there; <c>./portal test</c> installs it.</summary>
    public static bool IsInstalled => Python.Value is not null;

    /// <summary>Reads every .ics file of a folder.</summary>
    public static async Task<IReadOnlyList<ReadCalendar>> ReadAsync(string folder) =>
        JsonSerializer.Deserialize<IReadOnlyList<ReadCalendar>>(await ScriptAsync("Seminars/read_calendars.py", folder), JsonSerializerOptions.Web)!;

    /// <summary>Runs a script of this project with the Python that has the parser.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> ScriptAsync(string script, params string[] arguments)
    {
        using var process = Start(Python.Value!, [Path.Combine(SourceTree.Root, "Portal.Tests", script), .. arguments]);
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return text;
    }

    private static bool HasParser(string python)
    {
        try
        {
            using var process = Start(python, ["-c", "import icalendar"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string python, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
