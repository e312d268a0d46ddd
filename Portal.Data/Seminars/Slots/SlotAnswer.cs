using Portal.Data.Directory.Hours;

namespace Portal.Data.Seminars.Slots;

/// <summary>What the slot finder has found.</summary>
public sealed record SlotAnswer
{
    /// <summary>At most <see cref="SlotFinder.Most"/>, the best first; empty when the days hold no working day with room for the meeting.</summary>
    public required IReadOnlyList<SlotProposal> Proposals { get; init; }

    /// <summary>Every candidate place, the nearest first; online last.</summary>
    public required IReadOnlyList<PlaceTravel> Places { get; init; }

    /// <summary>Working days on which the meeting has room at all.</summary>
    public required int Days { get; init; }

    /// <summary>Times that have been weighed, each at every place.</summary>
    public required int Searched { get; init; }
}

/// <summary>A time and a place for the meeting, with what speaks against them.</summary>
public sealed record SlotProposal
{
    public required DateOnly Day { get; init; }

    /// <summary>Minutes after midnight, Danish clocks; a whole quarter of an hour.</summary>
    public required int FromMinute { get; init; }

    /// <summary>Minutes after midnight, Danish clocks, at most 1440.</summary>
    public required int ToMinute { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>The best place for this time, and how far everybody has to it.</summary>
    public required PlaceTravel Travel { get; init; }

    /// <summary>Of how many clinics it is known that they can come.</summary>
    public required int FreeClinics { get; init; }

    /// <summary>What keeps each of the others, in the order of the clinics.</summary>
    public required IReadOnlyList<SlotConflict> Conflicts { get; init; }

    /// <summary>Name of the school holiday in which the day lies; null when it lies in none.</summary>
    public string? SchoolHoliday { get; init; }

    /// <summary>Whether all of it lies Monday to Thursday between 15.30 and 18.00.</summary>
    public required bool IsCustomary { get; init; }
}

/// <summary>Why one clinic is not counted as free.</summary>
/// <param name="Kilometres">To the place; null when that is unknown. Of a place too far away: null says that the distance is what nobody knows.</param>
public sealed record SlotConflict(ClinicHours Clinic, HoursConflict Why, double? Kilometres)
{
    /// <summary>False when the clinic may well be free: nobody has entered its hours, or where it lies.</summary>
    public bool IsKnown => Why.Kind != ConflictKind.Unknown && (Why.Kind != ConflictKind.TooFar || Kilometres is not null);
}

/// <summary>How far the invited clinics have to a place, as the crow flies.</summary>
public sealed record PlaceTravel
{
    public required SlotPlace Place { get; init; }

    /// <summary>In the order of the clinics.</summary>
    public required IReadOnlyList<ClinicDistance> Distances { get; init; }

    /// <summary>Of the clinics whose distance is known, together.</summary>
    public required double TotalKilometres { get; init; }

    /// <summary>Of the clinic that has furthest.</summary>
    public required double WorstKilometres { get; init; }

    /// <summary>Clinics whose distance is unknown, because nobody has entered where they or the place lie.</summary>
    public required int Unmeasured { get; init; }

    /// <summary>Clinics that have further than those who plan have allowed.</summary>
    public required int TooFar { get; init; }
}

/// <param name="Kilometres">To the metre; 0 online; null when it is unknown.</param>
public readonly record struct ClinicDistance(ClinicHours Clinic, double? Kilometres);
