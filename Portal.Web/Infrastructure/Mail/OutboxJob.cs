using Portal.Data.Outbox;

namespace Portal.Web.Infrastructure.Mail;

/// <summary>Sends at regular intervals the mails that wait. Each process may run it: a mail is given to one of them at a time.</summary>
public sealed class OutboxJob(IServiceScopeFactory scopes, MailSender sender, PortalSettings settings, TimeProvider clock, ILogger<OutboxJob> logger)
    : PeriodicJob(settings.MailEvery, clock)
{
    /// <summary>Sends what is due. What goes wrong is logged and left to the next time: nothing may end the job.</summary>
    internal override async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<OutboxService>();
            await outbox.FailOldAsync(Now, ct);
            if (sender.CanSend)
            {
                await SendAsync(outbox, ct);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.MailsFailed(logger, e);
        }
    }

    private async Task SendAsync(OutboxService outbox, CancellationToken ct)
    {
        while (await outbox.ClaimNextAsync(Now, ct) is { } mail)
        {
            var (result, problem) = await sender.SendAsync(mail, ct);
            if (result == MailResult.Sent)
            {
                // It has left: that is written down even when the process is asked to end.
                await outbox.SetSentAsync(mail, Now, CancellationToken.None);
                continue;
            }

            Log.MailFailed(logger, mail.Id, problem, mail.Attempts);
            await outbox.SetFailedAsync(mail, problem, isFinal: result == MailResult.Never, Now, CancellationToken.None);
            if (result == MailResult.NoServer)
            {
                return;
            }
        }
    }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;
}
