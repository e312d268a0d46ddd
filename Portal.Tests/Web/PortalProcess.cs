using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>The portal as a process of its own, as it runs in earnest.</summary>
public sealed partial class PortalProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="arguments">Words of its command line; nothing of this process's own environment speaks of the portal.</param>
    public PortalProcess(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var word in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll")))
        {
            start.ArgumentList.Add(word);
        }

        foreach (var name in start.Environment.Keys.Where(name => Settings().IsMatch(name)).ToList())
        {
            start.Environment.Remove(name);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (Url().Match(line.Data ?? "") is { Success: true } url)
            {
                _address.TrySetResult(new Uri(url.Value));
            }
        };
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it serves, once it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience.Limit);

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Ends it at once, without a chance to finish anything: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [GeneratedRegex(
        "^(ASPNETCORE|DOTNET)_(ENVIRONMENT|URLS|CONTENTROOT|APPLICATIONNAME)|^(Authentication|Database|ConnectionStrings|Portal|Mail)__",
        RegexOptions.IgnoreCase)]
    private static partial Regex Settings();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
