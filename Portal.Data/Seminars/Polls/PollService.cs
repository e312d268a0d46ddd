using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars.Answers;

namespace Portal.Data.Seminars.Polls;

/// <summary>Offers dates, takes votes, ends the poll, and settles on a date.</summary>
public sealed class PollService(
    DbSession db,
    SeminarRepository seminars,
    SeminarLock meetings,
    SeminarService service,
    PollRepository polls,
    ClinicHoursRepository hours,
    SeminarNotices notices,
    AuditLog audit)
{
    private const string ObjectKind = "Seminar";

    /// <summary>Offers dates to those who are invited: for the first time, or again after a poll has ended. Dates that were offered before keep their votes.</summary>
    /// <param name="version">The version that the form was drawn from.</param>
    /// <returns>Invalid names the fields; Refused says why not now; ChangedByOther when somebody changed the meeting since.</returns>
    public Task<Outcome> OpenAsync(Guid id, int version, PollInput input, ActionContext by, CancellationToken ct) =>
        SaveAsync(id, version, input, SeminarStatus.Draft, "seminar.poll-open", by, ct);

    /// <summary>Offers other dates while the poll goes on. Votes for the dates that are kept stay as they are; those for a date that is taken back are kept with it.</summary>
    /// <returns>As <see cref="OpenAsync"/>.</returns>
    public Task<Outcome> SetSlotsAsync(Guid id, int version, PollInput input, ActionContext by, CancellationToken ct) =>
        SaveAsync(id, version, input, SeminarStatus.DatePoll, "seminar.poll-change", by, ct);

    /// <summary>Takes the votes of whoever acts, for all dates at once. When all have answered, the poll ends.</summary>
    /// <param name="votes">By the date's id.</param>
    /// <returns>Invalid names the dates without a vote; ChangedByOther when other dates are offered now.</returns>
    public async Task<Outcome> VoteAsync(Guid id, IReadOnlyDictionary<Guid, SlotChoice> votes, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        // Locked, so that of two last voters the second sees the first.
        if (await meetings.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        if (SeminarRules.WhyNot(seminar, SeminarAction.Vote, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var poll = await polls.ReadAsync(id, ct);
        if (votes.Keys.Except(poll.Offered.Select(slot => slot.Id)).Any())
        {
            return Outcome.ChangedByOther;
        }

        if (PollRules.CheckVotes(poll, votes) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var mine = poll.Votes.Where(vote => vote.PersonId == by.PersonId).ToDictionary(vote => vote.SlotId, vote => vote.Choice);
        var changed = votes.Where(vote => !mine.TryGetValue(vote.Key, out var said) || said != vote.Value).ToList();
        if (changed.Count == 0)
        {
            return Outcome.Done(id, seminar.Version);
        }

        foreach (var (slotId, choice) in changed)
        {
            await polls.SetVoteAsync(slotId, choice, by, ct);
        }

        await audit.WriteAsync(by, "seminar.poll-vote", ObjectKind, id, seminar.CitizenId, null, ct);
        var isOver = PollRules.HaveAllAnswered(PollRules.Awaited(seminar), await polls.ReadAsync(id, ct)) && await CloseAsync(seminar, by, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, seminar.Version + (isOver ? 1 : 0));
    }

    /// <summary>Settles on one of the dates: the meeting gets its time, and the poll ends if it goes on. Place and everything else stay.</summary>
    /// <param name="slotId">Null when none was chosen.</param>
    /// <returns>Invalid when the date is not offered, or has passed.</returns>
    public async Task<Outcome> PickAsync(Guid id, int version, Guid? slotId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (seminar, stop) = await EnterAsync(id, version, SeminarAction.PickDate, by, ct);
        if (seminar is null)
        {
            return stop!;
        }

        var slot = (await polls.ReadAsync(id, ct)).Offered.FirstOrDefault(offered => offered.Id == slotId);
        if (slot is null || slot.StartsAt <= by.At)
        {
            return Outcome.Invalid([new FieldError("slotId", slot is null ? "Errors.PollPick" : "Errors.PollSlotPast")]);
        }

        var facts = seminar.Facts with { StartsAt = slot.StartsAt, EndsAt = slot.StartsAt.AddMinutes(seminar.Minutes), PollClosedAt = seminar.Facts.PollClosedAt ?? by.At };
        if (!await seminars.SetAsync(seminar with { Facts = facts }, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "seminar.poll-pick", ObjectKind, id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Ends every poll whose deadline has passed, and tells those who plan.</summary>
    /// <remarks>Several processes may do so at once: the row itself sees to it that each poll ends once.</remarks>
    /// <param name="now">UTC.</param>
    /// <returns>How many ended.</returns>
    /// <exception cref="AggregateException">Some could not be ended; the others were, and these will be when it is called again.</exception>
    public async Task<int> CloseDueAsync(DateTime now, CancellationToken ct)
    {
        var failures = new List<Exception>();
        var ended = 0;
        foreach (var id in await polls.ListDueAsync(now, ct))
        {
            try
            {
                await using var transaction = await db.BeginAsync(ct);
                if (await meetings.ReadAsync(id, ct) is { Facts: { PollClosedAt: null } facts } seminar
                    && facts.PollDeadline <= now
                    && await CloseAsync(seminar, ActionContext.System(now), ct))
                {
                    ended++;
                    await transaction.CommitAsync(ct);
                }
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        return failures.Count == 0 ? ended : throw new AggregateException($"{failures.Count} polls could not be ended.", failures);
    }

    private async Task<Outcome> SaveAsync(Guid id, int version, PollInput input, SeminarStatus expected, string action, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (seminar, stop) = await EnterAsync(id, version, SeminarAction.Poll, by, ct);
        if (seminar is null)
        {
            return stop!;
        }

        if (SeminarRules.Status(seminar.Facts) != expected)
        {
            return Outcome.Refused(new Refusal(expected == SeminarStatus.Draft ? "Refusals.SeminarPollOpen" : "Refusals.SeminarNoPoll"));
        }

        var errors = PollRules.Check(input, seminar.Minutes, by.At);
        if (errors.Count == 0 && await ListConflictsAsync(seminar, input, ct) is { Count: > 0 } conflicts && input.OffHoursReason.Length == 0)
        {
            errors = [.. PollConflicts.Errors(conflicts), new FieldError("offHoursReason", "Errors.PollOffHours")];
        }

        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        foreach (var slot in input.Slots)
        {
            // Who is asked about dates sees whom the talk is about.
            if (await service.WhyNotAboutAsync(seminar, PollRules.StartsAt(slot), by, ct) is { } reason)
            {
                return Outcome.Refused(reason);
            }
        }

        var before = await polls.ReadAsync(id, ct);
        var added = await polls.SetSlotsAsync(id, before, [.. input.Slots.Select(PollRules.StartsAt)], seminar.Minutes, by, ct);
        var after = seminar with
        {
            OffHoursReason = input.OffHoursReason.Length == 0 ? null : input.OffHoursReason,
            Facts = seminar.Facts with
            {
                // While dates are asked for, none is settled.
                StartsAt = null,
                EndsAt = null,
                PollOpenedAt = expected == SeminarStatus.Draft ? by.At : seminar.Facts.PollOpenedAt,
                PollDeadline = PollRules.DeadlineOf(input.Deadline!.Value),
                PollClosedAt = null,
            },
        };
        if (!await seminars.SetAsync(after, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, action, ObjectKind, id, seminar.CitizenId, null, ct);
        if (expected == SeminarStatus.Draft || added > 0)
        {
            await notices.TellAsync(after, SeminarNotice.PollOpened, null, by, ct);
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    private async Task<(Seminar? Seminar, Outcome? Stop)> EnterAsync(Guid id, int version, SeminarAction action, ActionContext by, CancellationToken ct)
    {
        if (await meetings.FindAsync(id, by, ct) is not { } seminar)
        {
            return (null, Outcome.NotFound);
        }

        return SeminarRules.WhyNot(seminar, action, by, by.At) is { } reason ? (null, Outcome.Refused(reason))
            : seminar.Version != version ? (null, Outcome.ChangedByOther)
            : (seminar, null);
    }

    private async Task<bool> CloseAsync(Seminar seminar, ActionContext by, CancellationToken ct)
    {
        var closed = seminar with { Facts = seminar.Facts with { PollClosedAt = by.At } };
        if (!await polls.CloseAsync(closed, ct))
        {
            return false;
        }

        await audit.WriteAsync(by, "seminar.poll-end", ObjectKind, seminar.Id, seminar.CitizenId, null, ct);
        await notices.TellAsync(closed, SeminarNotice.PollEnded, [seminar.OwnerId], by, ct);
        return true;
    }

    private async Task<IReadOnlyList<SlotConflict>> ListConflictsAsync(Seminar seminar, PollInput input, CancellationToken ct)
    {
        IReadOnlyList<Guid> clinicIds = [.. seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().Distinct()];
        if (clinicIds.Count == 0)
        {
            return [];
        }

        var days = input.Slots.Select(slot => slot.Day!.Value).ToList();
        var (from, to) = (days.Min(), days.Max());
        var known = await hours.ListAsync(clinicIds, from, to, ct);
        var taken = await seminars.ListTakenAsync(
            clinicIds, DanishTime.InstantOf(from, TimeOnly.MinValue), DanishTime.InstantOf(to.AddDays(1), TimeOnly.MinValue), seminar.Id, ct);
        return PollConflicts.Find(input.Slots, seminar.Minutes, known, taken);
    }
}
