using System.Diagnostics;
using Portal.Bench.Servers;
using Portal.Data.Database;

namespace Portal.Bench.Measuring;

/// <summary>One subject on the large population, on the small one, and a fixed page of as many bytes from the bare server.</summary>
internal sealed class Contest(Subject large, Subject small, Visitor bare)
{
    // A duplicate check has no page; the least that a browser could ask for stands against it.
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

    /// <summary>Does everything so many times without measuring, so that nothing is compiled or read from disk for the first time later.</summary>
    public async Task WarmUpAsync(DatabaseEngine engine, int times, CancellationToken ct)
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
    public async Task RunAsync(int round)
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
