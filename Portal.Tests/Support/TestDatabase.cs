using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Database;

[assembly: AssemblyFixture(typeof(Portal.Tests.Support.TestDatabases))]

namespace Portal.Tests.Support;

/// <summary>A database of its own for one test.</summary>
/// <remarks>
/// SQLite: a copy of a file that is migrated once per run. SQL Server: a few databases are made per run and emptied between
/// tests, since making one takes longer than most tests.
/// </remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _giveBack;

    private TestDatabase(TestEngine kind, string connectionString, Func<Task> giveBack)
    {
        Kind = kind;
        ConnectionString = connectionString;
        _giveBack = giveBack;
    }

    public TestEngine Kind { get; }

    public string ConnectionString { get; }

    /// <summary>A database with the schema, the reference data and the people of <see cref="Cast"/>.</summary>
    public static async Task<TestDatabase> CreateAsync(TestEngine kind)
    {
        if (kind == TestEngine.SqlServer)
        {
            var lease = await SqlServerDatabases.RentAsync();
            return new TestDatabase(kind, lease, () => SqlServerDatabases.GiveBackAsync(lease));
        }

        var file = SqliteFiles.NewName();
        File.Copy(await SqliteFiles.Template.Value, file);
        return new TestDatabase(kind, SqliteFiles.ConnectionString(file), () => SqliteFiles.Delete(file));
    }

    /// <summary>A database with nothing in it.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(TestEngine kind)
    {
        if (kind == TestEngine.SqlServer)
        {
            var connectionString = await SqlServerDatabases.MakeAsync();
            return new TestDatabase(kind, connectionString, () => SqlServerDatabases.DropAsync(connectionString));
        }

        var file = SqliteFiles.NewName();
        return new TestDatabase(kind, SqliteFiles.ConnectionString(file), () => SqliteFiles.Delete(file));
    }

    /// <summary>An engine on this database, not yet started; each one stands for a process of its own.</summary>
    public DatabaseEngine NewEngine() => NewEngine(Kind, ConnectionString);

    public async Task<DatabaseEngine> StartEngineAsync()
    {
        var engine = NewEngine();
        await engine.StartAsync(CancellationToken.None);
        return engine;
    }

    public async ValueTask DisposeAsync() => await _giveBack();

    internal static DatabaseEngine NewEngine(TestEngine kind, string connectionString) => kind switch
    {
        TestEngine.Sqlite => new SqliteEngine(connectionString),
        TestEngine.SqlServer => new SqlServerEngine(connectionString, Engines.Collation ?? SqlServerEngine.DefaultDanishCollation),
    };

    /// <summary>Brings an empty database to where tests begin.</summary>
    internal static async Task FurnishAsync(TestEngine kind, string connectionString)
    {
        await using var services = TestServices.Build(NewEngine(kind, connectionString), new TestClock());
        await PortalData.PrepareAsync(services, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        await Cast.EnterAsync(scope.ServiceProvider);
    }
}

/// <summary>Cleans up when the run is over.</summary>
public sealed class TestDatabases : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await SqlServerDatabases.DropAllAsync();
        SqliteFiles.DeleteAll();
    }
}

internal static class SqliteFiles
{
    /// <summary>Of this run alone, and gone after it.</summary>
    public static string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("portal-tests-").FullName;

    public static Lazy<Task<string>> Template { get; } = new(async () =>
    {
        var file = NewName();
        await TestDatabase.FurnishAsync(TestEngine.Sqlite, ConnectionString(file));
        return file;
    });

    public static string NewName() => Path.Combine(Folder, $"{Guid.NewGuid():n}.db");

    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    public static Task Delete(string file)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + ending);
        }

        return Task.CompletedTask;
    }

    public static void DeleteAll() => System.IO.Directory.Delete(Folder, recursive: true);
}
