namespace Portal.Tests.Support;

/// <summary>How long a test waits for what must come. Only a net under a test that would hang: no result may hang on it, however slow the machine.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Returns as soon as something is so.</summary>
    /// <exception cref="TimeoutException">It has not become so within <see cref="Limit"/>.</exception>
    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> isSoAsync)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSoAsync())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"What the test waits for has not come within {Limit}.");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
