using Portal.Data.Attachments;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Seminars.Afterwards;
using Portal.Data.Seminars.Answers;
using Portal.Data.Seminars.Polls;

namespace Portal.Web.Infrastructure;

/// <summary>Looks at regular intervals for what has fallen due: reminders, re-assessments, requests that lie at a clinic which takes nothing any more, files that were uploaded to a thread and never sent, places at a meeting that were offered and not taken, polls whose deadline has passed, meetings that nobody has closed. Each process may run it: the rows themselves see to it that each rung fires once.</summary>
public sealed class ReminderJob(IServiceScopeFactory scopes, PortalSettings settings, TimeProvider clock, ILogger<ReminderJob> logger)
    : PeriodicJob(settings.ReminderEvery, clock)
{
    /// <summary>Looks once. What goes wrong is logged and left to the next time: nothing may end the job.</summary>
    internal override async Task RunAsync(CancellationToken ct)
    {
        await TryAsync<ReminderService>((service, now) => service.FireDueAsync(now, ct), ct);
        await TryAsync<ReassessmentService>((service, now) => service.FireDueAsync(now, ct), ct);
        await TryAsync<RequestReceivers>((service, now) => service.FailUndeliverableAsync(now, ct), ct);
        await TryAsync<AttachmentService>((service, now) => service.DeleteLeftBehindAsync(now, ct), ct);
        await TryAsync<ClaimService>((service, now) => service.LapseDueAsync(now, ct), ct);
        await TryAsync<PollService>((service, now) => service.CloseDueAsync(now, ct), ct);
        await TryAsync<OverdueSeminars>((service, now) => service.CloseOverdueAsync(now, ct), ct);
    }

    // Each for itself: what goes wrong in one must not keep the others from their work.
    private async Task TryAsync<TService>(Func<TService, DateTime, Task> look, CancellationToken ct)
        where TService : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await look(scope.ServiceProvider.GetRequiredService<TService>(), Clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.RemindersFailed(logger, e);
        }
    }
}
