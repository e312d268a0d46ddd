namespace Portal.Data.Seminars.Polls;

/// <summary>Which dates can be offered, when a poll is over, and what comes out of it. Pure; asked alike by page and service.</summary>
public static class PollRules
{
    public const int FewestSlots = 2;
    public const int MostSlots = 20;

    // Until the last minute of the day that people were told.
    private static readonly TimeOnly LastMinute = new(23, 59);

    /// <summary>The instant at which a poll with this last day ends, UTC.</summary>
    public static DateTime DeadlineOf(DateOnly day) => DanishTime.InstantOf(day, LastMinute);

    /// <summary>What is wrong with the dates and the deadline. The form's fields have these names: <c>slots.0.day</c>, <c>slots.0.from</c>, <c>deadline</c>.</summary>
    /// <param name="minutes">Length of the meeting.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<FieldError> Check(PollInput input, int minutes, DateTime now)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < input.Slots.Count; i++)
        {
            errors.AddIf(CheckSlot(input, i, minutes, now));
        }

        if (input.Slots.Count is < FewestSlots or > MostSlots)
        {
            errors.Add(new FieldError(DayField(input.Slots.Count < FewestSlots ? input.Slots.Count : MostSlots), "Errors.PollSlots", FewestSlots, MostSlots));
        }

        errors.AddIf(
            input.Deadline is not { } deadline ? new FieldError("deadline", "Errors.Date")
            : DeadlineOf(deadline) <= now ? new FieldError("deadline", "Errors.PollDeadlinePast")
            : errors.Count == 0 && input.Slots.Any(slot => slot.Day <= deadline) ? new FieldError("deadline", "Errors.PollDeadlineLate")
            : null);
        errors.AddIf(TextRules.CheckText("offHoursReason", input.OffHoursReason, SeminarRules.LongestReason));
        return errors;
    }

    /// <summary>When a date begins, UTC. Day and time must be there.</summary>
    public static DateTime StartsAt(SlotInput slot) => DanishTime.InstantOf(slot.Day!.Value, slot.From!.Value);

    /// <summary>What is wrong with somebody's votes: each date that is offered needs one.</summary>
    /// <remarks>The fields are called <c>vote-</c> and the date's id.</remarks>
    public static IReadOnlyList<FieldError> CheckVotes(Poll poll, IReadOnlyDictionary<Guid, SlotChoice> votes) =>
        [.. poll.Offered.Where(slot => !votes.ContainsKey(slot.Id)).Select(slot => new FieldError(VoteField(slot.Id), "Errors.PollVote"))];

    public static string VoteField(Guid slotId) => $"vote-{slotId:n}";

    /// <summary>The invitations whose answer can be waited for: not the one of who plans the meeting, and proposes the dates.</summary>
    public static IReadOnlyList<SeminarInvitation> Awaited(Seminar seminar) => [.. seminar.Invitations.Where(invitation => invitation.PersonId != seminar.OwnerId)];

    /// <summary>Whether everybody has answered whose answer is waited for: of each invited clinic somebody, and each person who is invited alone. Units are not waited for.</summary>
    /// <remarks>When nobody is waited for, only the deadline ends the poll.</remarks>
    public static bool HaveAllAnswered(IReadOnlyList<SeminarInvitation> invitations, Poll poll) =>
        poll.Offered.Any() && invitations.Any(IsAwaited) && Silent(invitations, poll).Count == 0;

    /// <summary>Who has not answered yet and is waited for. An answer is whole when it says something to each date that is offered now.</summary>
    public static IReadOnlyList<SeminarInvitation> Silent(IReadOnlyList<SeminarInvitation> invitations, Poll poll)
    {
        var offered = poll.Offered.Select(slot => slot.Id).ToHashSet();
        var whole = poll.Votes
            .Where(vote => offered.Contains(vote.SlotId))
            .GroupBy(vote => (vote.PersonId, vote.ClinicId))
            .Where(votes => votes.Count() == offered.Count)
            .Select(votes => votes.Key)
            .ToList();
        return [.. invitations.Where(IsAwaited).Where(invitation => !whole.Any(voter =>
            invitation.PersonId == voter.PersonId || (invitation.ClinicId is { } clinic && clinic == voter.ClinicId)))];
    }

    /// <summary>The dates that are offered, best first: where most can come, then where most come gladly, then the earliest.</summary>
    public static IReadOnlyList<PollResult> Result(Poll poll)
    {
        var votes = poll.Votes.ToLookup(vote => vote.SlotId);
        return [.. poll.Offered
            .Select(slot => new PollResult { Slot = slot, Parties = Parties(votes[slot.Id]) })
            .OrderByDescending(result => result.Yes + result.IfNeedBe)
            .ThenByDescending(result => result.Yes)
            .ThenBy(result => result.Slot.StartsAt)
            .ThenBy(result => result.Slot.Id)];
    }

    public static string DayField(int index) => $"slots.{index}.day";

    public static string FromField(int index) => $"slots.{index}.from";

    private static bool IsAwaited(SeminarInvitation invitation) => invitation.UnitId is null;

    private static FieldError? CheckSlot(PollInput input, int index, int minutes, DateTime now)
    {
        var slot = input.Slots[index];
        return slot.Day is not { } day ? new FieldError(DayField(index), "Errors.Date")
            : slot.From is not { } from ? new FieldError(FromField(index), "Errors.Time")
            : !DanishTime.Exists(day, from) ? new FieldError(FromField(index), "Errors.TimeSkipped")
            : DanishTime.InstantOf(day, from) <= now ? new FieldError(DayField(index), "Errors.PollSlotPast")
            : day > DanishTime.DayOf(now).AddYears(2) ? new FieldError(DayField(index), "Errors.PollSlotFar")
            : from.Hour * 60 + from.Minute + minutes > 24 * 60 ? new FieldError(FromField(index), "Errors.PollSlotMidnight")
            : input.Slots.Take(index).Contains(slot) ? new FieldError(FromField(index), "Errors.PollSlotTwice")
            : null;
    }

    // Who is there for a clinic is there for all of it, so the best that anybody says is what the clinic can do.
    private static IReadOnlyList<PartyChoice> Parties(IEnumerable<PollVote> votes) =>
        [.. votes
            .GroupBy(vote => vote.ClinicId ?? vote.PersonId)
            .Select(party =>
            {
                var best = party.Min(vote => vote.Choice);
                var first = party.First();
                return new PartyChoice(
                    first.ClinicName ?? first.PersonName,
                    first.ClinicId is not null,
                    best,
                    first.ClinicId is null ? [] : [.. party.Where(vote => vote.Choice == best).Select(vote => vote.PersonName)]);
            })
            .OrderBy(party => party.Choice)];
}
