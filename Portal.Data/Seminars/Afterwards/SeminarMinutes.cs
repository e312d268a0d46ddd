namespace Portal.Data.Seminars.Afterwards;

/// <summary>The minutes of a meeting, in one version: a draft as long as they are not published, and never changed after.</summary>
public sealed record SeminarMinutes
{
    public required Guid Id { get; init; }

    public required Guid SeminarId { get; init; }

    /// <summary>1, and one more for each amendment.</summary>
    public required int Number { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>HTML that may be written into a page as it is.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>Why the version before was amended; null for the first.</summary>
    public string? Reason { get; init; }

    public required Guid WrittenById { get; init; }

    public required string WrittenByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; init; }

    /// <summary>UTC; null for a draft.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>Goes up with each saving of a draft.</summary>
    public required int Version { get; init; }
}

/// <summary>One published version in the list of all.</summary>
public sealed record MinutesVersion
{
    public required int Number { get; init; }

    public string? Reason { get; init; }

    public required string WrittenByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }
}

/// <summary>Minutes as the form gives them.</summary>
public sealed record MinutesInput
{
    /// <summary>Of a draft: the version that the form was drawn from, 0 when there was none. Of an amendment: the number of the version it amends.</summary>
    public required int BasedOn { get; init; }

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>Of an amendment: why.</summary>
    public string Reason { get; init; } = "";
}
