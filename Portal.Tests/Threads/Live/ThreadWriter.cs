using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Portal.Tests.Web;

namespace Portal.Tests.Threads.Live;

/// <summary>Somebody who writes in a thread as the page's script does: keeps the message's id until it is acknowledged, and fetches after its last number at every push and every new connection.</summary>
public sealed class ThreadWriter : IAsyncDisposable
{
    /// <summary>Stands in every message.</summary>
    public const string Mark = "Fortroligt ord æøå";

    // Ten calls a second are allowed; the answer of each comes before the next.
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(120);

    private readonly string _person;
    private readonly RestartedPortal _portal;
    private readonly Guid _thread;
    private readonly FrameLog _frames;
    private readonly SemaphoreSlim _fetching = new(1);
    private Browser _browser;

    // What is fetched comes beside what is written.
    private Browser _reader;
    private HttpClient _http;
    private HubClient? _hub;
    private string _token = "";
    private long _last;

    private ThreadWriter(string person, RestartedPortal portal, HttpClient http, Guid thread, long last, FrameLog frames)
    {
        (_person, _portal, _http, _thread, _last, _frames) = (person, portal, http, thread, last, frames);
        _browser = _reader = new Browser(http);
    }

    /// <summary>What the portal said that it has.</summary>
    public ConcurrentQueue<(Guid Id, long Sequence)> Acknowledged { get; } = [];

    /// <summary>Numbers of the messages as they came to the page.</summary>
    public List<long> Seen { get; } = [];

    public int ByHub { get; private set; }

    /// <summary>How often a message was sent again, because nobody had said that it was there.</summary>
    public int Repeats { get; private set; }

    public static async Task<ThreadWriter> SignInAsync(string person, RestartedPortal portal, Guid thread, long last, FrameLog frames)
    {
        var writer = new ThreadWriter(person, portal, await portal.RunningAsync(), thread, last, frames);
        await writer._browser.SignInAsync(person);
        writer._token = await writer._browser.TokenAsync();
        writer._reader = writer._browser.Copy();
        return writer;
    }

    /// <summary>Cuts the connection, as a broken net does.</summary>
    public void Cut() => _hub?.Cut();

    /// <summary>Writes messages, every other one through the hub, until each is acknowledged.</summary>
    public async Task WriteAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var id = Guid.NewGuid();
            var body = $"{Mark} {_person} {number}";
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    await MeetAsync();
                    var sequence = number % 2 == 0 && attempt == 0 ? await SendAsync(id, body) : await PostAsync(id, body);
                    Acknowledged.Enqueue((id, sequence));
                    break;
                }
                catch (Exception e) when (e is HttpRequestException or HubClosedException or System.Net.WebSockets.WebSocketException or IOException or TaskCanceledException)
                {
                    Repeats++;
                }
            }
        }
    }

    /// <summary>Fetches until a number is there.</summary>
    public async Task CatchUpAsync(long sequence)
    {
        while (_last < sequence)
        {
            await MeetAsync();
            await FetchAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _fetching.Dispose();
    }

    // After a kill the portal is elsewhere; the cookies hold. A new connection joins and fetches what it has missed.
    private async Task MeetAsync()
    {
        var http = await _portal.RunningAsync();
        if (http != _http)
        {
            (_http, _browser, _reader) = (http, _browser.Copy(http), _reader.Copy(http));
            _hub?.Cut();
        }

        if (_hub is { Closed.IsCompleted: false })
        {
            return;
        }

        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        var hub = _hub = await HubClient.ConnectAsync(_http.BaseAddress!, _browser, frames: _frames);
        await hub.JoinAsync(_thread);
        await FetchAsync();
        _ = Task.Run(() => ListenAsync(hub));
    }

    private async Task ListenAsync(HubClient hub)
    {
        try
        {
            await foreach (var news in hub.News.ReadAllAsync())
            {
                if (news.Name == "changed" && news.Sequence > _last)
                {
                    await FetchAsync();
                }
            }
        }
        catch (HttpRequestException)
        {
            // The next connection fetches.
        }
    }

    private async Task FetchAsync()
    {
        await _fetching.WaitAsync();
        try
        {
            var before = _last;
            do
            {
                before = _last;
                var page = (await _reader.GetAsync($"/threads/{_thread}?handler=messages&after={_last}", "fetch")).Is(System.Net.HttpStatusCode.OK);
                foreach (var item in page.Document.QuerySelectorAll("[data-sequence]"))
                {
                    var sequence = long.Parse(item.GetAttribute("data-sequence")!, CultureInfo.InvariantCulture);
                    if (sequence > _last)
                    {
                        Seen.Add(sequence);
                        _last = sequence;
                    }
                }
            }
            while (_last > before);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<long> SendAsync(Guid id, string body)
    {
        var saved = await _browser.PostAsync($"/threads/{_thread}?handler=draft", Fields(id, body, 0), "fetch");
        if (saved.Status != System.Net.HttpStatusCode.OK)
        {
            // An older draft stands there: its message came through though nobody said so.
            return await PostAsync(id, body);
        }

        var version = JsonSerializer.Deserialize<JsonElement>(saved.Text).GetProperty("version").GetInt32();
        var answer = await _hub!.CallAsync("SendDraft", _thread, id, version);
        await Task.Delay(BetweenCalls);
        if (answer.Error is not null || answer.Sequence == 0)
        {
            return await PostAsync(id, body);
        }

        ByHub++;
        return answer.Sequence;
    }

    private async Task<long> PostAsync(Guid id, string body)
    {
        var posted = (await _browser.PostAsync($"/threads/{_thread}?handler=post", Fields(id, body, 0), "fetch")).Is(System.Net.HttpStatusCode.OK);
        return JsonSerializer.Deserialize<JsonElement>(posted.Text).GetProperty("sequence").GetInt64();
    }

    private Dictionary<string, string> Fields(Guid id, string body, int version) => new()
    {
        ["__RequestVerificationToken"] = _token,
        ["messageId"] = id.ToString(),
        ["draftVersion"] = version.ToString(CultureInfo.InvariantCulture),
        ["body"] = body,
    };
}
