namespace Portal.Data.Citizens.Goals;

/// <summary>A citizen's goal for work or education as it was written down once. It never changes; a new writing is a new version.</summary>
/// <remarks>What the doctor and the job centre work towards. It does not replace the citizen's own plan (Min Plan).</remarks>
public sealed record Goal
{
    public required Guid Id { get; init; }

    /// <summary>From 1.</summary>
    public required int VersionNumber { get; init; }

    public required GoalInput Content { get; init; }

    public required Guid WrittenById { get; init; }

    public required string WrittenByName { get; init; }

    public required DateTime WrittenAt { get; init; }
}

/// <summary>A goal as the form gives it: the goal, and what makes it one that can be followed (SMART).</summary>
public sealed record GoalInput
{
    public static GoalInput Empty { get; } = new();

    /// <summary>At most 300 characters.</summary>
    public string Aim { get; init; } = "";

    /// <summary>What exactly; at most 1,000 characters, as the next three.</summary>
    public string Specific { get; init; } = "";

    /// <summary>How one can see that it is reached.</summary>
    public string Measurable { get; init; } = "";

    /// <summary>Why it can be reached, and that the citizen accepts it.</summary>
    public string Achievable { get; init; } = "";

    /// <summary>What it means to the citizen.</summary>
    public string Relevant { get; init; } = "";

    /// <summary>By when; null when no day is set.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The citizen's own words; at most 2,000 characters.</summary>
    public string OwnWords { get; init; } = "";

    /// <summary>The day on which the citizen agreed to it; null when it has not been talked over.</summary>
    public DateOnly? AgreedOn { get; init; }
}
