using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Portal.Bench.Population;
using Portal.Bench.Servers;

namespace Portal.Bench.Measuring;

/// <summary>From the moment a doctor posts a message until the caseworker's open page has it, and the same way with nothing in it.</summary>
internal sealed class Trips : IDisposable
{
    // Signs of life, so that the hub does not close.
    private const int RoundsPerPing = 20;

    private const string Body = """
        Ja, hun kan stå op i tre timer, hvis hun får en pause hver time og selv bestemmer, hvornår den ligger:

        - helst siddende opgaver, også til møder
        - ikke løft over **5 kg** før næste kontrol

        Jeg ser hende igen om to uger og skriver, så snart jeg ved mere.
        """;

    private readonly PageSocket _page;
    private readonly PageSocket _barePage;
    private readonly PageSocket _echo;
    private readonly Visitor _writer;
    private readonly Visitor _reader;
    private readonly Visitor _bareWriter;
    private readonly Visitor _bareReader;
    private readonly string _token;

    private Trips(Visitor writer, string token, Visitor reader, PageSocket page, Uri bare, PageSocket barePage, PageSocket echo)
    {
        (_writer, _token, _reader, _page, _barePage, _echo) = (writer, token, reader, page, barePage, echo);
        (_bareWriter, _bareReader) = (new Visitor(bare), new Visitor(bare));
    }

    /// <summary>Posted over HTTP, pushed, fetched.</summary>
    public Samples Portal { get; } = new();

    /// <summary>The same bytes the same ways, through a server that does nothing with them.</summary>
    public Samples Bare { get; } = new();

    /// <summary>As <see cref="Bare"/>, but what was posted, and that it was fetched, is on the disk first.</summary>
    public Samples Kept { get; } = new();

    /// <summary>What is posted, sent over a WebSocket and back.</summary>
    public Samples Echo { get; } = new();

    /// <summary>Bytes that are posted.</summary>
    public int Posted { get; private set; }

    /// <summary>Bytes that are fetched.</summary>
    public int Fetched { get; private set; }

    public static async Task<Trips> StartAsync(Uri portal, Uri bare, CancellationToken ct)
    {
        var writer = await Visitor.SignInAsync(portal, Known.Gp);
        var reader = await Visitor.SignInAsync(portal, Known.Caseworker);
        return new Trips(
            writer,
            await writer.TokenAsync($"/threads/{Known.LiveThread}"),
            reader,
            await PageSocket.JoinAsync(portal, reader.Cookies, Known.LiveThread, ct),
            bare,
            await PageSocket.ConnectAsync(bare, "/listen", "", ct),
            await PageSocket.ConnectAsync(bare, "/echo", "", ct));
    }

    public async Task RunAsync(int warmUps, int rounds, CancellationToken ct)
    {
        var ways = new (Samples Samples, Func<Task<TimeSpan>> Go)[]
        {
            (Portal, () => PortalAsync(ct)), (Bare, () => BareAsync("", ct)), (Kept, () => BareAsync("/keep", ct)), (Echo, () => EchoAsync(ct)),
        };
        for (var round = -warmUps; round < rounds; round++)
        {
            if (round % RoundsPerPing == 0)
            {
                await _page.PingAsync(ct);
            }

            // Each in each place equally often.
            for (var i = 0; i < ways.Length; i++)
            {
                var (samples, go) = ways[(i + round + warmUps) % ways.Length];
                var took = await go();
                if (round >= 0)
                {
                    samples.Add(took);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var page in (PageSocket[])[_page, _barePage, _echo])
        {
            page.Dispose();
        }

        foreach (var visitor in (Visitor[])[_writer, _reader, _bareWriter, _bareReader])
        {
            visitor.Dispose();
        }
    }

    private async Task<TimeSpan> PortalAsync(CancellationToken ct)
    {
        var address = $"/threads/{Known.LiveThread}";
        var (took, sequence, fragment) = await GoAsync(
            _writer, $"{address}?handler=post", _page, _reader, sequence => $"{address}?handler=messages&after={sequence - 1}", ct);
        Fetched = Encoding.UTF8.GetByteCount(fragment);
        return fragment.Contains($"data-sequence=\"{sequence}\"", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException($"Message {sequence} was announced, but is not in what was fetched.");
    }

    private async Task<TimeSpan> BareAsync(string path, CancellationToken ct) =>
        (await GoAsync(_bareWriter, $"{path}/say", _barePage, _bareReader, _ => $"{path}/{Math.Max(1, Fetched)}", ct)).Took;

    private async Task<TimeSpan> EchoAsync(CancellationToken ct)
    {
        using var content = Message();
        var bytes = await content.ReadAsByteArrayAsync(ct);
        Posted = bytes.Length;
        var begun = Stopwatch.GetTimestamp();
        await _echo.SendAsync(bytes, ct);
        await _echo.ReceiveAsync(ct);
        return Stopwatch.GetElapsedTime(begun);
    }

    private async Task<(TimeSpan Took, long Sequence, string Fragment)> GoAsync(
        Visitor writer, string address, PageSocket page, Visitor reader, Func<long, string> fragmentAfter, CancellationToken ct)
    {
        using var content = Message();
        var begun = Stopwatch.GetTimestamp();
        var posting = writer.PostAsync(address, content);
        var telling = NextAsync(page, ct);
        if (await Task.WhenAny(posting, telling) == posting)
        {
            await posting;
        }

        var sequence = await telling;
        var fragment = await reader.FetchAsync(fragmentAfter(sequence));
        var took = Stopwatch.GetElapsedTime(begun);
        await posting;
        return (took, sequence, fragment);
    }

    private static async Task<long> NextAsync(PageSocket page, CancellationToken ct)
    {
        while (true)
        {
            if (Push.Read((await page.ReceiveAsync(ct)).Span) is [.., var newest])
            {
                return newest;
            }
        }
    }

    // As the browser posts the form.
    private MultipartFormDataContent Message()
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in ((string, string)[])[("messageId", $"{Guid.CreateVersion7()}"), ("draftVersion", "0"), ("body", Body), (Visitor.TokenField, _token)])
        {
            var field = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            field.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            content.Add(field);
        }

        return content;
    }
}
