namespace Portal.Data.Directory.Places;

/// <summary>Where something lies, as it was typed: with decimal point or comma, or both numbers in the first box, as maps give them.</summary>
public sealed record PointInput
{
    public string Latitude { get; init; } = "";

    public string Longitude { get; init; } = "";
}

/// <summary>A meeting place as the form gives it.</summary>
public sealed record MeetingPlaceInput
{
    /// <summary>The place that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Of the place as the form showed it; 0 for a new one.</summary>
    public int Version { get; init; }

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    public PointInput Point { get; init; } = new();

    /// <summary>How many can sit there, as typed; empty when that is unknown.</summary>
    public string Seats { get; init; } = "";

    public bool IsJobCentre { get; init; }
}

/// <summary>A school holiday as the form gives it.</summary>
public sealed record SchoolHolidayInput
{
    public string Name { get; init; } = "";

    public DateOnly? FromDay { get; init; }

    /// <summary>The last day, which it includes; null for one day.</summary>
    public DateOnly? ToDay { get; init; }
}
