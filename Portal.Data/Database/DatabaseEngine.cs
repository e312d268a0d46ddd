using System.Collections.Concurrent;
using System.Data.Common;

namespace Portal.Data.Database;

/// <summary>Everything in which the two database engines differ; nothing outside the two subclasses asks which engine runs.</summary>
public abstract class DatabaseEngine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _translated = new();

    /// <summary>Raised with the SQL text of each statement just before it is sent. Used to count statements; never carries parameter values.</summary>
    public event Action<string>? StatementExecuting;

    /// <summary>The value of the setting <c>Database:Engine</c> that chooses this engine.</summary>
    public abstract string Name { get; }

    /// <summary>Column type for text of any length; stands for <c>{text}</c>.</summary>
    protected abstract string LongTextType { get; }

    /// <summary>Collation with the order of the Danish alphabet; stands for <c>{danish}</c>.</summary>
    protected abstract string DanishCollation { get; }

    /// <summary>Clause after ORDER BY that takes the first <c>@Take</c> rows; stands for <c>{take}</c>.</summary>
    protected abstract string TakeClause { get; }

    /// <summary>Makes the engine ready and checks what it promises.</summary>
    /// <exception cref="DatabaseSetupException">The database cannot be opened, or does not hold what was asked of it.</exception>
    public abstract Task StartAsync(CancellationToken ct);

    /// <summary>A connection for reading, to be disposed by the caller.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken ct);

    /// <summary>Waits for its turn to write and begins a transaction.</summary>
    /// <exception cref="DatabaseBusyException">Too many writers are waiting already, or the turn did not come in time.</exception>
    public abstract Task<WriteLease> BeginWriteAsync(CancellationToken ct);

    /// <summary>Keeps every other process from migrating until the transaction of <paramref name="lease"/> ends.</summary>
    public abstract Task LockForMigrationAsync(WriteLease lease, CancellationToken ct);

    /// <summary>Whether the exception says that a unique index or primary key refused a row.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>The ending that a migration script has when it is for this engine alone: <c>sqlite</c> or <c>sqlserver</c>.</summary>
    public abstract string ScriptSuffix { get; }

    /// <summary>Counts the tables called <c>@Name</c>: 0 or 1.</summary>
    public abstract string CountTablesSql { get; }

    /// <summary>The statement as this engine wants it: <c>{text}</c>, <c>{danish}</c> and <c>{take}</c> filled in.</summary>
    public string Translate(string sql) => _translated.GetOrAdd(sql, text => text
        .Replace("{text}", LongTextType, StringComparison.Ordinal)
        .Replace("{danish}", DanishCollation, StringComparison.Ordinal)
        .Replace("{take}", TakeClause, StringComparison.Ordinal));

    internal void Announce(string sql) => StatementExecuting?.Invoke(sql);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The database cannot be used as it is set up. The message is one line that names the setting.</summary>
public sealed class DatabaseSetupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The queue of writers is full or too slow; nothing was written. The caller may try again.</summary>
public sealed class DatabaseBusyException(string message) : Exception(message);
