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
}
