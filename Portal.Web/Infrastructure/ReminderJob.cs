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
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = Clock.GetUtcNow().UtcDateTime;
            await scope.ServiceProvider.GetRequiredService<ReminderService>().FireDueAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<ReassessmentService>().FireDueAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<RequestReceivers>().FailUndeliverableAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<AttachmentService>().DeleteLeftBehindAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<ClaimService>().LapseDueAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<PollService>().CloseDueAsync(now, ct);
            await scope.ServiceProvider.GetRequiredService<OverdueSeminars>().CloseOverdueAsync(now, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.RemindersFailed(logger, e);
        }
    }
}
