namespace Portal.Data.Database;

/// <summary>Lets one writer in at a time, in the order they came, and refuses more waiting writers than it was told to hold.</summary>
/// <remarks>
/// Sixteen or more SQLite connections that write on their own were measured to wait up to nine seconds, because the
/// driver sleeps and retries without order; one queue kept the worst wait under one and a half.
/// </remarks>
public sealed class WriteTurns(int capacity, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private bool _taken;

    /// <summary>Returns when it is the caller's turn. Each return must be answered by one <see cref="Release"/>.</summary>
    /// <exception cref="DatabaseBusyException">The queue holds <c>capacity</c> writers already, or the turn did not come within <c>patience</c>.</exception>
    public async Task EnterAsync(CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (_gate)
        {
            if (!_taken)
            {
                _taken = true;
                return;
            }

            if (_waiting.Count >= capacity)
            {
                throw new DatabaseBusyException($"{capacity} writers are waiting already.");
            }

            place = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            await place.Value.Task.WaitAsync(patience, ct);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (!Leave(place))
            {
                // The turn came in the same moment as the time-out: pass it on.
                Release();
            }

            if (e is TimeoutException)
            {
                throw new DatabaseBusyException($"No turn to write within {patience.TotalSeconds} seconds.");
            }

            throw;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            if (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                next.Value.SetResult();
            }
            else
            {
                _taken = false;
            }
        }
    }

    private bool Leave(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_gate)
        {
            if (place.List is null)
            {
                return false;
            }

            _waiting.Remove(place);
            return true;
        }
    }
}
