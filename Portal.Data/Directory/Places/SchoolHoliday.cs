namespace Portal.Data.Directory.Places;

/// <summary>Days on which a municipality's schools are closed, both included: people with children are away then.</summary>
public sealed record SchoolHoliday
{
    public required Guid Id { get; init; }

    /// <summary>Such as »Efterårsferie«.</summary>
    public required string Name { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }
}
