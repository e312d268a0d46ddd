using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Writes down who came to a meeting; with the first such writing the meeting was held.</summary>
public sealed class AttendanceService(DbSession db, SeminarRepository seminars, AttendanceRepository attendance, ConsentRepository consents, AuditLog audit)
{
    /// <summary>Writes who came, and in which month the next meeting of the kind should be.</summary>
    /// <param name="version">The meeting's, as the form was drawn from it.</param>
    /// <returns>Done also for a repeat; Refused in words when the meeting is not the actor's, has not begun, or had no consent to be held on.</returns>
    public async Task<Outcome> RegisterAsync(Guid id, int version, AttendanceInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        var answered = (await attendance.ListAnsweredAsync(seminar, ct)).ToDictionary(attendee => attendee.PersonId);
        if (seminar.Version != version)
        {
            return IsRepeat(seminar, version, input, answered, by) ? Outcome.Done(id, seminar.Version) : Outcome.ChangedByOther;
        }

        if (await WhyNotAsync(seminar, by, ct) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var came = input.Came.Where(person => !answered.ContainsKey(person)).Distinct().ToList();
        var others = came.Count == 0 ? [] : (await attendance.ListOthersAsync(seminar, ct)).Where(other => came.Contains(other.PersonId)).ToList();
        var marks = new Dictionary<Guid, Attendance>(input.Marks);
        foreach (var person in input.Came.Where(answered.ContainsKey))
        {
            marks[person] = Attendance.Attended;
        }

        if (Check(marks, came, others.Count, answered) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (marks.Any(mark => mark.Value != Attendance.Attended && answered[mark.Key].HonorariumSettledAt is not null))
        {
            return Outcome.Refused(new Refusal("Refusals.HonorariumSettled"));
        }

        var after = seminar with
        {
            Facts = seminar.Facts with { HeldAt = seminar.Facts.HeldAt ?? by.At },
            NextProposedOn = seminar.Facts.HeldAt is null ? seminar.NextProposedOn ?? AttendanceRules.NextMonth(seminar.Kind, seminar.Facts.StartsAt!.Value) : seminar.NextProposedOn,
        };
        if (!await seminars.SetAsync(after, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        foreach (var (person, mark) in marks.Where(mark => answered[mark.Key].Attendance != mark.Value))
        {
            await attendance.SetAttendanceAsync(seminar, person, mark, ct);
        }

        foreach (var other in others)
        {
            await attendance.InsertAsync(seminar, other, await seminars.TakePositionAsync(id, ct), by.At, ct);
        }

        await audit.WriteAsync(by, "seminar.attendance", "Seminar", id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Proposes another month for the next meeting, or none.</summary>
    /// <param name="month">The first day of a month; null when no next one is planned.</param>
    public async Task<Outcome> ProposeNextAsync(Guid id, int version, DateOnly? month, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        if (seminar.Version != version)
        {
            return seminar.NextProposedOn == month && seminar.ChangedById == by.PersonId ? Outcome.Done(id, seminar.Version) : Outcome.ChangedByOther;
        }

        if ((SeminarRules.WhyNot(seminar, SeminarAction.RegisterAttendance, by, by.At) ?? AttendanceRules.WhyNotHeld(seminar)) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (month is { } chosen && !AttendanceRules.IsMonthToCome(chosen, DanishTime.DayOf(by.At)))
        {
            return Outcome.Invalid([new FieldError("month", "Errors.NextMonth")]);
        }

        if (!await seminars.SetAsync(seminar with { NextProposedOn = month }, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "seminar.propose-next", "Seminar", id, seminar.CitizenId, FormDay.Text(month), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Why attendance cannot be written down now; null when it can. The page asks it too.</summary>
    public async Task<Refusal?> WhyNotAsync(Seminar seminar, ActionContext by, CancellationToken ct) =>
        SeminarRules.WhyNot(seminar, SeminarAction.RegisterAttendance, by, by.At)
        ?? (seminar is { Kind: MeetingKind.RoundTable, CitizenId: { } citizenId }
            ? AttendanceRules.WhyNotConsented(seminar, seminar.ConsentId is { } consentId ? await consents.FindAsync(consentId, citizenId, ct) : null)
            : null);

    private static List<FieldError> Check(Dictionary<Guid, Attendance> marks, List<Guid> came, int known, Dictionary<Guid, Attendee> answered)
    {
        var errors = new List<FieldError>();
        if (marks.Count == 0 && came.Count == 0)
        {
            errors.Add(new FieldError("came", "Errors.AttendanceEmpty"));
        }

        if (marks.Keys.Any(person => !answered.ContainsKey(person)) || came.Count > known)
        {
            errors.Add(new FieldError("came", "Errors.AttendanceUnknown"));
        }

        return errors;
    }

    /// <summary>Of two clicks the second finds everybody marked already.</summary>
    private static bool IsRepeat(Seminar seminar, int version, AttendanceInput input, Dictionary<Guid, Attendee> answered, ActionContext by) =>
        seminar.Version == version + 1 && seminar.ChangedById == by.PersonId
        && input.Marks.All(mark => answered.GetValueOrDefault(mark.Key)?.Attendance == mark.Value || input.Came.Contains(mark.Key))
        && input.Came.All(person => answered.GetValueOrDefault(person)?.Attendance == Attendance.Attended);
}
