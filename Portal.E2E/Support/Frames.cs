using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Data;
using Portal.Data.Database;
using Portal.Data.Threads;

namespace Portal.E2E.Support;

/// <summary>Everything that came and went over the web sockets of a browser.</summary>
public sealed partial class Frames
{
    private const int ShortestTelling = 8;

    private readonly ConcurrentQueue<string> _all = new();

    public int Count => _all.Count;

    /// <param name="context">A context without pages as yet.</param>
    public static Frames Record(IBrowserContext context)
    {
        var frames = new Frames();
        context.Page += (_, page) => page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => frames.Add(frame);
            socket.FrameSent += (_, frame) => frames.Add(frame);
        };
        return frames;
    }

    /// <summary>The frames that hold something that anybody has written in the portal's threads: messages, drafts, subjects.</summary>
    public async Task<IReadOnlyList<string>> TellingAsync(IServiceProvider services, CancellationToken ct)
    {
        if (_all.IsEmpty)
        {
            return [];
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DbSession>();
        var texts = new List<string>();
        foreach (var sql in new[] { "SELECT Body FROM ThreadMessages", "SELECT Subject FROM DialogueThreads" })
        {
            texts.AddRange(await db.QueryAsync<string>(sql, null, ct));
        }

        texts.AddRange((await db.QueryAsync<string>("SELECT Content FROM ThreadDrafts", null, ct)).Select(draft => PortalJson.Read<ThreadDraft>(draft).Body));

        // Letters outside ASCII may stand in a frame as codes: what is looked for are the stretches between them.
        var telling = texts.SelectMany(text => Plain().Matches(text).Select(match => match.Value.Trim())).Where(part => part.Length >= ShortestTelling).Distinct().ToList();
        return [.. _all.Where(frame => telling.Any(part => frame.Contains(part, StringComparison.OrdinalIgnoreCase)))];
    }

    private void Add(IWebSocketFrame frame) => _all.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));

    [GeneratedRegex(@"[A-Za-z0-9 ,.?!()-]+")]
    private static partial Regex Plain();
}
