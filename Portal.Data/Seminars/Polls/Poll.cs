namespace Portal.Data.Seminars.Polls;

/// <summary>The dates that are, or were, offered for a meeting, and what people have said to them.</summary>
public sealed record Poll
{
    /// <summary>In the order of time; those that were taken back, too.</summary>
    public required IReadOnlyList<PollSlot> Slots { get; init; }

    /// <summary>By name; those for slots that were taken back, too.</summary>
    public required IReadOnlyList<PollVote> Votes { get; init; }

    /// <summary>The dates that are offered now, in the order of time.</summary>
    public IEnumerable<PollSlot> Offered => Slots.Where(slot => slot.RemovedAt is null);
}

public sealed record PollSlot
{
    public required Guid Id { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    /// <summary>Set while the date is not offered any more; its votes are kept.</summary>
    public DateTime? RemovedAt { get; init; }
}

/// <summary>What one person has said to one date.</summary>
public sealed record PollVote
{
    public required Guid SlotId { get; init; }

    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    public Guid? ClinicId { get; init; }

    public string? ClinicName { get; init; }

    public required SlotChoice Choice { get; init; }

    public required DateTime VotedAt { get; init; }
}

/// <summary>What all have said to one date.</summary>
public sealed record PollResult
{
    public required PollSlot Slot { get; init; }

    /// <summary>One for each clinic, with the best that anybody there has said, and one for each person of the municipality; by choice, then name.</summary>
    public required IReadOnlyList<PartyChoice> Parties { get; init; }

    public int Yes => Count(SlotChoice.Yes);

    public int IfNeedBe => Count(SlotChoice.IfNeedBe);

    public int No => Count(SlotChoice.No);

    private int Count(SlotChoice choice) => Parties.Count(party => party.Choice == choice);
}

/// <param name="Name">Of the clinic, or of the person.</param>
/// <param name="PersonNames">Who of the clinic has said so; for a person of the municipality empty.</param>
public sealed record PartyChoice(string Name, bool IsClinic, SlotChoice Choice, IReadOnlyList<string> PersonNames);

/// <summary>One date as the form gives it.</summary>
public sealed record SlotInput(DateOnly? Day, TimeOnly? From);

/// <summary>The form with which dates are offered.</summary>
public sealed record PollInput
{
    /// <summary>In the order of the form; rows that are empty throughout are left out.</summary>
    public required IReadOnlyList<SlotInput> Slots { get; init; }

    /// <summary>The last day on which people can answer; null when none was given.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Why a date is offered at which a clinic sees patients or is at another meeting; empty when none is given.</summary>
    public string OffHoursReason { get; init; } = "";
}

/// <summary>Something that keeps a clinic from a date that is to be offered.</summary>
/// <param name="Index">Which row of the form.</param>
public sealed record SlotConflict(int Index, string ClinicName, bool IsOtherMeeting);
