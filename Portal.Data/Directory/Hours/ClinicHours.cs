using Portal.Data.Seminars;

namespace Portal.Data.Directory.Hours;

public enum WindowKind
{
    /// <summary>Patients are seen.</summary>
    Consultation,

    /// <summary>The doctors answer the phone.</summary>
    Phone,

    /// <summary>A lunch break that the clinic itself has said it keeps free of emergencies: then, and only then, a meeting may lie in it.</summary>
    FreeLunch,
}

/// <summary>One window of a week.</summary>
/// <param name="Weekday">1 is Monday, 7 Sunday.</param>
/// <param name="FromMinute">Minutes after midnight, 0 to 1439.</param>
/// <param name="ToMinute">Minutes after midnight, later than <paramref name="FromMinute"/>, at most 1440.</param>
public sealed record HoursWindow(WindowKind Kind, int Weekday, int FromMinute, int ToMinute);

/// <summary>A clinic's week, from a day on until the next schedule begins.</summary>
public sealed record ClinicSchedule
{
    public required Guid Id { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Where it is known from, or what is special about it; empty when there is nothing to say.</summary>
    public required string Note { get; init; }

    public required string EnteredByName { get; init; }

    /// <summary>False when the municipality's coordinator has entered it for the clinic.</summary>
    public required bool IsByClinic { get; init; }

    public required DateTime EnteredAt { get; init; }

    /// <summary>By weekday and time.</summary>
    public required IReadOnlyList<HoursWindow> Windows { get; init; }

    public required int Version { get; init; }
}

/// <summary>Days on which a clinic is closed, both included.</summary>
public sealed record ClinicClosure
{
    public required Guid Id { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }

    /// <summary>Such as »Ferie«.</summary>
    public required string Reason { get; init; }

    public required string EnteredByName { get; init; }

    /// <summary>False when the municipality's coordinator has entered it for the clinic.</summary>
    public bool IsByClinic { get; init; }
}

/// <summary>All that is known of when a clinic has time.</summary>
public sealed record ClinicHours
{
    public required Guid ClinicId { get; init; }

    public required string Name { get; init; }

    public required string City { get; init; }

    /// <summary>Null when nobody has entered where the clinic lies.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>By first day.</summary>
    public required IReadOnlyList<ClinicSchedule> Schedules { get; init; }

    /// <summary>By last day.</summary>
    public required IReadOnlyList<ClinicClosure> Closures { get; init; }

    /// <summary>The schedule in force on a day; null when none is known: then the clinic is unknown, never free.</summary>
    public ClinicSchedule? ScheduleOn(DateOnly day) => Schedules.LastOrDefault(schedule => schedule.ValidFrom <= day);
}

/// <summary>Why a clinic is not counted as free.</summary>
public enum ConflictKind
{
    /// <summary>Nobody has entered when the clinic sees patients.</summary>
    Unknown,
    Consultation,
    Phone,

    /// <summary>A short break between two windows, which the clinic has not said is free.</summary>
    Break,
    Closed,

    /// <summary>The clinic is invited to another meeting at that time.</summary>
    OtherMeeting,

    /// <summary>Further away than those who plan have allowed.</summary>
    TooFar,
}

/// <summary>Something that keeps a clinic from a meeting.</summary>
/// <param name="FromMinute">Of a time of the day: when it begins, minutes after midnight; else 0.</param>
/// <param name="ToMinute">Of a time of the day: when it ends; else 0.</param>
public sealed record HoursConflict(ConflictKind Kind, int FromMinute = 0, int ToMinute = 0)
{
    /// <summary>Of days on which the clinic is closed: why.</summary>
    public string Reason { get; init; } = "";
}
