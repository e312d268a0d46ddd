using System.Data.Common;

namespace Portal.Data.Database;

/// <summary>The right to write: a connection with an open transaction. Disposing without <see cref="CommitAsync"/> rolls back.</summary>
public sealed class WriteLease(DbConnection connection, DbTransaction transaction, Func<ValueTask> release) : IAsyncDisposable
{
    private bool _ended;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public async Task CommitAsync(CancellationToken ct)
    {
        await transaction.CommitAsync(ct);
        _ended = true;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // What the server has ended itself, as it does to the victim of a deadlock, has no connection any more; to roll it back would hide why.
            if (!_ended && transaction.Connection is not null)
            {
                await transaction.RollbackAsync();
            }

            await transaction.DisposeAsync();
        }
        finally
        {
            await release();
        }
    }
}
