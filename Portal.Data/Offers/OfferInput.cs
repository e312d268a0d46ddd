namespace Portal.Data.Offers;

/// <summary>Everything that describes an offer, as an editor or a file gives it.</summary>
public sealed record OfferInput
{
    /// <summary>The offer's place in the address, unique in the portal: a–z, 0–9 and hyphens, at most 80 characters.</summary>
    public required string Slug { get; init; }

    /// <summary>At most 80 characters.</summary>
    public required string Name { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required OfferFacts Facts { get; init; }

    /// <summary>Markdown; at most 2,500 characters, the headings of <see cref="OfferRules.RequiredHeadings"/>.</summary>
    public required string Body { get; init; }
}

/// <summary>The structured facts of an offer; kept whole with each version.</summary>
public sealed record OfferFacts
{
    public required OfferKind Kind { get; init; }

    public required OwnerKind Owner { get; init; }

    public required ReferralKind Referral { get; init; }

    public required AttendanceKind Attendance { get; init; }

    /// <summary>What it is for, in one sentence of at most 160 characters.</summary>
    public required string Purpose { get; init; }

    /// <summary>Short names of other municipalities whose citizens may come.</summary>
    public IReadOnlyList<string> AlsoFor { get; init; } = [];

    public required int MinMinutesPerWeek { get; init; }

    public required int MaxMinutesPerWeek { get; init; }

    /// <summary>Weeks; 0 in both for an offer without an end.</summary>
    public required int MinWeeks { get; init; }

    public required int MaxWeeks { get; init; }

    /// <summary>Days and hours in words.</summary>
    public required string Schedule { get; init; }

    public required string Place { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required bool Interpreter { get; init; }

    public required int WaitingWeeks { get; init; }

    /// <summary>The day somebody checked the waiting time: it is never shown without.</summary>
    public required DateOnly WaitingCheckedOn { get; init; }

    /// <summary>When one can begin, in words.</summary>
    public required string StartMode { get; init; }

    /// <summary>Places in all; null when there is no fixed number.</summary>
    public int? Capacity { get; init; }

    public required string Supplier { get; init; }

    public required OfferContact Contact { get; init; }

    /// <summary>Step of the step model, 1 (motivation and social ground) to 4 (near a job).</summary>
    public required int Step { get; init; }

    public required bool IsTreatment { get; init; }

    public required HirePossible HirePossible { get; init; }

    public required bool Mentor { get; init; }

    public required bool CanRunParallel { get; init; }

    /// <summary>What the job centre gets back, in one sentence.</summary>
    public required string ReportsBack { get; init; }

    public required IReadOnlyList<Citizens.BenefitArea> BenefitAreas { get; init; }

    /// <summary>An answer for each <see cref="PhysicalDemand"/>.</summary>
    public required IReadOnlyList<DemandFact> Demands { get; init; }

    /// <summary>An answer for each <see cref="Consideration"/>.</summary>
    public required IReadOnlyList<AdaptationFact> Adaptations { get; init; }

    /// <summary>The day by which somebody must confirm that all of this is still true.</summary>
    public required DateOnly ReviewByOn { get; init; }
}

public sealed record OfferContact
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string Phone { get; init; }
}

public sealed record DemandFact
{
    public required PhysicalDemand Demand { get; init; }

    public required DemandLevel Level { get; init; }

    public string? Note { get; init; }
}

public sealed record AdaptationFact
{
    public required Consideration Consideration { get; init; }

    public required AdaptationLevel Level { get; init; }

    public string? Note { get; init; }
}
