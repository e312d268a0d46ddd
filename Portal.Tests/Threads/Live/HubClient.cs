using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Portal.Tests.Web;

namespace Portal.Tests.Threads.Live;

/// <summary>What the server has told an open page.</summary>
public sealed record HubNews(string Name, JsonElement Content)
{
    public Guid ThreadId => Content.GetProperty("threadId").GetGuid();

    public long Sequence => Content.GetProperty("sequence").GetInt64();
}

/// <summary>An answer of the hub to a call.</summary>
/// <param name="Error">Null when the call was done.</param>
public sealed record HubAnswer(JsonElement? Result, string? Error)
{
    public long Sequence => Result!.Value.GetProperty("sequence").GetInt64();
}

/// <summary>The server has closed the connection, or it was cut.</summary>
public sealed class HubClosedException() : Exception("The connection is closed.");

/// <summary>A page's connection to the hub: SignalR's JSON protocol over a WebSocket, by hand, so that it can also be wrong.</summary>
/// <remarks>Every frame is kept where a <see cref="FrameLog"/> was given.</remarks>
public sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HubAnswer>> _calls = [];
    private readonly Channel<HubNews> _news = Channel.CreateUnbounded<HubNews>();
    private readonly ConcurrentQueue<string>? _frames;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastCall;

    private HubClient(FrameLog? frames) => _frames = frames?.Frames;

    /// <summary>Ends when the connection does, whoever ended it.</summary>
    public Task Closed => _closed.Task;

    /// <summary>What the server said when it closed; null for nothing.</summary>
    public string? ClosingWords { get; private set; }

    /// <summary>What came and was not asked for yet.</summary>
    public ChannelReader<HubNews> News => _news.Reader;

    /// <summary>Connects as a browser does.</summary>
    /// <param name="browser">Whose cookies go along.</param>
    /// <param name="origin">Whose page it is; the portal's own when it is not given.</param>
    public static async Task<HubClient> ConnectAsync(Uri portal, Browser browser, string? origin = null, FrameLog? frames = null)
    {
        var client = new HubClient(frames);
        await client.OpenAsync(portal, browser, origin ?? portal.GetLeftPart(UriPartial.Authority));
        await client.SendAsync("""{"protocol":"json","version":1}""");
        return client;
    }

    /// <summary>What the portal answers to somebody who wants to connect.</summary>
    /// <param name="origin">Empty for none.</param>
    public static async Task<HttpStatusCode> TryAsync(Uri portal, Browser browser, string origin)
    {
        await using var client = new HubClient(null);
        try
        {
            await client.OpenAsync(portal, browser, origin);
            return HttpStatusCode.SwitchingProtocols;
        }
        catch (WebSocketException)
        {
            return client._socket.HttpStatusCode;
        }
    }

    /// <summary>Calls a method of the hub and waits for the answer.</summary>
    /// <exception cref="HubClosedException">The connection ended first.</exception>
    public async Task<HubAnswer> CallAsync(string method, params object?[] arguments)
    {
        var id = $"{Interlocked.Increment(ref _lastCall)}";
        var answer = _calls[id] = new TaskCompletionSource<HubAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        if (await Task.WhenAny(answer.Task, _closed.Task).WaitAsync(Patience) != answer.Task && !answer.Task.IsCompleted)
        {
            throw new HubClosedException();
        }

        return await answer.Task;
    }

    public async Task<long> JoinAsync(Guid threadId) => (await CallAsync("Join", threadId)).Sequence;

    /// <summary>Sends one frame as it is; the mark at its end is added.</summary>
    public Task SendAsync(string frame)
    {
        _frames?.Enqueue(frame);
        return SendAsync(Encoding.UTF8.GetBytes(frame + End), WebSocketMessageType.Text);
    }

    /// <exception cref="HubClosedException">The connection has ended.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException or OperationCanceledException)
        {
            throw new HubClosedException();
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Waits for news of a name, passing others by.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<HubNews> ExpectAsync(string name, Func<HubNews, bool>? which = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                if (await _news.Reader.ReadAsync(patience.Token) is { } news && news.Name == name && which?.Invoke(news) != false)
                {
                    return news;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"No »{name}« came. {ClosingWords}");
        }
    }

    /// <summary>What has come until now.</summary>
    public IReadOnlyList<HubNews> TakeAll()
    {
        var taken = new List<HubNews>();
        while (_news.Reader.TryRead(out var news))
        {
            taken.Add(news);
        }

        return taken;
    }

    /// <summary>Cuts the connection as a broken net does: no word of farewell.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Task.WhenAny(_closed.Task, Task.Delay(TimeSpan.FromSeconds(1)));
        _socket.Dispose();
    }

    private async Task OpenAsync(Uri portal, Browser browser, string origin)
    {
        _socket.Options.CollectHttpResponseDetails = true;
        if (browser.Cookies.Count > 0)
        {
            _socket.Options.SetRequestHeader("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (origin.Length > 0)
        {
            _socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await _socket.ConnectAsync(new UriBuilder(portal) { Scheme = "ws", Path = "/hubs/threads" }.Uri, CancellationToken.None);
        }
        catch
        {
            _closed.TrySetResult();
            throw;
        }

        _ = Task.Run(ReceiveAsync);
    }

    private async Task ReceiveAsync()
    {
        var text = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var (bytes, characters) = (new byte[16 * 1024], new char[16 * 1024]);
        try
        {
            while (await _socket.ReceiveAsync(bytes.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                text.Append(characters, 0, decoder.GetChars(bytes, 0, received.Count, characters, 0));
                var frames = text.ToString().Split(End);
                text.Clear().Append(frames[^1]);
                foreach (var frame in frames[..^1])
                {
                    Take(frame);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        _closed.TrySetResult();
        _news.Writer.TryComplete();
    }

    private void Take(string frame)
    {
        _frames?.Enqueue(frame);
        var message = JsonSerializer.Deserialize<JsonElement>(frame);
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1:
                var arguments = message.GetProperty("arguments");
                _news.Writer.TryWrite(new HubNews(message.GetProperty("target").GetString()!, arguments.GetArrayLength() > 0 ? arguments[0] : default));
                break;
            case 3:
                if (_calls.TryRemove(message.GetProperty("invocationId").GetString()!, out var call))
                {
                    call.TrySetResult(new HubAnswer(
                        message.TryGetProperty("result", out var result) ? result : null,
                        message.TryGetProperty("error", out var error) ? error.GetString() : null));
                }

                break;
            case 7:
                ClosingWords = message.TryGetProperty("error", out var words) ? words.GetString() : null;
                break;
        }
    }
}

/// <summary>Keeps the frames of some connections, both ways, to see that no text of a message is among them.</summary>
public sealed class FrameLog
{
    public ConcurrentQueue<string> Frames { get; } = [];

    /// <summary>Fails when any of the texts stands in any frame, as it is or as JSON writes it.</summary>
    public void HoldNothingOf(IEnumerable<string> texts)
    {
        Assert.NotEmpty(Frames);
        var all = string.Join('\n', Frames);
        Assert.All(texts.SelectMany(text => new[] { text, JsonSerializer.Serialize(text).Trim('"') }), text => Assert.DoesNotContain(text, all, StringComparison.OrdinalIgnoreCase));
    }
}
