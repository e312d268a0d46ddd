using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Database;

/// <summary>A connection that keeps its statements prepared. SQLite takes ten times as long to read a statement of a page as to carry it out.</summary>
/// <param name="keep">Takes the connection over when its user disposes it; false for it to be closed. Null for a connection that nobody takes over.</param>
internal sealed class SqliteStatements(string connectionString, Func<SqliteStatements, bool>? keep = null) : SqliteConnection(connectionString)
{
    // Lists of different lengths are different statements; when there are too many, it begins anew.
    private const int Most = 300;

    private readonly Dictionary<string, SqliteCommand> _idle = [];

    /// <summary>A statement that nobody uses at this moment, prepared if it was used before.</summary>
    public SqliteCommand Take(string sql)
    {
        if (_idle.Remove(sql, out var statement))
        {
            return statement;
        }

        statement = CreateCommand();
        Write(statement, sql);
        return statement;
    }

    /// <summary>Keeps a statement for the next one who needs it.</summary>
    public void Return(SqliteCommand statement)
    {
        statement.Parameters.Clear();
        statement.Transaction = null;
        if (State != ConnectionState.Open || !_idle.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
        }
        else if (_idle.Count > Most)
        {
            Forget();
        }
    }

    protected override DbCommand CreateDbCommand() => new SqliteStatement(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing && keep?.Invoke(this) == true)
        {
            return;
        }

        Forget();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var statement in _idle.Values)
        {
            statement.Dispose();
        }

        _idle.Clear();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The texts are the constants of the repositories; values are parameters.")]
    private static void Write(SqliteCommand statement, string sql) => statement.CommandText = sql;
}

/// <summary>A command as Dapper fills it in; it is carried out by the connection's prepared statement of the same text.</summary>
internal sealed class SqliteStatement(SqliteStatements connection) : DbCommand
{
    // Holds the parameters until the statement is known; never carried out itself.
    private readonly SqliteCommand _given = new();
    private SqliteCommand? _statement;
    private SqliteDataReader? _reader;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A statement stays with its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => _given.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    // As the driver's own command: what runs, runs to its end.
    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Execute(statement => statement.ExecuteNonQuery());

    public override object? ExecuteScalar() => Execute(statement => statement.ExecuteScalar());

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteNonQuery());
    }

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteScalar());
    }

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => _reader = Execute(statement => statement.ExecuteReader(behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteDbDataReader(behavior));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _given.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Execute<T>(Func<SqliteCommand, T> act)
    {
        GiveBack();
        var statement = connection.Take(CommandText);
        try
        {
            statement.CommandTimeout = CommandTimeout;
            statement.Transaction = (SqliteTransaction?)DbTransaction;
            foreach (SqliteParameter parameter in _given.Parameters)
            {
                statement.Parameters.Add(parameter);
            }

            var result = act(statement);
            _statement = statement;
            return result;
        }
        catch
        {
            // Whatever state it is in, nobody uses it again.
            statement.Dispose();
            throw;
        }
    }

    private void GiveBack()
    {
        _reader?.Dispose();
        _reader = null;
        if (_statement is { } statement)
        {
            _statement = null;
            connection.Return(statement);
        }
    }
}
