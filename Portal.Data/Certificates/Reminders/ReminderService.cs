using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates.Reminders;

/// <summary>Fires what has fallen due, and settles what a caseworker decides about it. A reminder is never reminded of.</summary>
public sealed class ReminderService(
    DbSession db, ReminderRepository reminders, CertificateRepository certificates, CertificateTypes types, CommandLog commands, AuditLog audit)
{
    private const int Batch = 50;

    /// <summary>Fires every rung that has fallen, each once however many processes do so at the same time.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>How many fired.</returns>
    /// <exception cref="AggregateException">Some could not be fired; the others were, and these will be when it is called again.</exception>
    public async Task<int> FireDueAsync(DateTime now, CancellationToken ct)
    {
        var failures = new List<Exception>();
        var fired = 0;
        DueRung? last = null;
        while (true)
        {
            var batch = await reminders.ListDueAsync(now, last, Batch, ct);
            foreach (var due in batch)
            {
                try
                {
                    fired += await FireAsync(due, now, ct) ? 1 : 0;
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    failures.Add(e);
                }
            }

            if (batch.Count < Batch)
            {
                return failures.Count == 0 ? fired : throw new AggregateException($"{failures.Count} requests could not be looked at for their reminders.", failures);
            }

            last = batch[^1];
        }
    }

    /// <summary>Settles a task in one of the three ways, or reminds without one.</summary>
    /// <returns>Invalid names the day; Refused says why not now; ChangedByOther when the clinic answered or a colleague decided in the same instant.</returns>
    public async Task<Outcome> SettleAsync(Guid id, ReminderInput input, ActionContext by, CancellationToken ct)
    {
        var action = input.Way switch
        {
            ReminderWay.Sent => "certificate.remind",
            ReminderWay.Called => "certificate.call",
            ReminderWay.Left => "certificate.leave",
        };
        var content = PortalJson.Write(new { id, input.Way, input.UntilOn });
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, action, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (ReminderRules.WhyNot(certificate, input.Way, by) is { } reason)
        {
            // The first of two clicks may have been carried out between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, action, content, by, ct) ?? Outcome.Refused(reason);
        }

        if (input.Way == ReminderWay.Left && ReminderRules.CheckUntil(input.UntilOn, DanishTime.DayOf(by.At)) is { } error)
        {
            return Outcome.Invalid([error]);
        }

        var untilOn = input.Way == ReminderWay.Left ? input.UntilOn : null;
        if (!await reminders.SetSettledAsync(certificate, input, by, ct)
            || !await reminders.TryInsertAsync(id, null, Enum.Parse<ReminderKind>(input.Way.ToString()), by.At, by.PersonId, untilOn, ct)
            || !await commands.TryRememberAsync(input.CommandId, action, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, action, content, by, ct);
        }

        await audit.WriteAsync(by, action, "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, certificate.Version);
    }

    /// <returns>False when nothing fired: it was too late for it, the deadline has moved, or somebody else was first.</returns>
    internal async Task<bool> FireAsync(DueRung due, DateTime now, CancellationToken ct)
    {
        var by = ActionContext.System(now);
        var ladder = (await types.GetVersionAsync(due.TypeVersionId, due.TypeSettingsId, ct)).Settings.Ladder;
        var step = ReminderLadder.StepAt(ladder, due.RungsFired, due.AnswerDueAt, due.Left, now);
        await using var transaction = await db.BeginAsync(ct);
        if (!await reminders.SetFiredAsync(due, step, now, ct))
        {
            return false;
        }

        foreach (var number in step.Passed)
        {
            if (!await reminders.TryInsertAsync(due.Id, number, ReminderKind.Passed, now, null, null, ct))
            {
                return false;
            }

            await audit.WriteAsync(by, "certificate.pass-rung", "Certificate", due.Id, due.CitizenId, $"rung {number}", ct);
        }

        if (step is { Kind: { } kind, Number: { } fires })
        {
            if (!await reminders.TryInsertAsync(due.Id, fires, kind == RungKind.Task ? ReminderKind.Task : ReminderKind.Remind, now, null, null, ct))
            {
                return false;
            }

            await audit.WriteAsync(by, kind == RungKind.Task ? "certificate.reminder-task" : "certificate.remind", "Certificate", due.Id, due.CitizenId, $"rung {fires}", ct);
        }

        await transaction.CommitAsync(ct);
        return step.Kind is not null;
    }
}
