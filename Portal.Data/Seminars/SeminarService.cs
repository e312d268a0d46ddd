using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Seminars.Answers;

namespace Portal.Data.Seminars;

/// <summary>Plans meetings: what they are about, who is invited, when they are announced and when they are over.</summary>
public sealed class SeminarService(
    DbSession db,
    SeminarRepository seminars,
    SeminarLock meetings,
    SeminarWrites writes,
    OffHours offHours,
    CitizenRepository citizens,
    ConsentRepository consents,
    SeminarNotices notices,
    CommandLog commands,
    AuditLog audit)
{
    /// <summary>The kind of object, as the access log names it.</summary>
    internal const string ObjectKind = "Seminar";

    private const string CreateKind = "seminar.create";

    // By when people answer when nobody says: a week before, so that there is time to fill the places.
    private const int ReplyDaysBefore = 7;

    /// <summary>A new meeting, which only those who plan see; of a forum as many as are wanted, as one series.</summary>
    /// <param name="count">How many meetings of a forum, 1 to 4; 1 for every other kind.</param>
    /// <returns>Done with the id of the first.</returns>
    public async Task<Outcome> CreateAsync(SeminarInput input, int count, ActionContext by, CancellationToken ct)
    {
        if (input.Kind is { } wanted && SeminarRules.WhyNotPlan(wanted, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var content = PortalJson.Write(input with { CommandId = Guid.Empty });
        await using var transaction = await db.BeginAsync(ct);
        if ((await commands.FindRepeatAsync(input.CommandId, CreateKind, content, by, ct) ?? await commands.FindSameAsync(CreateKind, content, by, ct)) is { } repeat)
        {
            return repeat;
        }

        var errors = SeminarChecks.Check(input, DanishTime.DayOf(by.At)).ToList();
        errors.AddRange(await CheckNamedAsync(input, by, ct));
        errors.AddIf(count is < 1 or > 4 || (count > 1 && input.Kind != MeetingKind.CooperationForum) ? new FieldError("count", "Errors.SeriesCount") : null);
        if (errors.Count > 0 || input.Kind is not { } kind)
        {
            return Outcome.Invalid(errors);
        }

        var materials = await writes.ReadMaterialsAsync(input, by.MunicipalityId!.Value, ct);
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(new DateTimeOffset(by.At))).ToList();
        var series = kind == MeetingKind.CooperationForum ? input.SeriesId ?? ids[0] : (Guid?)null;
        var meetings = ids.Select(id => Draft(input, kind, by) with { Id = id, SeriesId = series, Materials = materials }).ToList();
        return await MakeAsync(transaction, input.CommandId, content, meetings, by, ct);
    }

    /// <summary>Visits to several clinics, one draft for each, with their times.</summary>
    /// <param name="visit">What each is about; its clinics are not used. It has been checked.</param>
    /// <param name="offHoursReason">Why some may lie within consultation hours; null when none does.</param>
    internal async Task<Outcome> CreateVisitsAsync(
        SeminarInput visit, IReadOnlyList<(Guid ClinicId, DateTime StartsAt)> stops, string? offHoursReason, ActionContext by, CancellationToken ct)
    {
        var content = PortalJson.Write(visit with { CommandId = Guid.Empty }) + string.Join(' ', stops);
        await using var transaction = await db.BeginAsync(ct);
        if ((await commands.FindRepeatAsync(visit.CommandId, CreateKind, content, by, ct) ?? await commands.FindSameAsync(CreateKind, content, by, ct)) is { } repeat)
        {
            return repeat;
        }

        var route = Guid.CreateVersion7(new DateTimeOffset(by.At));
        var meetings = new List<Seminar>();
        foreach (var (clinic, start) in stops)
        {
            if (await writes.FindPlaceAsync(new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = clinic }, by.MunicipalityId!.Value, ct) is not { } place)
            {
                return Outcome.Invalid([new FieldError("clinics", "Errors.SeminarInvitedGone")]);
            }

            var draft = Draft(visit with { ClinicIds = [clinic] }, MeetingKind.OutreachVisit, by);
            meetings.Add(draft with
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
                RouteId = route,
                Place = place,
                OffHoursReason = offHoursReason,
                Facts = draft.Facts with { StartsAt = start, EndsAt = start.AddMinutes(draft.Minutes) },
            });
        }

        return await MakeAsync(transaction, visit.CommandId, content, meetings, by, ct);
    }

    /// <summary>Tells everybody. The check against consultation hours is made here, whatever was checked before.</summary>
    /// <param name="offHoursReason">Why it may lie in somebody's consultation hours; empty when it does not.</param>
    public Task<Outcome> AnnounceAsync(Guid id, int version, string offHoursReason, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, SeminarAction.Announce, "seminar.announce", by, seminar => AnnouncedAsync(seminar, offHoursReason, by, ct), ct);

    /// <summary>Calls a meeting off. Each party is told why, unless its time has passed anyway.</summary>
    public Task<Outcome> CancelAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) =>
        ActAsync(
            id,
            version,
            SeminarAction.Cancel,
            "seminar.cancel",
            by,
            async seminar =>
            {
                if ((reason.Length == 0 ? new FieldError("reason", "Errors.Reason") : TextRules.CheckText("reason", reason, SeminarRules.LongestReason)) is { } error)
                {
                    return (Outcome.Invalid([error]), seminar);
                }

                var after = seminar with { CancelReason = reason, CalendarSequence = seminar.CalendarSequence + 1, Facts = seminar.Facts with { CancelledAt = by.At } };
                if (seminar.Facts is not { AnnouncedAt: null, PollOpenedAt: null })
                {
                    await notices.TellAsync(after, SeminarNotice.Cancelled, null, by, ct);
                }

                return (null, after);
            },
            ct);

    /// <summary>Ends a meeting whose minutes are done with.</summary>
    public Task<Outcome> CloseAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        ActAsync(
            id, version, SeminarAction.Close, "seminar.close", by, seminar => Task.FromResult<(Outcome?, Seminar)>((null, seminar with { Facts = seminar.Facts with { ClosedAt = by.At } })), ct);

    /// <summary>Every act on a meeting: found, of the version that was seen, allowed, changed, written, logged.</summary>
    internal async Task<Outcome> ActAsync(
        Guid id,
        int version,
        SeminarAction action,
        string act,
        ActionContext by,
        Func<Seminar, Task<(Outcome? Stop, Seminar After)>> change,
        CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        // Held from the beginning: who answers meanwhile waits, and is counted or told.
        if (await meetings.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        if (seminar.Version != version)
        {
            return Outcome.ChangedByOther;
        }

        if (SeminarRules.WhyNot(seminar, action, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var (stop, after) = await change(seminar);
        if (stop is not null)
        {
            return stop;
        }

        if (!await seminars.SetAsync(after, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, act, ObjectKind, id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>By when people are to answer when nobody says.</summary>
    /// <param name="startsAt">UTC.</param>
    /// <param name="now">UTC.</param>
    internal static DateTime ReplyBy(DateTime startsAt, DateTime now)
    {
        var due = DanishTime.InstantOf(DanishTime.DayOf(startsAt).AddDays(-ReplyDaysBefore), DanishCalendar.DueTime);
        return due > now ? due : startsAt;
    }

    /// <summary>Writes new meetings, all or none.</summary>
    /// <returns>Done with the id of the first.</returns>
    private async Task<Outcome> MakeAsync(
        DbSession.TransactionScope transaction, Guid commandId, string content, List<Seminar> meetings, ActionContext by, CancellationToken ct)
    {
        foreach (var meeting in meetings)
        {
            await writes.InsertAsync(meeting, by, ct);
            await audit.WriteAsync(by, CreateKind, ObjectKind, meeting.Id, meeting.CitizenId, meeting.Kind.ToString(), ct);
        }

        if (!await commands.TryRememberAsync(commandId, CreateKind, content, meetings[0].Id, by, ct))
        {
            return await commands.YieldAsync(transaction, commandId, CreateKind, content, by, ct);
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(meetings[0].Id, 1);
    }

    private static Seminar Draft(SeminarInput input, MeetingKind kind, ActionContext by) => Filled(
        new Seminar
        {
            Id = default,
            MunicipalityId = by.MunicipalityId!.Value,
            MunicipalityName = "",
            OwnerId = by.PersonId,
            OwnerName = "",
            OwnerTitle = "",
            OwnerPhone = "",
            Kind = kind,
            Title = "",
            Purpose = "",
            Minutes = 0,
            Place = new MeetingPlace(),
            HostMeeting = "",
            CitizenId = kind == MeetingKind.RoundTable ? input.CitizenId : null,
            IsWithoutDoctor = false,
            ClaimHours = 0,
            PaysHonorarium = false,
            Facts = new SeminarFacts { CreatedAt = by.At },
            Round = 1,
            CalendarSequence = 0,
            ChangedById = by.PersonId,
            ChangedByName = "",
            Version = 0,
            Agenda = [],
            Invitations = [],
            Materials = [],
        },
        input);

    /// <summary>A meeting with what the form says; it has been checked.</summary>
    internal static Seminar Filled(Seminar seminar, SeminarInput input) => seminar with
    {
        Title = input.Title,
        Purpose = input.Purpose,
        Minutes = input.Minutes!.Value,
        HostMeeting = seminar.Kind == MeetingKind.InExtensionOf ? input.HostMeeting : "",
        ConsentId = seminar.Kind == MeetingKind.RoundTable ? input.ConsentId : null,
        IsWithoutDoctor = seminar.Kind == MeetingKind.RoundTable && input.IsWithoutDoctor,
        Capacity = SeminarRules.IsSmall(seminar.Kind) ? null : input.Capacity,
        ClaimHours = input.ClaimHours,
        PaysHonorarium = input.PaysHonorarium,
        Facts = seminar.Facts with { ReplyBy = input.ReplyBy is { } day ? DanishTime.InstantOf(day, DanishCalendar.DueTime) : null },
        Agenda = [.. input.Agenda.Where(item => !item.IsEmpty).Select(item => new AgendaItem
        {
            Kind = item.Kind!.Value,
            Title = item.Title,
            Minutes = item.Minutes!.Value,
            ForDoctor = item.ForDoctor,
            ForCaseworker = item.ForCaseworker,
        })],
        Invitations =
        [
            .. input.ClinicIds.Distinct().Select(clinic => new SeminarInvitation { ClinicId = clinic, Name = "", Place = "" }),
            .. input.UnitIds.Distinct().Select(unit => new SeminarInvitation { UnitId = unit, Name = "", Place = "" }),
            .. input.PersonIds.Distinct().Select(person => new SeminarInvitation { PersonId = person, Name = "", Place = "" }),
        ],
    };

    /// <summary>Whether the citizen, the consent and everybody who is invited are there, and theirs to name.</summary>
    internal async Task<IReadOnlyList<FieldError>> CheckNamedAsync(SeminarInput input, ActionContext by, CancellationToken ct)
    {
        var errors = (await writes.CheckInvitedAsync(input, by.MunicipalityId!.Value, ct)).ToList();
        if (input is { Kind: MeetingKind.RoundTable, CitizenId: { } citizenId })
        {
            if (await citizens.FindAsync(citizenId, by, ct) is null)
            {
                errors.Add(new FieldError("citizen", "Errors.SeminarCitizen"));
            }
            else if (input.ConsentId is { } consentId && await consents.FindAsync(consentId, citizenId, ct) is null)
            {
                errors.Add(new FieldError("consent", "Errors.Choose"));
            }
        }

        return errors;
    }

    private async Task<(Outcome?, Seminar)> AnnouncedAsync(Seminar seminar, string offHoursReason, ActionContext by, CancellationToken ct)
    {
        var clinics = seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().ToList();
        var conflicts = seminar.Facts is { StartsAt: { } start, EndsAt: { } end } ? await offHours.ListAsync(clinics, start, end, seminar.Id, ct) : [];
        var errors = SeminarChecks.CheckAnnounce(seminar, conflicts, offHoursReason, by.At);
        if (errors.Count > 0)
        {
            return (Outcome.Invalid(errors), seminar);
        }

        if (await WhyNotAboutAsync(seminar, seminar.Facts.StartsAt!.Value, by, ct) is { } reason)
        {
            return (Outcome.Refused(reason), seminar);
        }

        var after = seminar with
        {
            OffHoursReason = SeminarChecks.IsKnown(conflicts) ? offHoursReason : null,
            CalendarSequence = seminar.CalendarSequence + 1,
            Facts = seminar.Facts with { AnnouncedAt = by.At, ReplyBy = seminar.Facts.ReplyBy ?? ReplyBy(seminar.Facts.StartsAt!.Value, by.At) },
        };
        await notices.TellAsync(after, SeminarNotice.Invited, null, by, ct);
        return (null, after);
    }

    /// <summary>Whether the citizen's consent carries the talk: today, when people are invited, and on the day it is held.</summary>
    /// <param name="startsAt">When it is to be held, UTC.</param>
    /// <returns>Null when it does, and for every other kind of meeting.</returns>
    public async Task<Refusal?> WhyNotAboutAsync(Seminar seminar, DateTime startsAt, ActionContext by, CancellationToken ct)
    {
        if (seminar is not { Kind: MeetingKind.RoundTable, CitizenId: { } citizenId })
        {
            return null;
        }

        return seminar.ConsentId is not { } consentId || await consents.FindAsync(consentId, citizenId, ct) is not { } consent
            ? new Refusal("Refusals.SeminarConsent")
            : SeminarRules.WhyNotConsented(consent, [.. seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>()], DanishTime.DayOf(by.At), DanishTime.DayOf(startsAt));
    }
}
