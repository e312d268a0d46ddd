using System.Net.WebSockets;

namespace Portal.Bench.Servers;

/// <summary>The other side of <see cref="Crowd"/>: reads its words line by line, and answers each, and each push that all have got, with one byte.</summary>
internal sealed class CrowdProcess(Stream output)
{
    public const string Go = "go";
    public const string Ping = "ping";
    public const string Nod = "nod";
    public const string Count = "count";

    private const int AtOnce = 8;

    private readonly Lock _gate = new();
    private int _pages;
    private long _received;
    private long _doubled;

    /// <param name="words">The server's address, and the thread or a dash.</param>
    /// <param name="input">The cookies of each page in a line of its own, then words; its end is the end.</param>
    public async Task RunAsync(IReadOnlyList<string> words, TextReader input, CancellationToken ct)
    {
        var cookies = new List<string>();
        while (await input.ReadLineAsync(ct) is { } line && line != Go)
        {
            cookies.Add(line);
        }

        var pages = await ConnectAsync(new Uri(words[0]), Guid.TryParse(words[1], out var id) ? id : null, cookies, ct);
        _pages = pages.Count;
        foreach (var page in pages)
        {
            _ = ListenAsync(page, ct);
        }

        Say("."u8);
        while (await input.ReadLineAsync(ct) is { } word)
        {
            if (word == Count)
            {
                Say(System.Text.Encoding.ASCII.GetBytes($"{Interlocked.Read(ref _received)} {Interlocked.Read(ref _doubled)}\n"));
                continue;
            }

            if (word == Ping && words[1] != "-")
            {
                await Task.WhenAll(pages.Select(page => page.PingAsync(ct)));
            }

            Say("."u8);
        }
    }

    private static async Task<IReadOnlyList<PageSocket>> ConnectAsync(Uri server, Guid? threadId, List<string> cookies, CancellationToken ct)
    {
        var pages = new PageSocket[cookies.Count];
        await Parallel.ForAsync(0, pages.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (i, ct) =>
            pages[i] = threadId is { } thread
                ? await PageSocket.JoinAsync(server, cookies[i], thread, ct)
                : await PageSocket.ConnectAsync(server, "/listen", "", ct));
        return pages;
    }

    private async Task ListenAsync(PageSocket page, CancellationToken ct)
    {
        var last = 0L;
        try
        {
            while (true)
            {
                foreach (var sequence in Push.Read((await page.ReceiveAsync(ct)).Span))
                {
                    if (sequence <= last)
                    {
                        Interlocked.Increment(ref _doubled);
                    }

                    last = Math.Max(last, sequence);
                    if (Interlocked.Increment(ref _received) % _pages == 0)
                    {
                        Say("."u8);
                    }
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"A page was closed: {e.Message}");
            Environment.Exit(1);
        }
    }

    private void Say(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            output.Write(bytes);
            output.Flush();
        }
    }
}
