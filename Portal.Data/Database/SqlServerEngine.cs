using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Portal.Data.Database;

/// <summary>What a municipality runs. The server orders the writers; READ_COMMITTED_SNAPSHOT keeps readers out of their way.</summary>
/// <param name="connectionString">A connection string of Microsoft.Data.SqlClient.</param>
/// <param name="danishCollation">Name of the server's collation for Danish text.</param>
public sealed class SqlServerEngine(string connectionString, string danishCollation = SqlServerEngine.DefaultDanishCollation) : DatabaseEngine
{
    public const string DefaultDanishCollation = "Danish_Norwegian_CI_AS";

    private const int UniqueConstraint = 2627;
    private const int UniqueIndex = 2601;

    public override string Name => "SqlServer";

    public override string ScriptSuffix => "sqlserver";

    public override string CountTablesSql => "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = @Name";

    protected override string LongTextType => "nvarchar(max)";

    protected override string DanishCollation => danishCollation;

    protected override string TakeClause => "OFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY";

    public override async Task StartAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenReaderAsync(ct);
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException or ArgumentException)
        {
            throw new DatabaseSetupException($"ConnectionStrings:Portal: SQL Server cannot be reached ({e.Message}).", e);
        }
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<WriteLease> BeginWriteAsync(CancellationToken ct)
    {
        var connection = await OpenReaderAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            return new WriteLease(connection, transaction, connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task LockForMigrationAsync(WriteLease lease, CancellationToken ct)
    {
        await using var command = lease.Connection.CreateCommand();
        command.Transaction = lease.Transaction;
        command.CommandText = "sp_getapplock";
        command.CommandType = CommandType.StoredProcedure;
        command.Parameters.Add(new SqlParameter("@Resource", "Portal.Migrations"));
        command.Parameters.Add(new SqlParameter("@LockMode", "Exclusive"));
        command.Parameters.Add(new SqlParameter("@LockOwner", "Transaction"));
        command.Parameters.Add(new SqlParameter("@LockTimeout", 60_000));
        var result = new SqlParameter { Direction = ParameterDirection.ReturnValue, SqlDbType = SqlDbType.Int };
        command.Parameters.Add(result);
        await command.ExecuteNonQueryAsync(ct);
        if (result.Value is int and < 0)
        {
            throw new DatabaseBusyException("Another process has been migrating the database for more than a minute.");
        }
    }

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqlException { Number: UniqueConstraint or UniqueIndex };

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
