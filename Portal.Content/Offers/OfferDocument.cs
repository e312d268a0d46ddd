namespace Portal.Content.Offers;

/// <summary>One offer as its file says, every field checked. Codes are spelled as in <see cref="OfferVocabulary"/>.</summary>
public sealed record OfferDocument
{
    public required string FileName { get; init; }

    /// <summary>Unique in the library; a–z, 0–9 and hyphens, at most 80 characters.</summary>
    public required string Slug { get; init; }

    /// <summary>At most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Short name of the municipality that owns the offer.</summary>
    public required string Municipality { get; init; }

    /// <summary>Short names of other municipalities whose citizens may use it.</summary>
    public required IReadOnlyList<string> AlsoFor { get; init; }

    public required string Kind { get; init; }

    public required string Owner { get; init; }

    public required string Referral { get; init; }

    public required string Attendance { get; init; }

    /// <summary>One sentence to read aloud, at most 160 characters.</summary>
    public required string Purpose { get; init; }

    public required decimal MinHoursPerWeek { get; init; }

    public required decimal MaxHoursPerWeek { get; init; }

    /// <summary>0 together with <see cref="MaxWeeks"/> when the offer has no fixed end.</summary>
    public required int MinWeeks { get; init; }

    public required int MaxWeeks { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Schedule { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Place { get; init; }

    /// <summary>Languages in use, in Danish and lower case as typed.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>True when an interpreter can be provided.</summary>
    public required bool Interpreter { get; init; }

    public required int WaitingWeeks { get; init; }

    public required DateOnly WaitingCheckedOn { get; init; }

    /// <summary>When a citizen can start, at most 80 characters.</summary>
    public required string StartMode { get; init; }

    /// <summary>Places, or null when there is no fixed number.</summary>
    public required int? Capacity { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Supplier { get; init; }

    public required OfferContact Contact { get; init; }

    /// <summary>1 to 4 of the step model: 1 motivation and social, 4 close to a job.</summary>
    public required int Step { get; init; }

    public required bool IsTreatment { get; init; }

    public required string HirePossible { get; init; }

    public required bool Mentor { get; init; }

    /// <summary>True when it can run beside another effort.</summary>
    public required bool CanRunParallel { get; init; }

    /// <summary>What the job centre gets back, at most 200 characters.</summary>
    public required string ReportsBack { get; init; }

    public required IReadOnlyList<string> BenefitAreas { get; init; }

    /// <summary>One per demand, in the order of the vocabulary.</summary>
    public required IReadOnlyList<LevelNote> Demands { get; init; }

    /// <summary>One per consideration, in the order of the vocabulary.</summary>
    public required IReadOnlyList<LevelNote> Adaptations { get; init; }

    /// <summary>Last day the facts count as confirmed.</summary>
    public required DateOnly ReviewBy { get; init; }

    /// <summary>Markdown with the headings of <see cref="OfferBody"/>, at most 2,500 characters.</summary>
    public required string Body { get; init; }
}

/// <summary>The person a doctor can call about an offer.</summary>
public sealed record OfferContact
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    /// <summary>Digits and blanks, with or without + in front.</summary>
    public required string Phone { get; init; }
}

/// <summary>How much of a demand a place makes, or how far it can meet a consideration.</summary>
public sealed record LevelNote
{
    /// <summary>A demand or a consideration of the vocabulary.</summary>
    public required string Code { get; init; }

    public required string Level { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string? Note { get; init; }
}
