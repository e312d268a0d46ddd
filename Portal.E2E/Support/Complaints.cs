using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Portal.E2E.Support;

/// <summary>What a browser had to complain about: script errors, breaches of the content security policy, requests to other places.</summary>
public sealed class Complaints
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentBag<string> _expected = [];

    /// <summary>Those that no test said it expects.</summary>
    public IReadOnlyList<string> Unexpected => [.. _all.Where(text => !_expected.Any(text.Contains))];

    /// <param name="context">A context without pages as yet.</param>
    /// <param name="url">The only place that may be asked for anything.</param>
    public static async Task<Complaints> ListenAsync(IBrowserContext context, string url)
    {
        var complaints = new Complaints();
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints._all.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => complaints._all.Enqueue($"page error: {error.Error}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal))
            {
                complaints._all.Enqueue($"request to another place: {request.Url}");
            }
        };
        await context.ExposeFunctionAsync("portalViolation", (string text) => complaints._all.Enqueue($"content security policy: {text}"));
        await context.AddInitScriptAsync("""
            document.addEventListener('securitypolicyviolation', event =>
                portalViolation(`${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
            """);
        return complaints;
    }

    /// <summary>A complaint with these words in it is what the test is about.</summary>
    public void Expect(string words) => _expected.Add(words);
}
