using Portal.Data.Audit;

namespace Portal.Data.Seminars.Answers;

/// <summary>Gives free places to those who wait, in the transaction in which they became free.</summary>
public sealed class WaitingLine(RegistrationRepository registrations, SeminarNotices notices, AuditLog audit)
{
    internal const string ObjectKind = "Seminar";

    /// <summary>Moves up exactly one waiting person for each free place, in the order in which they asked, and tells them.</summary>
    /// <remarks>The caller's transaction has locked the meeting's row. Before the announcement and once the meeting has begun, nobody moves.</remarks>
    /// <param name="seminar">As it stands now.</param>
    /// <returns>How many moved up.</returns>
    internal async Task<int> MoveUpAsync(Seminar seminar, ActionContext by, CancellationToken ct)
    {
        if (!RegistrationRules.IsMoving(seminar.Facts, by.At))
        {
            return 0;
        }

        var next = RegistrationRules.MovedUp(seminar.Capacity, await registrations.ListAsync(seminar.Id, seminar.Round, ct));
        if (next.Count == 0)
        {
            return 0;
        }

        // With room for everybody nobody has to hurry.
        var claimBy = seminar.Capacity is null ? null : RegistrationRules.ClaimBy(seminar.Facts.StartsAt, seminar.ClaimHours, by.At);
        foreach (var waiting in next)
        {
            await WriteAsync(
                waiting with { Status = claimBy is null ? RegistrationStatus.Registered : RegistrationStatus.Offered, OfferedAt = by.At, ClaimBy = claimBy }, ct);
            await audit.WriteAsync(by, "seminar.move-up", ObjectKind, seminar.Id, seminar.CitizenId, waiting.PersonId.ToString(), ct);
        }

        await notices.TellAsync(seminar, claimBy is null ? SeminarNotice.PlaceGiven : SeminarNotice.PlaceOffered, [.. next.Select(waiting => waiting.PersonId)], by, ct);
        return next.Count;
    }

    /// <exception cref="InvalidOperationException">Somebody wrote without the lock on the meeting's row.</exception>
    internal async Task WriteAsync(SeminarRegistration after, CancellationToken ct)
    {
        if (!await registrations.SetAsync(after, ct))
        {
            throw new InvalidOperationException($"Registration {after.Id} was changed by another transaction, although the meeting {after.SeminarId} is locked.");
        }
    }
}
