namespace Portal.Web.Infrastructure;

/// <summary>Something that is looked after at regular intervals, for as long as the process runs.</summary>
/// <param name="pause">Between two looks; null for never.</param>
public abstract class PeriodicJob(TimeSpan? pause, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (pause is not { } period)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, Clock);
        do
        {
            await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once. What goes wrong is logged and left to the next time: nothing may end the job.</summary>
    internal abstract Task RunAsync(CancellationToken ct);
}
