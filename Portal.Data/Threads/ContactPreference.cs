namespace Portal.Data.Threads;

/// <summary>How a doctor, one of the staff, or a whole clinic wishes to be asked.</summary>
public sealed record ContactPreference
{
    /// <summary>Longest text about hours, in UTF-16 units.</summary>
    public const int LongestHours = 80;

    /// <summary>Longest remark, in UTF-16 units.</summary>
    public const int LongestNote = 300;

    public required Guid Id { get; init; }

    public required ContactWay Way { get; init; }

    /// <summary>When, in words: »kl. 8–9 på hverdage«. Empty when it does not matter; never for a call.</summary>
    public required string Hours { get; init; }

    /// <summary>What else should be known; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>Whose wish it is; null for the clinic's.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Null for the clinic's wish.</summary>
    public string? PersonName { get; init; }

    public required string ClinicName { get; init; }

    public required string ChangedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }

    /// <summary>Who wishes it: the person, or else the clinic.</summary>
    public string Name => PersonName ?? ClinicName;
}

/// <summary>A wish as the form gives it.</summary>
public sealed record ContactPreferenceInput
{
    /// <summary>Null for no wish: what was wished before is forgotten.</summary>
    public ContactWay? Way { get; init; }

    public string Hours { get; init; } = "";

    public string Note { get; init; } = "";
}
