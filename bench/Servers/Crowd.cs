using System.Diagnostics;
using System.Globalization;

namespace Portal.Bench.Servers;

/// <summary>Many open pages of one thread, in a process of their own, so that what they do costs the server's process nothing.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>The word with which this program is started as such a process; what follows it is for <see cref="CrowdProcess"/>.</summary>
    public const string Word = "listen";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly byte[] _signal = new byte[1];

    private Crowd(Process process) => _process = process;

    /// <summary>Everybody is connected when this is done.</summary>
    /// <param name="threadId">The thread of a portal; null for the bare server.</param>
    /// <param name="cookies">One for each page, as a request carries them.</param>
    public static async Task<Crowd> GatherAsync(Uri server, Guid? threadId, IEnumerable<string> cookies)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(Crowd).Assembly.Location, Word, server.ToString(), threadId?.ToString() ?? "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var crowd = new Crowd(Process.Start(start)!);
        foreach (var one in cookies)
        {
            await crowd._process.StandardInput.WriteLineAsync(one);
        }

        await crowd.AskAsync(CrowdProcess.Go);
        return crowd;
    }

    /// <summary>Waits until everybody has got the last push.</summary>
    /// <exception cref="TimeoutException">Somebody has not.</exception>
    public async Task WaitAsync()
    {
        if (await _process.StandardOutput.BaseStream.ReadAsync(_signal).AsTask().WaitAsync(Patience) == 0)
        {
            throw new InvalidOperationException("Those who listen have gone.");
        }
    }

    /// <summary>Everybody gives a sign of life.</summary>
    public Task PingAsync() => AskAsync(CrowdProcess.Ping);

    /// <summary>Nothing but a word there and one back: what asking costs.</summary>
    public Task NodAsync() => AskAsync(CrowdProcess.Nod);

    /// <summary>What everybody has got until now, together.</summary>
    /// <returns>Pushes, and how many of them had come before.</returns>
    public async Task<(long Received, long Doubled)> CountAsync()
    {
        await _process.StandardInput.WriteLineAsync(CrowdProcess.Count);
        await _process.StandardInput.FlushAsync();
        var words = (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task AskAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
        await WaitAsync();
    }
}
