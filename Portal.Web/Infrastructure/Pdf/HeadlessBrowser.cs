using System.Diagnostics;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Prints one page with an installed browser that has no window, no network and no memory of it afterwards.</summary>
public sealed class HeadlessBrowser(TimeProvider clock, ILogger<HeadlessBrowser> logger)
{
    private const string PageFile = "page.html";
    private const string PrintedFile = "page.pdf";
    private static readonly TimeSpan DeathThroes = TimeSpan.FromSeconds(5);

    // What a browser needs of our environment. Settings and secrets are not among it.
    private static readonly string[] Inherited =
    [
        "PATH", "LANG", "LC_ALL", "TZ", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "LD_LIBRARY_PATH",
        "SystemRoot", "SystemDrive", "windir", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "ComSpec", "PATHEXT",
    ];

    /// <param name="browser">The program.</param>
    /// <param name="html">A whole page that needs nothing from elsewhere.</param>
    /// <param name="atMost">How long it may take; then the browser and all that it started are ended.</param>
    /// <returns>The file; null when the browser could not make it.</returns>
    public async Task<byte[]?> PrintAsync(string browser, string html, TimeSpan atMost, CancellationToken ct)
    {
        // On Unix a folder that only this user can open.
        var folder = Directory.CreateTempSubdirectory("portal-pdf-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, PageFile), html, ct);
            var (isEnded, exitCode) = await RunAsync(Start(browser, folder.FullName), atMost, ct);
            var printed = new FileInfo(Path.Combine(folder.FullName, PrintedFile));
            if (isEnded && exitCode == 0 && printed is { Exists: true, Length: > 0 })
            {
                return await File.ReadAllBytesAsync(printed.FullName, ct);
            }

            Log.PdfFailed(logger, isEnded ? "the browser made no file" : "the browser took too long", exitCode);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Log.PdfFailed(logger, "the browser could not be started", null);
            return null;
        }
        finally
        {
            await DeleteAsync(folder);
        }
    }

    private static ProcessStartInfo Start(string browser, string folder)
    {
        var start = new ProcessStartInfo(browser)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Scripts are not switched off here: headless Chromium prints by one of its own. The page's content security policy allows none.
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-dev-shm-usage",
            // Stands in the file as the program that made it.
            "--user-agent=Samarbejdsportalen",
            "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer", $"--print-to-pdf={Path.Combine(folder, PrintedFile)}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Chromium's own sandbox refuses to run as root; as anybody else it stays on.
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(Path.Combine(folder, PageFile)).AbsoluteUri);

        var kept = Inherited.Where(start.Environment.ContainsKey).ToDictionary(name => name, name => start.Environment[name]);
        start.Environment.Clear();
        foreach (var (name, value) in kept)
        {
            start.Environment[name] = value;
        }

        foreach (var name in new[] { "HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "USERPROFILE", "LOCALAPPDATA", "APPDATA" })
        {
            start.Environment[name] = folder;
        }

        return start;
    }

    private async Task<(bool IsEnded, int? ExitCode)> RunAsync(ProcessStartInfo start, TimeSpan atMost, CancellationToken ct)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        // Read and thrown away, so that a full pipe never holds the browser up. Not awaited: something it started may keep the pipe open.
        _ = DrainAsync(process.StandardOutput.BaseStream);
        _ = DrainAsync(process.StandardError.BaseStream);
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return (true, process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process);
            ct.ThrowIfCancellationRequested();
            return (false, null);
        }
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        using var patience = new CancellationTokenSource(DeathThroes);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The system has been told; nobody waits for it any longer.
        }
    }

    private static async Task DrainAsync(Stream output)
    {
        try
        {
            await output.CopyToAsync(Stream.Null);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has ended.
        }
    }

    // A browser that was just ended may still write its last files.
    private static async Task DeleteAsync(DirectoryInfo folder)
    {
        for (var patience = 10; ; patience--)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && patience > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }
}
