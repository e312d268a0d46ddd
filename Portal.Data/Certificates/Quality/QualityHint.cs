namespace Portal.Data.Certificates.Quality;

/// <summary>What could be better about a request. None of it keeps it from being sent.</summary>
public enum QualityCode
{
    PurposeMissing,

    /// <summary>So short that the doctor cannot know what the answer decides.</summary>
    PurposeShort,
    KnownMissing,

    /// <summary>A department instead of a person.</summary>
    ContactNotNamed,

    /// <summary>So short that it can mean anything.</summary>
    QuestionShort,

    /// <summary>Open to any answer, or it doubts the citizen.</summary>
    QuestionJudges,

    /// <summary>More than one thing is asked at once.</summary>
    QuestionDouble,

    /// <summary>It asks the doctor for what the municipality itself decides.</summary>
    QuestionDecides,

    /// <summary>Capitals only.</summary>
    Capitals,

    /// <summary>It looks like one that has been answered.</summary>
    QuestionAnswered,
    TooManyQuestions,

    /// <summary>The consent ends before the answer is due.</summary>
    ConsentEndsFirst,
}

/// <summary>One piece of advice about one field.</summary>
public sealed record QualityHint
{
    public required QualityCode Code { get; init; }

    /// <summary>Name of the field that it is about.</summary>
    public required string Field { get; init; }

    /// <summary>Number of the question that it is about, from 1; null when it is about another field.</summary>
    public int? Question { get; init; }

    /// <summary>The certificate in which something like it has been answered.</summary>
    public AnsweredCertificate? Answered { get; init; }

    /// <summary>The last day of a consent that ends too early.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The day the answer is due, where that is the point.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>What the advice needs besides the text itself.</summary>
public sealed record QualityFacts
{
    /// <summary>What has been answered about the citizen.</summary>
    public IReadOnlyList<AnsweredCertificate> Answered { get; init; } = [];

    /// <summary>The last day of the consent that the request rests on; null when it rests on another basis.</summary>
    public DateOnly? ConsentEndsOn { get; init; }

    /// <summary>The day the answer would be due if it were sent now; null when the type has no clock.</summary>
    public DateOnly? DueOn { get; init; }
}
