using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Tests.Web;

namespace Portal.Tests.Threads.Live;

/// <summary>Four people write in one thread, through the hub and the form, while connections are cut and the portal is killed. What was acknowledged is there once, in one order for all.</summary>
/// <remarks>The variable PORTAL_TEST_MESSAGES says how many messages; 600 unless it does, 10,000 is the full size, with 50 cuts and 3 kills.</remarks>
public sealed class NothingLostTests(DemoTemplate template, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Writers = ["caseworker", "coordinator", "gp", "staff"];

    private static readonly int Messages =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_MESSAGES"), CultureInfo.InvariantCulture, out var messages) ? messages : 600;

    private static readonly int Cuts = Math.Max(5, Messages / 200);
    private static readonly int Kills = Math.Max(1, Messages * 3 / 10_000);

    private string _folder = "";

    public async ValueTask InitializeAsync() => _folder = await template.CopyAsync();

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_acknowledged_message_is_there_once_in_one_order_for_all_without_a_gap()
    {
        var clock = Stopwatch.StartNew();
        var frames = new FrameLog();
        await using var portal = new RestartedPortal(_folder);
        await portal.StartAsync();
        var thread = await ThreadAsync();
        var before = await QueryAsync<long>("SELECT LastSequence FROM DialogueThreads WHERE Id = @thread", new { thread });
        var writers = new List<ThreadWriter>();
        foreach (var person in Writers)
        {
            writers.Add(await ThreadWriter.SignInAsync(person, portal, thread, before[0], frames));
        }

        var work = Task.WhenAll(writers.Select((writer, at) => Task.Run(() => writer.WriteAsync(Messages / Writers.Length + (at < Messages % Writers.Length ? 1 : 0)))));
        await DisturbAsync(portal, writers, work);
        await work;
        await Task.WhenAll(writers.Select(writer => writer.CatchUpAsync(before[0] + Messages)));
        await Task.WhenAll(writers.Select(writer => writer.DisposeAsync().AsTask()));

        var stored = await QueryAsync<Stored>("SELECT Id, Sequence FROM ThreadMessages WHERE ThreadId = @thread AND Sequence > @after ORDER BY Sequence", new { thread, after = before[0] });
        var acknowledged = writers.SelectMany(writer => writer.Acknowledged).ToList();
        output.WriteLine($"{Messages} messages, {writers.Sum(writer => writer.ByHub)} of them through the hub, {Cuts} cuts, {Kills} kills, {writers.Sum(writer => writer.Repeats)} repeats, {frames.Frames.Count} frames, {clock.Elapsed.TotalSeconds:0} s.");
        Assert.Equal(Messages, acknowledged.Count);
        Assert.Equal(Enumerable.Range(1, Messages).Select(number => before[0] + number), stored.Select(row => row.Sequence));
        Assert.Equal(acknowledged.OrderBy(one => one.Sequence), stored.Select(row => (row.Id, row.Sequence)));
        Assert.All(writers, writer => Assert.Equal(stored.Select(row => row.Sequence), writer.Seen));
        Assert.True(writers.Sum(writer => writer.ByHub) > Messages / 5, "The hub was hardly used.");
        frames.HoldNothingOf([ThreadWriter.Mark]);
    }

    // Spread over the run by what has been acknowledged, not by the clock: a slow machine is disturbed as often.
    private static async Task DisturbAsync(RestartedPortal portal, List<ThreadWriter> writers, Task work)
    {
        var events = Enumerable.Range(1, Cuts).Select(cut => (At: Messages * cut / (Cuts + 1), IsKill: false))
            .Concat(Enumerable.Range(1, Kills).Select(kill => (At: Messages * kill / (Kills + 1), IsKill: true)))
            .OrderBy(one => one.At);
        foreach (var (at, isKill) in events)
        {
            while (writers.Sum(writer => writer.Acknowledged.Count) < at && !work.IsCompleted)
            {
                await Task.Delay(5);
            }

            if (isKill)
            {
                await portal.KillAndStartAsync();
            }
            else
            {
                writers[RandomNumberGenerator.GetInt32(writers.Count)].Cut();
            }
        }
    }

    /// <summary>A thread between Mette's unit and Anna's clinic.</summary>
    private async Task<Guid> ThreadAsync() => (await QueryAsync<Guid>(
        """
        SELECT t.Id FROM DialogueThreads t
        JOIN People m ON m.SignInKey = 'caseworker' AND m.UnitId = t.UnitId
        JOIN People a ON a.SignInKey = 'gp' AND a.ClinicId = t.ClinicId
        WHERE t.ClosedAt IS NULL AND t.HandledAt IS NULL AND t.RedirectedAt IS NULL
        ORDER BY t.Id
        LIMIT 1
        """,
        null))[0];

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters)
    {
        await using var connection = new SqliteConnection($"Data Source={DemoTemplate.DatabaseFile(_folder)};Pooling=False");
        await connection.OpenAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    private sealed record Stored
    {
        public required Guid Id { get; init; }

        public required long Sequence { get; init; }
    }
}

/// <summary>A portal that is killed and started again on the same data, at another address each time.</summary>
public sealed class RestartedPortal(string folder) : IAsyncDisposable
{
    private PortalProcess? _process;
    private TaskCompletionSource<HttpClient> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What requests to the portal that runs now are sent with; waits while there is none.</summary>
    public Task<HttpClient> RunningAsync() => _running.Task;

    public async Task StartAsync()
    {
        _process = new PortalProcess(DemoTemplate.Arguments(folder));
        _running.SetResult(Browser.Client(await _process.AddressAsync()));
    }

    public async Task KillAndStartAsync()
    {
        _running = new TaskCompletionSource<HttpClient>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process!.KillAsync();
        _process.Dispose();
        await StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }
}
