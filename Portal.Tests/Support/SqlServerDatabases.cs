using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Database;

namespace Portal.Tests.Support;

/// <summary>The databases of a run on SQL Server: as many as tests run side by side, dropped at the end.</summary>
internal static partial class SqlServerDatabases
{
    private const int Attempts = 10;

    // What the migrations bring and no test changes.
    private static readonly string[] Kept = ["CertificateTypeVersions"];

    private static readonly ConcurrentBag<string> Free = [];
    private static readonly ConcurrentDictionary<string, bool> Made = new();
    private static readonly SemaphoreSlim Gate = new(1);

    /// <returns>Connection string of a furnished database that nobody else uses.</returns>
    public static async Task<string> RentAsync()
    {
        if (Free.TryTake(out var connectionString))
        {
            return connectionString;
        }

        connectionString = await MakeAsync();
        await TestDatabase.FurnishAsync(TestEngine.SqlServer, connectionString);
        return connectionString;
    }

    public static async Task GiveBackAsync(string connectionString)
    {
        await using (var services = TestServices.Build(TestDatabase.NewEngine(TestEngine.SqlServer, connectionString), new TestClock()))
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DbSession>();
            await using (var transaction = await db.BeginAsync(CancellationToken.None))
            {
                // A version that a test has made of a type goes, too.
                var statements = TablesFromLastToFirst().Except(Kept).Select(table => $"DELETE FROM {table}")
                    .Append("DELETE FROM CertificateTypeVersions WHERE VersionNumber > 1");
                await db.ExecuteAsync(string.Join(";\n", statements), null, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }

            await Cast.EnterAsync(scope.ServiceProvider);
        }

        Free.Add(connectionString);
    }

    /// <summary>Makes an empty database.</summary>
    public static async Task<string> MakeAsync()
    {
        var name = $"PortalTests_{Guid.NewGuid():n}";
        await OnServerAsync($"CREATE DATABASE {name}");
        try
        {
            await OnServerAsync($"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON", attempts: 1);
        }
        catch (SqlException)
        {
            // Not every server that speaks the protocol has the setting; no test depends on it.
        }

        var connectionString = new SqlConnectionStringBuilder(Engines.SqlServer) { InitialCatalog = name }.ToString();
        Made[connectionString] = true;
        return connectionString;
    }

    public static async Task DropAsync(string connectionString)
    {
        using (var connection = new SqlConnection(connectionString))
        {
            SqlConnection.ClearPool(connection);
        }

        await OnServerAsync($"DROP DATABASE {new SqlConnectionStringBuilder(connectionString).InitialCatalog}");
        Made.TryRemove(connectionString, out _);
    }

    public static async Task DropAllAsync()
    {
        foreach (var connectionString in Made.Keys)
        {
            await DropAsync(connectionString);
        }
    }

    /// <summary>Tables in the order in which rows can be deleted: the migrations create what is referred to first. What one drops again is gone.</summary>
    private static IEnumerable<string> TablesFromLastToFirst()
    {
        var scripts = Migration.Embedded("sqlserver");
        return Named(CreatedTable()).Except(Named(DroppedTable())).Reverse();

        IEnumerable<string> Named(Regex statement) => scripts.SelectMany(script => statement.Matches(script.Sql)).Select(match => match.Groups[1].Value);
    }

    // Taking turns and trying again: two runs may make databases on one server at once, and a pooled session may linger for a moment.
    private static async Task OnServerAsync(string sql, int attempts = Attempts)
    {
        await Gate.WaitAsync();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = new SqlConnection(new SqlConnectionStringBuilder(Engines.SqlServer) { InitialCatalog = "master" }.ToString());
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    await command.ExecuteNonQueryAsync();
                    return;
                }
                catch (SqlException) when (attempt < attempts)
                {
                    await Task.Delay(attempt * 50);
                }
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    [GeneratedRegex(@"^CREATE TABLE (\w+)", RegexOptions.Multiline)]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"^DROP TABLE (\w+)", RegexOptions.Multiline)]
    private static partial Regex DroppedTable();
}
