using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Answers;

/// <summary>Passes on places that were offered and not taken in time.</summary>
public sealed class ClaimService(
    DbSession db, SeminarLock meetings, RegistrationRepository registrations, WaitingLine line, SeminarNotices notices, AuditLog audit)
{
    /// <summary>Lets every claim window that has ended lapse, and offers each place to the next in line.</summary>
    /// <remarks>Several processes may do so at once: each waits for the meeting's row and then finds what the other has left.</remarks>
    /// <param name="now">UTC.</param>
    /// <returns>How many lapsed.</returns>
    /// <exception cref="AggregateException">Some meetings could not be looked at; the others were, and these will be when it is called again.</exception>
    public async Task<int> LapseDueAsync(DateTime now, CancellationToken ct)
    {
        var failures = new List<Exception>();
        var lapsed = 0;
        foreach (var seminarId in await registrations.ListWithOverdueAsync(now, ct))
        {
            try
            {
                lapsed += await LapseAsync(seminarId, ActionContext.System(now), ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        return failures.Count == 0 ? lapsed : throw new AggregateException($"The waiting lists of {failures.Count} meetings could not be looked at.", failures);
    }

    private async Task<int> LapseAsync(Guid seminarId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await meetings.ReadAsync(seminarId, ct) is not { } seminar)
        {
            return 0;
        }

        var overdue = await registrations.ListOverdueAsync(seminarId, by.At, ct);
        foreach (var offered in overdue)
        {
            await line.WriteAsync(offered with { Status = RegistrationStatus.Lapsed, Position = null, ClaimBy = null }, ct);
            await audit.WriteAsync(by, "seminar.lapse", WaitingLine.ObjectKind, seminarId, seminar.CitizenId, offered.PersonId.ToString(), ct);
        }

        // Who was offered a place at a meeting that is cancelled, moved or over hears of that, not of the place.
        var told = overdue.Where(offered => offered.Round == seminar.Round).Select(offered => offered.PersonId).ToList();
        if (told.Count > 0 && RegistrationRules.IsMoving(seminar.Facts, by.At))
        {
            await notices.TellAsync(seminar, SeminarNotice.PlaceLapsed, told, by, ct);
        }

        await line.MoveUpAsync(seminar, by, ct);
        await transaction.CommitAsync(ct);
        return overdue.Count;
    }
}
