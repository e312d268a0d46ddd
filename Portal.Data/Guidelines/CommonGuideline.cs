namespace Portal.Data.Guidelines;

/// <summary>What a municipality and its doctors have agreed on about working together, in one version. Versions are added, never changed.</summary>
public sealed record CommonGuideline
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    /// <summary>1, 2, 3 … within the municipality.</summary>
    public required int Number { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>HTML that may be written into a page as it is.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>What is new in it.</summary>
    public required string ChangeNote { get; init; }

    /// <summary>The meeting that decided it; not everybody who reads the guidelines may see that.</summary>
    public Guid? SeminarId { get; init; }

    public required Guid PublishedById { get; init; }

    public required string PublishedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }
}

/// <summary>One version in the list of all.</summary>
public sealed record GuidelineVersion
{
    public required int Number { get; init; }

    public required string ChangeNote { get; init; }

    public required string PublishedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }
}

/// <summary>A new version as the form gives it.</summary>
public sealed record GuidelineInput
{
    /// <summary>Number of the version that the form was drawn from; 0 when there was none.</summary>
    public required int BasedOn { get; init; }

    /// <summary>Markdown, at most <see cref="IDocumentRenderer.Longest"/> characters.</summary>
    public string Body { get; init; } = "";

    /// <summary>What is new, at most <see cref="CommonGuidelineRules.LongestNote"/> characters.</summary>
    public string ChangeNote { get; init; } = "";

    /// <summary>The meeting that decided it.</summary>
    public Guid? SeminarId { get; init; }

    /// <summary>The decisions of that meeting which the text took in.</summary>
    public IReadOnlyList<Guid> DecisionIds { get; init; } = [];
}
