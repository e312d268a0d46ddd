using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Sends what a meeting was about to those who were not there.</summary>
public sealed class MaterialService(DbSession db, SeminarRepository seminars, AttendanceRepository attendance, SeminarNotices notices, AuditLog audit)
{
    /// <summary>Tells some of those who were not there where the material is. Who has been told before is not told again.</summary>
    /// <param name="version">The meeting's, as the form was drawn from it.</param>
    /// <returns>Invalid names the field absent.</returns>
    public async Task<Outcome> SendAsync(Guid id, int version, IReadOnlyList<Guid> personIds, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        var absent = (await attendance.ListAnsweredAsync(seminar, ct)).Where(AttendanceRules.IsAbsent).ToDictionary(attendee => attendee.PersonId);
        var isTold = personIds.Count > 0 && personIds.All(person => absent.GetValueOrDefault(person)?.MaterialSentAt is not null);
        if (seminar.Version != version)
        {
            return isTold && seminar.ChangedById == by.PersonId ? Outcome.Done(id, seminar.Version) : Outcome.ChangedByOther;
        }

        if (AttendanceRules.WhyNotSendMaterial(seminar, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var chosen = personIds.Distinct().Where(person => absent.GetValueOrDefault(person) is { MaterialSentAt: null }).ToList();
        if (chosen.Count == 0 || personIds.Any(person => !absent.ContainsKey(person)))
        {
            return Outcome.Invalid([new FieldError("absent", "Errors.AbsentNobody")]);
        }

        if (!await seminars.SetAsync(seminar, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        foreach (var person in chosen)
        {
            await attendance.SetMaterialSentAsync(seminar, person, by.At, ct);
        }

        await notices.TellAsync(seminar, SeminarNotice.MaterialSent, chosen, by, ct);
        await audit.WriteAsync(by, "seminar.send-material", "Seminar", id, seminar.CitizenId, string.Join(' ', chosen), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }
}
