using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Database;

/// <summary>The embedded engine: one file in WAL mode, one connection that does all writes and checkpoints, read-only connections for the rest.</summary>
/// <remarks>
/// One writing connection is not only faster: SQLite up to 3.51.2 can corrupt a WAL database when two connections
/// write and checkpoint in the same instant.
/// </remarks>
public sealed class SqliteEngine : DatabaseEngine
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;
    private const string Collation = "DANISH";
    private const int MostIdleReaders = 32;

    // What the file and the writer must be, as SQLite reports it. FULL: an acknowledged certificate survives a power cut.
    private static readonly (string Name, string Set, string Expected)[] Pragmas =
    [
        ("journal_mode", "WAL", "wal"),
        ("synchronous", "FULL", "2"),
        ("foreign_keys", "ON", "1"),
        ("trusted_schema", "OFF", "0"),
        ("secure_delete", "ON", "1"),
    ];

    private static readonly CompareInfo Danish = CultureInfo.GetCultureInfo("da-DK").CompareInfo;

    private readonly WriteTurns _turns = new(capacity: 512, patience: TimeSpan.FromSeconds(15));
    private readonly SqliteStatements _writer;
    private readonly string _readOnly;
    private readonly ConcurrentBag<SqliteStatements> _idleReaders = [];
    private bool _isDisposed;

    /// <param name="connectionString">A connection string of Microsoft.Data.Sqlite; <c>Data Source</c> is the file.</param>
    public SqliteEngine(string connectionString)
    {
        var given = new SqliteConnectionStringBuilder(connectionString);
        DataSource = given.DataSource;
        _writer = new SqliteStatements(new SqliteConnectionStringBuilder(connectionString)
        {
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        _readOnly = new SqliteConnectionStringBuilder(connectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            // They are kept here, with their statements.
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString();
    }

    /// <summary>Raised with each connection that is handed out for reading. Used to measure what statements cost.</summary>
    internal event Action<SqliteConnection>? ReaderOpened;

    public string DataSource { get; }

    /// <summary>The file that a connection string names.</summary>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    public override string Name => "Sqlite";

    public override string ScriptSuffix => "sqlite";

    public override string CountTablesSql => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @Name";

    protected override string LongTextType => "TEXT";

    protected override string DanishCollation => Collation;

    protected override string TakeClause => "LIMIT @Take";

    public override async Task StartAsync(CancellationToken ct)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(DataSource)) is { Length: > 0 } folder)
            {
                System.IO.Directory.CreateDirectory(folder);
            }

            await _writer.OpenAsync(ct);
            Register(_writer);
            foreach (var (name, set, _) in Pragmas)
            {
                await ScalarAsync($"PRAGMA {name} = {set}", ct);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DatabaseSetupException($"ConnectionStrings:Portal: the SQLite file '{DataSource}' cannot be opened ({e.Message}).", e);
        }

        foreach (var (name, _, expected) in Pragmas)
        {
            var actual = await ScalarAsync($"PRAGMA {name}", ct);
            if (actual != expected)
            {
                throw new DatabaseSetupException(
                    $"ConnectionStrings:Portal: SQLite reports {name} = {actual} where {expected} is needed; put the file on a local disk.");
            }
        }
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken ct)
    {
        if (!_idleReaders.TryTake(out var connection))
        {
            connection = new SqliteStatements(_readOnly, KeepReader);
            await connection.OpenAsync(ct);
            Register(connection);
        }

        ReaderOpened?.Invoke(connection);
        return connection;
    }

    public override async Task<WriteLease> BeginWriteAsync(CancellationToken ct)
    {
        await _turns.EnterAsync(ct);
        try
        {
            // Not deferred: a deferred transaction that reads first and then writes fails only after the whole command timeout.
            var transaction = _writer.BeginTransaction(deferred: false);
            return new WriteLease(_writer, transaction, () =>
            {
                _turns.Release();
                return ValueTask.CompletedTask;
            });
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    /// <summary>Nothing to do: an immediate transaction is the lock, across processes too.</summary>
    public override Task LockForMigrationAsync(WriteLease lease, CancellationToken ct) => Task.CompletedTask;

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _isDisposed = true;
        while (_idleReaders.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
    }

    private bool KeepReader(SqliteStatements reader)
    {
        if (_isDisposed || reader.State != ConnectionState.Open || _idleReaders.Count >= MostIdleReaders)
        {
            return false;
        }

        _idleReaders.Add(reader);
        return true;
    }

    private static void Register(SqliteConnection connection) =>
        connection.CreateCollation(Collation, static (a, b) => Danish.Compare(a, b, CompareOptions.IgnoreCase));

    private async Task<string?> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var command = _writer.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}
