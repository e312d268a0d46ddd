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

/// <summary>Somebody at a clinic who writes and signs answers as fast as the portal takes them, until it is gone.</summary>
/// <param name="browser">A signed-in browser.</param>
/// <param name="certificates">What waits for the clinic.</param>
/// <param name="atWork">Is set once the portal has acknowledged something.</param>
public sealed class KillClient(string person, Browser browser, ConcurrentQueue<Guid> certificates, TaskCompletionSource atWork)
{
    private const string Section = "history";
    private static readonly string Padding = string.Concat(Enumerable.Repeat("æøå 🙂 ", 200));

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
        catch (HttpRequestException)
        {
            // The portal was killed under it.
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
            atWork.TrySetResult();
        }

        if (person != "staff")
        {
            var text = answer.Write($"{person} {answer.Certificate} signed {Padding}", sign: true);
            (await browser.PostAsync(form.Set(Section, text), "sign")).Is(HttpStatusCode.Redirect);
            answer.Acknowledge();
        }
    }
}
