namespace Portal.Data.Seminars.Afterwards;

/// <summary>One thing that a meeting decided.</summary>
public sealed record SeminarDecision
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 … within the meeting.</summary>
    public required int Number { get; init; }

    public required string Decision { get; init; }

    /// <summary>The version of the common guidelines that took it in; null as long as none has.</summary>
    public Guid? GuidelineId { get; init; }

    /// <summary>Number of that version.</summary>
    public int? GuidelineNumber { get; init; }
}
