using System.Diagnostics;
using Portal.Bench.Servers;
using Portal.Data.Database;

namespace Portal.Bench.Measuring;

/// <summary>One subject on the large population, on the small one, and a fixed page of as many bytes from the bare server.</summary>
internal sealed class Contest(Subject large, Subject small, Visitor bare)
{
    private const int WarmUps = 150;

    // What is no page has no bytes; the least that a browser could ask for stands against it.
    private const int FewestBytes = 300;

    private static readonly string[] Orders = ["012", "120", "201", "021", "210", "102"];

    private string _fixedPage = "";

    public string Name => large.Name;

    public int Bytes { get; private set; }

    /// <summary>SQL statements that the subject takes once it is warm.</summary>
    public int Statements { get; private set; }

    public Samples Large { get; } = new();

    public Samples Small { get; } = new();

    public Samples Bare { get; } = new();

    /// <summary>Warms all of them up, then measures them in turn, so many times.</summary>
    public static async Task RunAllAsync(IReadOnlyList<Contest> contests, DatabaseEngine engine, int rounds, CancellationToken ct)
    {
        foreach (var contest in contests)
        {
            await contest.WarmUpAsync(engine, WarmUps, ct);
        }

        for (var round = 0; round < rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var contest in contests)
            {
                await contest.RunAsync(round);
            }
        }
    }

    /// <summary>Writes the figures, a line for each.</summary>
    /// <param name="small">What the second ratio is against.</param>
    public static async Task WriteAsync(IReadOnlyList<Contest> contests, string heading, string small, TextWriter output)
    {
        var width = contests.Max(contest => contest.Name.Length);
        await output.WriteLineAsync($"\n{heading.PadRight(width)}    bytes  statements   p50 ms   p95 ms   {small,-22} : bare server, as many bytes");
        foreach (var contest in contests)
        {
            await output.WriteLineAsync(
                $"{contest.Name.PadRight(width)}  {contest.Bytes,7:N0}  {contest.Statements,10}  {contest.Large.Percentile(0.5),7:0.00}  {contest.Large.Percentile(0.95),7:0.00}"
                + $"   {contest.Large.Against(contest.Small),-22} {contest.Large.Against(contest.Bare)}");
        }
    }

    /// <summary>Does everything so many times without measuring, so that nothing is compiled or read from disk for the first time later.</summary>
    private async Task WarmUpAsync(DatabaseEngine engine, int times, CancellationToken ct)
    {
        for (var i = 0; i < times; i++)
        {
            ct.ThrowIfCancellationRequested();
            Bytes = await large.Do();
            await small.Do();
            _fixedPage = $"/{Math.Max(Bytes, FewestBytes)}";
            await bare.GetAsync(_fixedPage);
        }

        engine.StatementExecuting += Count;
        await large.Do();
        engine.StatementExecuting -= Count;

        void Count(string sql) => Statements++;
    }

    /// <summary>Measures each of the three once, in another order each round: what comes after what matters in a thing of a tenth of a millisecond.</summary>
    private async Task RunAsync(int round)
    {
        var turns = new (Samples Samples, Func<Task<int>> Act)[] { (Large, large.Do), (Small, small.Do), (Bare, () => bare.GetAsync(_fixedPage)) };
        foreach (var place in Orders[round % Orders.Length])
        {
            var (samples, act) = turns[place - '0'];
            var begun = Stopwatch.GetTimestamp();
            await act();
            samples.Add(Stopwatch.GetElapsedTime(begun));
        }
    }
}
