using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Data.Seminars.Slots;

/// <summary>What the slot finder searches. It holds everything the search depends on: the finder reads no database and no clock.</summary>
public sealed record SlotQuery
{
    /// <summary>Those who are invited; at most <see cref="SlotRules.MostClinics"/>.</summary>
    public required IReadOnlyList<SlotClinic> Clinics { get; init; }

    /// <summary>Where it may be, those that are preferred among equals first; at least one, at most <see cref="SlotRules.MostPlaces"/>.</summary>
    public required IReadOnlyList<SlotPlace> Places { get; init; }

    /// <summary>Length of the meeting, 15 to 480 minutes.</summary>
    public required int Minutes { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>Included; at most <see cref="SlotRules.MostDays"/> with the first.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Minutes after midnight, Danish clocks: nothing begins before.</summary>
    public int EarliestMinute { get; init; } = SlotRules.EarliestMinute;

    /// <summary>Minutes after midnight, Danish clocks, at most 1440: nothing ends after.</summary>
    public int LatestMinute { get; init; } = SlotRules.LatestMinute;

    /// <summary>A place further away than this is too far for a clinic; null when any distance will do.</summary>
    public int? GreatestKilometres { get; init; }

    /// <summary>School holidays of the municipality that touch the days.</summary>
    public IReadOnlyList<SchoolHoliday> SchoolHolidays { get; init; } = [];

    /// <summary>Nothing begins before this instant, UTC.</summary>
    public required DateTime NotBefore { get; init; }
}

/// <summary>A clinic that is invited.</summary>
/// <param name="Taken">Other meetings that it is invited to.</param>
public sealed record SlotClinic(ClinicHours Hours, IReadOnlyList<TakenTime> Taken);

/// <summary>Somewhere the meeting could be.</summary>
/// <param name="Id">The municipality's place, or the clinic; null where the host meeting is, and online.</param>
/// <param name="Point">Null when nobody has entered where it lies; without meaning online.</param>
public sealed record SlotPlace(PlaceKind Kind, Guid? Id, string Name, GeoPoint? Point)
{
    /// <summary>Nobody travels to a meeting online.</summary>
    public bool IsOnline => Kind == PlaceKind.Online;
}
