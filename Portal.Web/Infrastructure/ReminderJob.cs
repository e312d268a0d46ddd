using Portal.Data.Certificates.Reminders;

namespace Portal.Web.Infrastructure;

/// <summary>Looks at regular intervals for reminders that have fallen due. Each process may run it: the rows themselves see to it that each rung fires once.</summary>
public sealed class ReminderJob(IServiceScopeFactory scopes, PortalSettings settings, TimeProvider clock, ILogger<ReminderJob> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.ReminderEvery is not { } pause)
        {
            return;
        }

        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once. What goes wrong is logged and left to the next time: nothing may end the job.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReminderService>().FireDueAsync(clock.GetUtcNow().UtcDateTime, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.RemindersFailed(logger, e);
        }
    }
}
