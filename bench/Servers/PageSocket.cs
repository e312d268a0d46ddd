using System.Net.WebSockets;
using System.Text;

namespace Portal.Bench.Servers;

/// <summary>The WebSocket of an open page. Not for use by two at once, but one may send while another receives.</summary>
public sealed class PageSocket : IDisposable
{
    // SignalR ends each message with this.
    private const byte End = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private byte[] _bytes = new byte[4096];

    /// <summary>Connects with a server.</summary>
    /// <param name="cookies">As a request carries them; empty for none.</param>
    public static async Task<PageSocket> ConnectAsync(Uri server, string path, string cookies, CancellationToken ct)
    {
        var page = new PageSocket();
        var options = page._socket.Options;
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        if (cookies.Length > 0)
        {
            options.SetRequestHeader("Cookie", cookies);
        }

        await page._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path }.Uri, ct);
        return page;
    }

    /// <summary>Connects with a portal's hub, and joins a thread.</summary>
    /// <exception cref="InvalidOperationException">The portal refuses.</exception>
    public static async Task<PageSocket> JoinAsync(Uri portal, string cookies, Guid threadId, CancellationToken ct)
    {
        var page = await ConnectAsync(portal, "/hubs/threads", cookies, ct);
        await page.TellAsync("""{"protocol":"json","version":1}""", ct);
        await page.TellAsync($$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{threadId}}"]}""", ct);
        while (true)
        {
            var text = Encoding.UTF8.GetString((await page.ReceiveAsync(ct)).Span);
            if (text.Contains("\"error\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The hub: {text}");
            }

            if (text.Contains("\"type\":3", StringComparison.Ordinal))
            {
                return page;
            }
        }
    }

    /// <summary>A sign of life, without which the hub closes after half a minute.</summary>
    public Task PingAsync(CancellationToken ct) => TellAsync("""{"type":6}""", ct);

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, ct);

    /// <returns>The next message, whole. Holds until the next call.</returns>
    /// <exception cref="InvalidOperationException">The server has closed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken ct)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_bytes.AsMemory(length), ct);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The server has closed the connection.");
            }

            if (part.EndOfMessage)
            {
                return _bytes.AsMemory(0, length);
            }

            if (length == _bytes.Length)
            {
                Array.Resize(ref _bytes, 2 * length);
            }
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private async Task TellAsync(string message, CancellationToken ct) => await SendAsync((byte[])[.. Encoding.UTF8.GetBytes(message), End], ct);
}
