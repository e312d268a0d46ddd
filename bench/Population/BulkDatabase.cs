using Microsoft.Data.Sqlite;

namespace Portal.Bench.Population;

/// <summary>Writes many rows into a migrated SQLite file that nobody else has open: past the portal, without its safety.</summary>
/// <remarks>The indexes are dropped first and made again at the end: sorting them once is several times faster than a million insertions.</remarks>
internal sealed class BulkDatabase : IDisposable
{
    private const int RowsPerTransaction = 50_000;

    private readonly SqliteConnection _connection;
    private readonly List<IDisposable> _tables = [];
    private readonly List<string> _indexes = [];
    private int _rows;

    public BulkDatabase(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = OFF");
        Execute("PRAGMA synchronous = OFF");
        Execute("PRAGMA cache_size = -524288");
        DropIndexes();
        Execute("BEGIN");
    }

    public BulkTable Table(string name, params string[] columns)
    {
        var table = new BulkTable(_connection, name, columns, CountRow);
        _tables.Add(table);
        return table;
    }

    /// <summary>Makes what was written a whole database again.</summary>
    public void Finish()
    {
        Execute("COMMIT");
        _tables.ForEach(table => table.Dispose());
        _indexes.ForEach(Execute);
    }

    public void Dispose() => _connection.Dispose();

    private void DropIndexes()
    {
        var names = new List<string>();
        using (var command = _connection.CreateCommand())
        {
            // Those without a text belong to a primary key and stay.
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
                _indexes.Add(reader.GetString(1));
            }
        }

        names.ForEach(name => Execute($"DROP INDEX {name}"));
    }

    private void CountRow()
    {
        if (++_rows % RowsPerTransaction == 0)
        {
            Execute("COMMIT");
            Execute("BEGIN");
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>One table, with its prepared insertion.</summary>
internal sealed class BulkTable : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly Action _inserted;

    public BulkTable(SqliteConnection connection, string name, IReadOnlyList<string> columns, Action inserted)
    {
        _inserted = inserted;
        _command = connection.CreateCommand();
        _command.CommandText = $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (var column in columns)
        {
            _command.Parameters.Add(new SqliteParameter("@" + column, null));
        }

        _command.Prepare();
    }

    /// <param name="values">In the order of the columns; ids, instants and days as the portal keeps them, enums as their names.</param>
    public void Insert(params ReadOnlySpan<object?> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _command.Parameters.Count, nameof(values));
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                Enum name => name.ToString(),
                var value => value,
            };
        }

        _command.ExecuteNonQuery();
        _inserted();
    }

    public void Dispose() => _command.Dispose();
}
