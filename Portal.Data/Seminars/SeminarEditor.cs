using Portal.Data.Audit;
using Portal.Data.Seminars.Answers;

namespace Portal.Data.Seminars;

/// <summary>Changes what a meeting is about and who is invited, and tells those who know of it.</summary>
public sealed class SeminarEditor(SeminarService service, SeminarWrites writes, OffHours offHours, RegistrationService registrations, SeminarNotices notices)
{
    /// <summary>Changes a meeting. Its kind and its citizen stay as they are; once people have been told, its length does, too.</summary>
    public Task<Outcome> EditAsync(Guid id, int version, SeminarInput input, ActionContext by, CancellationToken ct) =>
        service.ActAsync(id, version, SeminarAction.Edit, "seminar.edit", by, seminar => EditedAsync(seminar, input with { Kind = seminar.Kind, CitizenId = seminar.CitizenId }, by, ct), ct);

    private async Task<(Outcome?, Seminar)> EditedAsync(Seminar seminar, SeminarInput input, ActionContext by, CancellationToken ct)
    {
        var isTold = seminar.Facts.AnnouncedAt is not null;
        var errors = (await CheckAsync(seminar, input, by, ct)).ToList();
        if (errors.Count > 0)
        {
            return (Outcome.Invalid(errors), seminar);
        }

        var after = SeminarService.Filled(seminar, input) with { Materials = await writes.ReadMaterialsAsync(input, seminar.MunicipalityId, ct) };
        if (seminar.Facts.StartsAt is { } start)
        {
            after = after with { Facts = after.Facts with { EndsAt = start.AddMinutes(after.Minutes) } };
        }

        // A deadline of the same day stays at its hour.
        var isSameDeadline = Day(after.Facts.ReplyBy) == Day(seminar.Facts.ReplyBy);
        after = isSameDeadline ? after with { Facts = after.Facts with { ReplyBy = seminar.Facts.ReplyBy } } : after;
        var lacks = isTold ? SeminarChecks.CheckAnnounce(after, [], "", by.At).Where(error => error.Field != "replyBy" || !isSameDeadline) : [];
        errors.AddRange(lacks.Select(error => error with { Field = error.Field switch { "agenda" => "agenda.0.title", "invitations" => "clinics", var field => field } }));
        var parties = new Parties(seminar, after);
        errors.AddIf(parties.Gone.Count > 0 && await writes.CountComingOfAsync(seminar, parties.Gone, ct) is > 0 and var coming ? new FieldError("clinics", "Errors.SeminarComing", coming) : null);
        errors.AddIf(isTold ? await CheckAddedAsync(seminar, parties, ct) : null);
        if (errors.Count > 0)
        {
            return (Outcome.Invalid(errors), seminar);
        }

        if (seminar.Facts is not { AnnouncedAt: null, PollOpenedAt: null } && await service.WhyNotAboutAsync(after, after.Facts.StartsAt ?? by.At, by, ct) is { } reason)
        {
            return (Outcome.Refused(reason), seminar);
        }

        await writes.RemoveInvitationsAsync(seminar.Id, parties.Gone, ct);
        await writes.AddInvitationsAsync(seminar.Id, parties.Added, by, ct);
        await writes.SetAgendaAsync(seminar.Id, after.Agenda, ct);
        await writes.SetMaterialsAsync(seminar.Id, after.Materials, ct);
        if (isTold)
        {
            after = await ToldAsync(seminar, after, parties, by, ct);
            await registrations.CapacityChangedAsync(after, by, ct);
        }

        return (null, after);
    }

    private async Task<IReadOnlyList<FieldError>> CheckAsync(Seminar seminar, SeminarInput input, ActionContext by, CancellationToken ct)
    {
        // A deadline that stays as it is may have passed: the meeting can be changed all the same.
        var isSameDeadline = input.ReplyBy is not null && Day(seminar.Facts.ReplyBy) == input.ReplyBy;
        var errors = SeminarChecks.Check(isSameDeadline ? input with { ReplyBy = null } : input, DanishTime.DayOf(by.At)).ToList();
        errors.AddRange(await service.CheckNamedAsync(input, by, ct));
        errors.AddIf(seminar.Facts.AnnouncedAt is not null && input.Minutes != seminar.Minutes ? new FieldError("minutes", "Errors.SeminarLengthStays") : null);
        errors.AddIf(SeminarRules.Status(seminar.Facts) == SeminarStatus.DatePoll && input.Minutes != seminar.Minutes ? new FieldError("minutes", "Errors.SeminarLengthPoll") : null);
        errors.AddIf(input.Capacity is { } capacity && await writes.CountTakenAsync(seminar, ct) is var taken && capacity < taken
            ? new FieldError("capacity", "Errors.CapacityBelow", taken) : null);
        return errors;
    }

    /// <summary>Whether the time suits the clinics that are new; for those that were there somebody has looked.</summary>
    private async Task<FieldError?> CheckAddedAsync(Seminar seminar, Parties parties, CancellationToken ct)
    {
        if (seminar.OffHoursReason is not null || seminar.Facts is not { StartsAt: { } start, EndsAt: { } end })
        {
            return null;
        }

        var conflicts = await offHours.ListAsync([.. parties.Added.Select(invitation => invitation.ClinicId).OfType<Guid>()], start, end, seminar.Id, ct);
        return SeminarChecks.IsKnown(conflicts) ? new FieldError("clinics", "Errors.OffHoursAdded", SeminarChecks.Names(conflicts)) : null;
    }

    private static DateOnly? Day(DateTime? instant) => instant is { } at ? DanishTime.DayOf(at) : null;

    /// <summary>What people must be told: who is new is invited, who is no longer asked has it taken out of the calendar.</summary>
    private async Task<Seminar> ToldAsync(Seminar before, Seminar after, Parties parties, ActionContext by, CancellationToken ct)
    {
        var isChanged = before.Title != after.Title || before.Purpose != after.Purpose;
        if (isChanged || parties.Gone.Count > 0 || !before.Agenda.SequenceEqual(after.Agenda))
        {
            after = after with { CalendarSequence = after.CalendarSequence + 1 };
        }

        if (isChanged)
        {
            await notices.TellAsync(after with { Invitations = parties.Kept }, SeminarNotice.Changed, null, by, ct);
        }

        if (parties.Added.Count > 0)
        {
            await notices.TellAsync(after with { Invitations = parties.Added }, SeminarNotice.Invited, null, by, ct, parties.Kept);
        }

        if (parties.Gone.Count > 0)
        {
            await notices.TellAsync(after with { Invitations = parties.Gone }, SeminarNotice.NoLongerInvited, null, by, ct, after.Invitations);
        }

        return after;
    }

    /// <summary>Who was invited and still is, who is new, and who is no longer.</summary>
    private sealed class Parties(Seminar before, Seminar after)
    {
        private readonly HashSet<(Guid?, Guid?, Guid?)> _known = [.. before.Invitations.Select(Key)];
        private readonly HashSet<(Guid?, Guid?, Guid?)> _wanted = [.. after.Invitations.Select(Key)];

        public IReadOnlyList<SeminarInvitation> Kept => [.. before.Invitations.Where(invitation => _wanted.Contains(Key(invitation)))];

        public IReadOnlyList<SeminarInvitation> Added => [.. after.Invitations.Where(invitation => !_known.Contains(Key(invitation)))];

        public IReadOnlyList<SeminarInvitation> Gone => [.. before.Invitations.Where(invitation => !_wanted.Contains(Key(invitation)))];

        private static (Guid?, Guid?, Guid?) Key(SeminarInvitation invitation) => (invitation.ClinicId, invitation.UnitId, invitation.PersonId);
    }
}
