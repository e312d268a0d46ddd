using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class WriteTurnsTests
{
    private static readonly TimeSpan Long = Patience.Limit;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Writers_come_in_the_order_in_which_they_asked()
    {
        var turns = new WriteTurns(capacity: 50, Long);
        await turns.EnterAsync(Ct);
        var waiting = Enumerable.Range(0, 50).Select(_ => turns.EnterAsync(Ct)).ToList();

        for (var next = 0; next < waiting.Count; next++)
        {
            turns.Release();
            await waiting[next];
            Assert.All(waiting.Skip(next + 1), later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task A_writer_beyond_the_capacity_is_refused_at_once()
    {
        var turns = new WriteTurns(capacity: 2, Long);
        await turns.EnterAsync(Ct);
        var waiting = (Task[])[turns.EnterAsync(Ct), turns.EnterAsync(Ct)];

        await Assert.ThrowsAsync<DatabaseBusyException>(() => turns.EnterAsync(Ct));

        turns.Release();
        await waiting[0];
        turns.Release();
        await waiting[1];
    }

    [Fact]
    public async Task A_writer_whose_patience_ends_gives_its_place_back()
    {
        var turns = new WriteTurns(capacity: 1, Short);
        await turns.EnterAsync(Ct);
        await Assert.ThrowsAsync<DatabaseBusyException>(() => turns.EnterAsync(Ct));

        // Nobody waits any more, so the turn is free at once: it was not kept for who has gone.
        turns.Release();

        Assert.True(turns.EnterAsync(Ct).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_writer_who_goes_away_gives_the_place_back()
    {
        var turns = new WriteTurns(capacity: 1, Long);
        await turns.EnterAsync(Ct);
        using var gone = new CancellationTokenSource();
        var leaving = turns.EnterAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        var next = turns.EnterAsync(Ct);
        turns.Release();

        await next;
    }

    [Fact]
    public async Task A_turn_that_comes_in_the_instant_of_going_away_is_passed_on()
    {
        var turns = new WriteTurns(capacity: 1, Long);
        await turns.EnterAsync(Ct);
        using var gone = new CancellationTokenSource();
        var thread = new HeldThread();
        var leaving = thread.Start(() => turns.EnterAsync(gone.Token));

        await gone.CancelAsync();
        turns.Release();
        thread.GoOn();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await turns.EnterAsync(Ct).WaitAsync(Long, Ct);
    }

    [Fact]
    public async Task No_turn_is_lost_or_given_twice_however_writers_come_and_go()
    {
        const int Writers = 2_000;
        var turns = new WriteTurns(capacity: Writers, TimeSpan.FromMilliseconds(5));
        var random = new Random(20261123);
        var inside = 0;
        var (most, served, gaveUp) = (0, 0, 0);
        var writers = Enumerable.Range(0, Writers).Select(_ => (Leaves: random.Next(3) == 0, After: random.Next(8), Works: random.Next(4) == 0)).ToList();

        await Task.WhenAll(writers.Select(writer => Task.Run(async () =>
        {
            using var gone = new CancellationTokenSource();
            if (writer.Leaves)
            {
                gone.CancelAfter(writer.After);
            }

            try
            {
                await turns.EnterAsync(gone.Token);
            }
            catch (Exception e) when (e is DatabaseBusyException or OperationCanceledException)
            {
                Interlocked.Increment(ref gaveUp);
                return;
            }

            most = Math.Max(most, Interlocked.Increment(ref inside));
            if (writer.Works)
            {
                await Task.Yield();
            }

            Interlocked.Decrement(ref inside);
            Interlocked.Increment(ref served);
            turns.Release();
        })));

        Assert.Equal((1, Writers), (most, served + gaveUp));
        await turns.EnterAsync(Ct);
    }

    /// <summary>A thread that does not go on behind an await until it is told to.</summary>
    private sealed class HeldThread : SynchronizationContext
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(SendOrPostCallback Continue, object? State)> _held = new();

        public Task Start(Func<Task> act)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return act();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public override void Post(SendOrPostCallback d, object? state) => _held.Enqueue((d, state));

        public void GoOn()
        {
            while (_held.TryDequeue(out var held))
            {
                held.Continue(held.State);
            }
        }
    }
}
