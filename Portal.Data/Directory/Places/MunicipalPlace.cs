using Portal.Data.Seminars;

namespace Portal.Data.Directory.Places;

/// <summary>Where a municipality can hold meetings.</summary>
public sealed record MunicipalPlace
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>Null when nobody has entered where it lies: its distances are then unknown.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>How many can sit there; null when that is unknown.</summary>
    public int? Seats { get; init; }

    /// <summary>The job centre itself, which the slot finder proposes first.</summary>
    public required bool IsJobCentre { get; init; }

    public required int Version { get; init; }
}
