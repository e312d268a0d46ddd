using Microsoft.Data.Sqlite;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class SqliteEngineTests
{
    private const int ReadOnlyDatabase = 8;
    private const int ForeignKeyViolation = 787;

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_database_without_the_promised_journal_does_not_start()
    {
        await using var engine = new SqliteEngine("Data Source=:memory:");

        var refused = await Assert.ThrowsAsync<DatabaseSetupException>(() => engine.StartAsync(Ct));

        Assert.StartsWith("ConnectionStrings:Portal: SQLite reports journal_mode = memory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_does_not_start()
    {
        await using var engine = new SqliteEngine("Data Source=/dev/null/portal.db");

        var refused = await Assert.ThrowsAsync<DatabaseSetupException>(() => engine.StartAsync(Ct));

        Assert.StartsWith("ConnectionStrings:Portal:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_connection_cannot_write()
    {
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var engine = await database.StartEngineAsync();
        await using var connection = await engine.OpenReaderAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM People";

        var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(Ct));

        Assert.Equal(ReadOnlyDatabase, refused.SqliteErrorCode);
    }

    [Fact]
    public async Task A_row_cannot_refer_to_what_does_not_exist()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);

        var refused = await Assert.ThrowsAsync<SqliteException>(() => world.CitizenAsync(citizen => citizen with { ClinicId = Cast.Id(999) }));

        Assert.Equal(ForeignKeyViolation, refused.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task A_reader_sees_the_last_commit_while_somebody_writes()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await using var write = await world.Get<DatabaseEngine>().BeginWriteAsync(Ct);
        await using var command = write.Connection.CreateCommand();
        command.Transaction = write.Transaction;
        command.CommandText = "UPDATE People SET Name = 'X'";
        await command.ExecuteNonQueryAsync(Ct);

        // The writer goes on holding its lock: a reader that waited for it would wait in vain.
        await using var reader = new DbSession(world.Get<DatabaseEngine>());
        var names = await reader.QueryAsync<string>("SELECT Name FROM People", null, Ct);

        Assert.DoesNotContain("X", names);
    }

    [Fact]
    public async Task Two_processes_on_one_file_write_one_after_the_other()
    {
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var one = await database.StartEngineAsync();
        await using var two = await database.StartEngineAsync();
        var first = await one.BeginWriteAsync(Ct);

        var asks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = Task.Run(
            () =>
            {
                asks.SetResult();
                return two.BeginWriteAsync(Ct);
            },
            Ct);
        await asks.Task;
        await Task.Delay(100, Ct);
        var waited = !second.IsCompleted;
        await first.DisposeAsync();

        Assert.True(waited);
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_statement_that_was_kept_gives_what_is_there_now_for_the_values_of_now()
    {
        const string List = "SELECT * FROM Things WHERE Name IN @Names ORDER BY Name";
        const string Insert = "INSERT INTO Things (Name) VALUES (@Name)";
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var engine = await database.StartEngineAsync();
        await WriteAsync("CREATE TABLE Things (Name TEXT NOT NULL PRIMARY KEY)", null);
        Assert.True(await WriteAsync(Insert, "a"));

        var one = await ReadAsync("a", "b");
        var refused = await WriteAsync(Insert, "a");
        Assert.True(await WriteAsync(Insert, "b"));
        var two = await ReadAsync("a", "b");
        var other = await ReadAsync("x", "b");
        await WriteAsync("ALTER TABLE Things ADD COLUMN Size int NOT NULL DEFAULT 5", null);
        var wider = await ReadAsync("b", "a");

        Assert.False(refused);
        Assert.Equal([["a"]], one);
        Assert.Equal([["a"], ["b"]], two);
        Assert.Equal([["b"]], other);
        Assert.Equal([["a", 5L], ["b", 5L]], wider);

        async Task<bool> WriteAsync(string sql, string? name)
        {
            await using var session = new DbSession(engine);
            await using var transaction = await session.BeginAsync(Ct);
            var isWritten = name is null ? await session.ExecuteAsync(sql, null, Ct) >= 0 : await session.TryInsertAsync(sql, new { Name = name }, Ct);
            if (isWritten)
            {
                await transaction.CommitAsync(Ct);
            }

            return isWritten;
        }

        async Task<IEnumerable<IEnumerable<object?>>> ReadAsync(params string[] names)
        {
            await using var session = new DbSession(engine);
            return (await session.QueryAsync<dynamic>(List, new { Names = names }, Ct)).Select(row => (IEnumerable<object?>)((IDictionary<string, object?>)row).Values);
        }
    }

    [Fact]
    public async Task A_reading_connection_that_was_given_back_is_used_again_and_not_by_two_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var engine = await database.StartEngineAsync();

        var first = await engine.OpenReaderAsync(Ct);
        await using var second = await engine.OpenReaderAsync(Ct);
        await first.DisposeAsync();
        await using var third = await engine.OpenReaderAsync(Ct);

        Assert.NotSame(first, second);
        Assert.Same(first, third);
    }
}
