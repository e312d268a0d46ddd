using Portal.Data.Database;

namespace Portal.Data.Outbox;

/// <summary>Gives out mails to be sent, each to one process at a time, and writes down what became of them.</summary>
/// <remarks>What stands in <c>OutboxMails.Detail</c> is why a mail was not sent, in one word: never an address or a text.</remarks>
public sealed class OutboxService(DbSession db, OutboxRepository outbox)
{
    /// <summary>Replaced by a later one before it was sent.</summary>
    public const string Replaced = "replaced";

    /// <summary>Waited longer than <see cref="OutboxRules.Longest"/>.</summary>
    public const string TooOld = "too-old";

    /// <summary>What it tells was over before it was sent.</summary>
    public const string Over = "over";

    /// <summary>The person has no address, or no access any more.</summary>
    public const string NoAddress = "no-address";

    private const int Batch = 20;

    /// <summary>Gives the next mail that is due to this process. It must be sent or given back within <see cref="OutboxRules.Claimed"/>.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>Null when nothing is due.</returns>
    public async Task<OutboxMail?> ClaimNextAsync(DateTime now, CancellationToken ct)
    {
        while (true)
        {
            var batch = await outbox.ListDueAsync(now, Batch, ct);
            foreach (var due in batch)
            {
                if (await ClaimAsync(due, now, ct) is { } mail)
                {
                    return mail;
                }
            }

            if (batch.Count < Batch)
            {
                return null;
            }
        }
    }

    /// <summary>The mail has been taken over by the mail server.</summary>
    public Task SetSentAsync(OutboxMail mail, DateTime at, CancellationToken ct) => WriteAsync(() => outbox.SetSentAsync(mail, at, ct), ct);

    /// <summary>The mail could not be sent; it is tried again later, and given up after some times.</summary>
    /// <param name="problem">Why, in one word.</param>
    /// <param name="isFinal">Whether another try would end the same.</param>
    public Task SetFailedAsync(OutboxMail mail, string problem, bool isFinal, DateTime at, CancellationToken ct) => WriteAsync(
        () => !isFinal && OutboxRules.PauseAfter(mail.Attempts) is { } pause
            ? outbox.SetDueAsync(mail, at + pause, problem, ct)
            : outbox.SetFailedAsync(mail, problem, at, ct),
        ct);

    /// <summary>Gives up what has waited too long, whether anything can be sent here or not.</summary>
    /// <param name="now">UTC.</param>
    public Task FailOldAsync(DateTime now, CancellationToken ct) => WriteAsync(() => outbox.FailOldAsync(TooOld, now, ct), ct);

    /// <returns>Null when somebody else was first, or there is nothing to send any more.</returns>
    private async Task<OutboxMail?> ClaimAsync(DueMail due, DateTime now, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (!await outbox.ClaimAsync(due, now, ct) || await outbox.FindAsync(due.Id, ct) is not { } mail)
        {
            return null;
        }

        var reason = string.IsNullOrEmpty(mail.Email) ? NoAddress
            : OutboxRules.IsOver(mail.Kind, mail.StartsAt, mail.PollDeadline, now) ? Over
            : mail.Attempts > OutboxRules.MostAttempts ? TooOld
            : null;
        if (reason is not null)
        {
            await outbox.SetFailedAsync(mail, reason, now, ct);
        }

        await transaction.CommitAsync(ct);
        return reason is null ? mail : null;
    }

    private async Task WriteAsync(Func<Task<int>> write, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await write();
        await transaction.CommitAsync(ct);
    }
}
