using System.Diagnostics;

namespace Portal.E2E.Support;

/// <summary>An independent reader of PDF files: the programs of Debian's <c>poppler-utils</c>.</summary>
public static class Poppler
{
    /// <summary>The file's text in the order in which it was written, a form feed after each page.</summary>
    public static Task<string> TextAsync(byte[] pdf) => RunAsync("pdftotext", pdf, "-raw", "-enc", "UTF-8", "{file}", "-");

    /// <summary>What the file says about itself, by name: »Tagged«, »Pages«, »Title« and the like.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> InfoAsync(byte[] pdf) =>
        (await RunAsync("pdfinfo", pdf, "{file}")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>The tree of tags that a screen reader goes by, with its texts.</summary>
    public static Task<string> TagsAsync(byte[] pdf) => RunAsync("pdfinfo", pdf, "-struct-text", "{file}");

    private static async Task<string> RunAsync(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument == "{file}" ? file : argument);
            }

            using var process = Process.Start(start)!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
