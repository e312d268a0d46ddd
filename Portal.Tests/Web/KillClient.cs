using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Portal.Tests.Web;

/// <summary>What one person wrote in one answer, in order, and what of it the portal has acknowledged.</summary>
public sealed class WrittenAnswer(Guid certificate)
{
    private readonly List<string> _texts = [];
    private int _acknowledged;

    public Guid Certificate => certificate;

    /// <summary>How many texts the portal said it has; the last of them, or one posted later, must be there.</summary>
    public int Acknowledged => _acknowledged;

    public bool IsSignAttempted { get; private set; }

    public bool IsSigned { get; private set; }

    /// <summary>The texts that may stand there: what came before the last one acknowledged must be gone.</summary>
    public IEnumerable<string> Possible => _texts.Skip(_acknowledged - 1);

    public string Last => _texts[^1];

    public string Write(string text, bool sign)
    {
        _texts.Add(text);
        IsSignAttempted = sign;
        return text;
    }

    public void Acknowledge()
    {
        _acknowledged = _texts.Count;
        IsSigned = IsSignAttempted;
    }
}

/// <summary>Counts what the portal acknowledges to all who write, until it is enough for the portal to be killed.</summary>
/// <param name="texts">How many texts are enough, signed ones among them.</param>
/// <param name="signatures">How many of them must be signed.</param>
public sealed class KillCount(int texts, int signatures)
{
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _texts;
    private int _signatures;

    public Task Enough => _enough.Task;

    /// <summary>Whether the portal may be gone: before that, whoever loses it has found an error.</summary>
    public bool IsKilled => _enough.Task.IsCompleted;

    public void Acknowledge(bool isSigned)
    {
        if (isSigned)
        {
            Interlocked.Increment(ref _signatures);
        }

        if (Interlocked.Increment(ref _texts) >= texts && Volatile.Read(ref _signatures) >= signatures)
        {
            _enough.TrySetResult();
        }
    }
}

/// <summary>Somebody at a clinic who writes and signs answers as fast as the portal takes them, until it is gone.</summary>
/// <param name="browser">A signed-in browser.</param>
/// <param name="certificates">What waits for the clinic.</param>
/// <param name="count">Hears of everything that the portal acknowledges.</param>
public sealed class KillClient(string person, Browser browser, ConcurrentQueue<Guid> certificates, KillCount count)
{
    private const string Section = "history";
    private static readonly string Padding = string.Concat(Enumerable.Repeat("æøå 🙂 ", 200));

    /// <summary>Whether the portal was killed in the midst of the work, before there was no more of it.</summary>
    public bool IsCutOff { get; private set; }

    /// <returns>What was written, however far each answer came.</returns>
    public async Task<IReadOnlyList<WrittenAnswer>> WorkAsync()
    {
        var written = new List<WrittenAnswer>();
        try
        {
            while (certificates.TryDequeue(out var id))
            {
                var answer = new WrittenAnswer(id);
                written.Add(answer);
                await AnswerAsync(answer);
            }
        }
        catch (HttpRequestException) when (count.IsKilled)
        {
            IsCutOff = true;
        }

        return written;
    }

    private async Task AnswerAsync(WrittenAnswer answer)
    {
        var form = (await browser.GetAsync($"/certificates/{answer.Certificate}")).Is(HttpStatusCode.OK).FormWith("commandId");
        for (var draft = 1; draft <= 3; draft++)
        {
            var text = answer.Write($"{person} {answer.Certificate} {draft} {Padding}", sign: false);
            var saved = await browser.PostAsync($"/certificates/{answer.Certificate}/answer?handler=draft", form.Set(Section, text).Fields, "fetch");
            using var json = JsonDocument.Parse(saved.Is(HttpStatusCode.OK).Text);
            form.Set("draftVersion", json.RootElement.GetProperty("version").GetRawText());
            answer.Acknowledge();
            count.Acknowledge(isSigned: false);
        }

        if (person != "staff")
        {
            var text = answer.Write($"{person} {answer.Certificate} signed {Padding}", sign: true);
            (await browser.PostAsync(form.Set(Section, text), "sign")).Is(HttpStatusCode.Redirect);
            answer.Acknowledge();
            count.Acknowledge(isSigned: true);
        }
    }
}
