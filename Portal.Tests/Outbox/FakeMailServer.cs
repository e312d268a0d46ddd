using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.Outbox;

/// <summary>A mail server on this machine that keeps what it gets. Who has »refused« in the address does not exist there; »busy« comes back later.</summary>
public sealed class FakeMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public FakeMailServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was taken over, as it came.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 fake");
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.Ordinal))
        {
            if (line != "DATA")
            {
                await writer.WriteLineAsync(
                    line.Contains("refused", StringComparison.Ordinal) ? "550 nobody here" : line.Contains("busy", StringComparison.Ordinal) ? "450 later" : "250 well");
                continue;
            }

            await writer.WriteLineAsync("354 go on");
            var mail = new List<string>();
            while (await reader.ReadLineAsync() is { } text && text != ".")
            {
                mail.Add(text);
            }

            Mails.Enqueue(string.Join("\r\n", mail));
            await writer.WriteLineAsync("250 taken");
        }
    }
}
