using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Bench.Servers;

/// <summary>What the machine can do at best: the same web server with nothing in it.</summary>
/// <remarks>
/// <c>/20000</c> answers with 20,000 fixed bytes. <c>/say</c> takes what is posted and pushes its number to every WebSocket on <c>/listen</c>;
/// <c>/echo</c> sends back what comes. Under <c>/keep</c> the same is on the disk before anybody is told.
/// </remarks>
public sealed class BareServer : IAsyncDisposable
{
    // As much as a row in the access log.
    private const int RowBytes = 200;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<WebSocket, bool> _listeners = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _pages = [];
    private readonly string _path = Path.GetTempFileName();
    private readonly FileStream _disk;
    private readonly Lock _gate = new();
    private long _sequence;

    private BareServer()
    {
        _disk = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<BareServer> StartAsync()
    {
        var server = new BareServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Sends a frame to everybody who listens.</summary>
    public async Task PushAsync(ReadOnlyMemory<byte> frame)
    {
        foreach (var (listener, _) in _listeners)
        {
            await listener.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (listener, _) in _listeners)
        {
            listener.Abort();
        }

        await _app.DisposeAsync();
        await _disk.DisposeAsync();
        File.Delete(_path);
    }

    private Task AnswerAsync(HttpContext http)
    {
        const string Keep = "/keep";
        var path = http.Request.Path.Value!;
        var keeps = path.StartsWith(Keep, StringComparison.Ordinal);
        return (keeps ? path[Keep.Length..] : path) switch
        {
            "/echo" => EchoAsync(http),
            "/listen" => ListenAsync(http),
            "/say" => SayAsync(http, keeps),
            var page => SendPageAsync(http, page, keeps),
        };
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var bytes = new byte[64 * 1024];
        while (await ReceiveAsync(socket, bytes, http.RequestAborted) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(bytes.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, http.RequestAborted);
        }
    }

    private async Task ListenAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        _listeners[socket] = true;
        while (await ReceiveAsync(socket, new byte[256], http.RequestAborted) is { MessageType: not WebSocketMessageType.Close })
        {
            // Who listens says nothing; this waits for the end.
        }

        _listeners.TryRemove(socket, out _);
    }

    private async Task SayAsync(HttpContext http, bool keeps)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Write(body.GetBuffer().AsSpan(0, (int)body.Length), keeps);
        var sequence = Interlocked.Increment(ref _sequence);
        await PushAsync(Push.Write(Guid.Empty, sequence));
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync($$"""{"sequence":{{sequence}}}""", http.RequestAborted);
    }

    private async Task SendPageAsync(HttpContext http, string path, bool keeps)
    {
        ReadOnlyMemory<byte> page;
        lock (_gate)
        {
            if (!_pages.TryGetValue(path, out page))
            {
                _pages[path] = page = PageOf(int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture));
            }
        }

        Write(new byte[RowBytes], keeps);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        await http.Response.BodyWriter.WriteAsync(page, http.RequestAborted);
    }

    private void Write(ReadOnlySpan<byte> bytes, bool keeps)
    {
        if (keeps)
        {
            lock (_gate)
            {
                _disk.Write(bytes);
                _disk.Flush(flushToDisk: true);
            }
        }
    }

    /// <returns>Null when the connection was cut.</returns>
    private static async Task<WebSocketReceiveResult?> ReceiveAsync(WebSocket socket, byte[] bytes, CancellationToken ct)
    {
        try
        {
            return await socket.ReceiveAsync(new ArraySegment<byte>(bytes), ct);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    private static byte[] PageOf(int bytes)
    {
        var page = new byte[bytes];
        page.AsSpan().Fill((byte)'x');
        return page;
    }
}
