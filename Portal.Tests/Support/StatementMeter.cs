using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Portal.Data.Database;

namespace Portal.Tests.Support;

/// <summary>What statements cost, in numbers that are the same on every machine.</summary>
/// <param name="Statements">How many were run.</param>
/// <param name="Steps">Instructions that SQLite's machine carried out for them. A row that is passed by takes some, whether it is given out or not.</param>
/// <param name="Rows">Rows that they gave out.</param>
public sealed record StatementCost(int Statements, long Steps, long Rows);

/// <summary>Counts, inside SQLite, what all statements that read cost from now on.</summary>
/// <remarks>
/// SQLite's own trace tells of each row given out and of each statement that ends, with the statement's counter of instructions.
/// The counter is a property of data and plan alone: no clock, no cache. The binding has no name for this trace, hence the imports.
/// </remarks>
public sealed class StatementMeter : IDisposable
{
    private const uint OnEnd = 0x02;
    private const uint OnRow = 0x04;
    private const int VmStep = 4;

    // Connections go back to a pool and may outlive the meter: what they call must stay, and what they name may be gone.
    private static readonly TraceCallback Callback = OnTrace;
    private static readonly ConcurrentDictionary<nint, StatementMeter> Meters = new();
    private static int LastNumber;

    private readonly SqliteEngine _engine;
    private readonly nint _number = Interlocked.Increment(ref LastNumber);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StatementCost> _costs = [];

    public StatementMeter(SqliteEngine engine)
    {
        _engine = engine;
        Meters[_number] = this;
        _engine.ReaderOpened += Watch;
    }

    private delegate int TraceCallback(uint kind, nint context, nint statement, nint detail);

    /// <summary>What was run since the last call, by statement text.</summary>
    public IReadOnlyDictionary<string, StatementCost> Take()
    {
        lock (_gate)
        {
            var costs = new Dictionary<string, StatementCost>(_costs);
            _costs.Clear();
            return costs;
        }
    }

    public void Dispose()
    {
        _engine.ReaderOpened -= Watch;
        Meters.TryRemove(_number, out _);
    }

    private static int OnTrace(uint kind, nint context, nint statement, nint detail)
    {
        if (Meters.TryGetValue(context, out var meter))
        {
            meter.Count(
                Marshal.PtrToStringUTF8(sqlite3_sql(statement)) ?? "",
                kind == OnEnd ? new StatementCost(1, sqlite3_stmt_status(statement, VmStep, reset: 1), 0) : new StatementCost(0, 0, 1));
        }

        return 0;
    }

    private void Count(string sql, StatementCost cost)
    {
        lock (_gate)
        {
            var sum = _costs.GetValueOrDefault(sql, new StatementCost(0, 0, 0));
            _costs[sql] = new StatementCost(sum.Statements + cost.Statements, sum.Steps + cost.Steps, sum.Rows + cost.Rows);
        }
    }

    private void Watch(SqliteConnection connection) =>
        Assert.Equal(0, sqlite3_trace_v2(connection.Handle!.DangerousGetHandle(), OnEnd | OnRow, Callback, _number));

    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_trace_v2(nint database, uint kinds, TraceCallback callback, nint context);

    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint sqlite3_sql(nint statement);

    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_stmt_status(nint statement, int counter, int reset);
}
