using System.Data.Common;
using Dapper;

namespace Portal.Data.Database;

/// <summary>One connection and at most one transaction for one request, hub call or job. Not for use by two threads at once.</summary>
/// <remarks>Repositories take the session and never a transaction, so none can be forgotten: while a transaction is open, everything runs in it.</remarks>
public sealed class DbSession(DatabaseEngine engine) : IAsyncDisposable
{
    private DbConnection? _reader;
    private WriteLease? _write;

    /// <summary>Begins a transaction; dispose the scope to roll back what was not committed.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open already.</exception>
    /// <exception cref="DatabaseBusyException">Too many writers are waiting.</exception>
    public async Task<TransactionScope> BeginAsync(CancellationToken ct)
    {
        if (_write is not null)
        {
            throw new InvalidOperationException("A transaction is open already; one use case has one transaction.");
        }

        _write = await engine.BeginWriteAsync(ct);
        return new TransactionScope(this);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        [.. await (await ConnectionAsync(ct)).QueryAsync<T>(Command(sql, parameters, ct))];

    /// <returns>The only row, or null when there is none.</returns>
    /// <exception cref="InvalidOperationException">There is more than one row.</exception>
    public async Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        await (await ConnectionAsync(ct)).QuerySingleOrDefaultAsync<T>(Command(sql, parameters, ct));

    /// <returns>How many rows were touched.</returns>
    /// <exception cref="InvalidOperationException">No transaction is open: nothing is written outside one.</exception>
    public async Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct)
    {
        if (_write is null)
        {
            throw new InvalidOperationException("A write needs a transaction: begin one first, so that its audit row stands or falls with it.");
        }

        return await _write.Connection.ExecuteAsync(Command(sql, parameters, ct));
    }

    /// <returns>False when a unique index refused the row; the transaction is then only good for rolling back.</returns>
    public async Task<bool> TryInsertAsync(string sql, object parameters, CancellationToken ct)
    {
        try
        {
            return await ExecuteAsync(sql, parameters, ct) == 1;
        }
        catch (DbException e) when (engine.IsUniqueViolation(e))
        {
            return false;
        }
    }

    /// <summary>Whether the error is a unique index refusing a row; the transaction is then only good for rolling back.</summary>
    public bool IsUniqueViolation(DbException e) => engine.IsUniqueViolation(e);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
            _reader = null;
        }
    }

    private async Task<DbConnection> ConnectionAsync(CancellationToken ct) =>
        _write?.Connection ?? (_reader ??= await engine.OpenReaderAsync(ct));

    private CommandDefinition Command(string sql, object? parameters, CancellationToken ct)
    {
        engine.Announce(sql);
        return new CommandDefinition(engine.Translate(sql), parameters, _write?.Transaction, cancellationToken: ct);
    }

    private async ValueTask EndAsync()
    {
        if (_write is { } write)
        {
            _write = null;
            await write.DisposeAsync();
        }
    }

    /// <summary>An open transaction of the session.</summary>
    public sealed class TransactionScope(DbSession session) : IAsyncDisposable
    {
        public async Task CommitAsync(CancellationToken ct)
        {
            await (session._write ?? throw new InvalidOperationException("The transaction has ended.")).CommitAsync(ct);
            await session.EndAsync();
        }

        public ValueTask DisposeAsync() => session.EndAsync();
    }
}
