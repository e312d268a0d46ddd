using Dapper;
using Microsoft.Extensions.Logging;

namespace Portal.Data.Database;

/// <summary>Brings the database to the newest schema: each script once, in its own transaction, in order.</summary>
public sealed partial class Migrator(DatabaseEngine engine, TimeProvider clock, ILogger<Migrator> logger)
{
    private const string CreateHistorySql = """
        CREATE TABLE SchemaMigrations (
            Name varchar(100) NOT NULL CONSTRAINT PK_SchemaMigrations PRIMARY KEY,
            Checksum char(64) NOT NULL,
            AppliedAt datetime2(3) NOT NULL
        )
        """;

    private const string ListAppliedSql = "SELECT Name, Checksum FROM SchemaMigrations ORDER BY Name";

    private const string InsertAppliedSql = """
        INSERT INTO SchemaMigrations (Name, Checksum, AppliedAt)
        VALUES (@Name, @Checksum, @AppliedAt)
        """;

    public Task MigrateAsync(CancellationToken ct) => MigrateAsync(Migration.Embedded(engine.ScriptSuffix), ct);

    /// <exception cref="MigrationException">An applied script has changed since, or the database knows scripts that this version does not.</exception>
    public async Task MigrateAsync(IReadOnlyList<Migration> scripts, CancellationToken ct)
    {
        await EnsureHistoryAsync(ct);
        foreach (var script in scripts)
        {
            // The lock and the look are in the transaction of the script: of two processes that start at once, the second sees it applied.
            await using var write = await engine.BeginWriteAsync(ct);
            await engine.LockForMigrationAsync(write, ct);
            var applied = (await write.Connection.QueryAsync<AppliedMigration>(
                new CommandDefinition(ListAppliedSql, null, write.Transaction, cancellationToken: ct))).ToDictionary(a => a.Name, a => a.Checksum);
            Check(applied, scripts);
            if (applied.ContainsKey(script.Name))
            {
                continue;
            }

            await write.Connection.ExecuteAsync(new CommandDefinition(engine.Translate(script.Sql), null, write.Transaction, cancellationToken: ct));
            await write.Connection.ExecuteAsync(new CommandDefinition(
                InsertAppliedSql,
                new { script.Name, script.Checksum, AppliedAt = clock.GetUtcNow().UtcDateTime },
                write.Transaction,
                cancellationToken: ct));
            await write.CommitAsync(ct);
            LogApplied(logger, script.Name);
        }
    }

    private static void Check(Dictionary<string, string> applied, IReadOnlyList<Migration> scripts)
    {
        foreach (var (name, checksum) in applied)
        {
            var script = scripts.FirstOrDefault(s => s.Name == name)
                ?? throw new MigrationException($"The database has the migration '{name}', which this version does not know: it was made by a newer version.");
            if (script.Checksum != checksum)
            {
                throw new MigrationException($"The migration '{name}' was changed after it was applied; write a new script instead.");
            }
        }
    }

    private async Task EnsureHistoryAsync(CancellationToken ct)
    {
        await using var write = await engine.BeginWriteAsync(ct);
        await engine.LockForMigrationAsync(write, ct);
        var exists = await write.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
            engine.CountTablesSql, new { Name = "SchemaMigrations" }, write.Transaction, cancellationToken: ct));
        if (exists == 0)
        {
            await write.Connection.ExecuteAsync(new CommandDefinition(CreateHistorySql, null, write.Transaction, cancellationToken: ct));
            await write.CommitAsync(ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private static partial void LogApplied(ILogger logger, string name);

    private sealed record AppliedMigration
    {
        public required string Name { get; init; }

        public required string Checksum { get; init; }
    }
}

/// <summary>The database and this version do not fit together; the message names the script.</summary>
public sealed class MigrationException(string message) : Exception(message);
