using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Which doctors are paid for having come to a meeting, and which of them have been.</summary>
public sealed class HonorariumService(DbSession db, SeminarRepository seminars, AttendanceRepository attendance, AuditLog audit)
{
    /// <summary>The doctors who are to be paid; empty when the meeting pays nothing.</summary>
    public async Task<IReadOnlyList<Attendee>> ListAsync(Seminar seminar, CancellationToken ct) =>
        seminar.PaysHonorarium ? [.. (await attendance.ListAnsweredAsync(seminar, ct)).Where(attendee => AttendanceRules.IsPaid(seminar, attendee))] : [];

    /// <summary>Writes down whose fee is settled; that of all others is open.</summary>
    /// <param name="version">The meeting's, as the form was drawn from it.</param>
    /// <param name="settled">The people whose fee is settled.</param>
    public async Task<Outcome> SettleAsync(Guid id, int version, IReadOnlyList<Guid> settled, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        var paid = await ListAsync(seminar, ct);
        var changed = paid.Where(doctor => settled.Contains(doctor.PersonId) != doctor.HonorariumSettledAt is not null).ToList();
        if (seminar.Version != version)
        {
            return changed.Count == 0 && seminar.ChangedById == by.PersonId ? Outcome.Done(id, seminar.Version) : Outcome.ChangedByOther;
        }

        if (AttendanceRules.WhyNotSettle(seminar, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (settled.Any(person => paid.All(doctor => doctor.PersonId != person)))
        {
            return Outcome.Invalid([new FieldError("settled", "Errors.HonorariumOther")]);
        }

        if (!await seminars.SetAsync(seminar, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        foreach (var doctor in changed)
        {
            await attendance.SetSettledAsync(seminar, doctor.PersonId, settled.Contains(doctor.PersonId) ? by.At : null, ct);
        }

        await audit.WriteAsync(by, "seminar.settle", "Seminar", id, seminar.CitizenId, string.Join(' ', changed.Select(doctor => doctor.PersonId)), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }
}
