namespace Portal.Data.Seminars.Afterwards;

/// <summary>How a municipality's meetings with its doctors have gone.</summary>
public sealed record SeminarBoard
{
    /// <summary>Every clinic of the municipality: those that were never met first, then by how long it is since.</summary>
    public required IReadOnlyList<ClinicMeetings> Clinics { get; init; }

    /// <summary>The last eight quarters, oldest first, those without meetings too.</summary>
    public required IReadOnlyList<QuarterAttendance> Quarters { get; init; }
}

/// <summary>When people of one clinic were met.</summary>
public sealed record ClinicMeetings
{
    public required Guid ClinicId { get; init; }

    public required string Name { get; init; }

    public required string City { get; init; }

    /// <summary>UTC; null when never.</summary>
    public DateTime? LastMetAt { get; init; }

    /// <summary>When somebody came to the clinic to visit it, UTC; null when never.</summary>
    public DateTime? LastVisitedAt { get; init; }

    /// <summary>Meetings of the last 24 months at which somebody of the clinic was.</summary>
    public required int MeetingCount { get; init; }

    /// <summary>Whole months since; null when never.</summary>
    /// <param name="now">UTC.</param>
    public int? MonthsSince(DateTime now) => LastMetAt is { } met ? BoardRules.MonthsBetween(DanishTime.DayOf(met), DanishTime.DayOf(now)) : null;
}

/// <summary>How many of the invited clinics came to the meetings of a quarter.</summary>
public sealed record QuarterAttendance
{
    public required int Year { get; init; }

    /// <summary>1 to 4.</summary>
    public required int Quarter { get; init; }

    public required int Meetings { get; init; }

    /// <summary>Clinics that were invited, summed over the meetings.</summary>
    public required int Invited { get; init; }

    /// <summary>Clinics of which somebody came, summed over the meetings.</summary>
    public required int Attending { get; init; }

    /// <summary>Share of the invited that came, in whole percent; null when none was invited.</summary>
    public int? Percent => Invited == 0 ? null : (int)Math.Round(100.0 * Attending / Invited, MidpointRounding.AwayFromZero);
}

/// <summary>One meeting that was held, with its clinics counted.</summary>
public sealed record MeetingAttendance
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartsAt { get; init; }

    public required int Invited { get; init; }

    public required int Attending { get; init; }
}
