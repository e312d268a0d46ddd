namespace Portal.Data.Offers;

/// <summary>One version of an offer, as its page shows it.</summary>
public sealed record Offer
{
    public required Guid Id { get; init; }

    public required Guid VersionId { get; init; }

    public required string Slug { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required OfferStatus Status { get; init; }

    public required string Name { get; init; }

    public required OfferFacts Facts { get; init; }

    public required string BodyHtml { get; init; }

    public required int VersionNumber { get; init; }

    /// <summary>Number of the version that is shown to everybody now; higher than <see cref="VersionNumber"/> when this is an older one.</summary>
    public required int CurrentVersionNumber { get; init; }

    public required DateTime VersionAt { get; init; }

    public required int Version { get; init; }
}

/// <summary>An offer as the catalogue shows it, with what the filters need.</summary>
public sealed record OfferListItem
{
    public required Guid Id { get; init; }

    public required Guid CurrentVersionId { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Purpose { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required OfferKind Kind { get; init; }

    public required ReferralKind Referral { get; init; }

    public required int MinMinutesPerWeek { get; init; }

    public required int MaxMinutesPerWeek { get; init; }

    public required string Place { get; init; }

    public required string StartMode { get; init; }

    public required int WaitingWeeks { get; init; }

    /// <summary>Short names of other municipalities, between semicolons.</summary>
    public required string AlsoFor { get; init; }

    /// <summary>Names of the <see cref="Consideration"/> values that can be met, between semicolons.</summary>
    public required string CanBeMet { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public bool CanMeet(Consideration consideration) => CanBeMet.Contains($";{consideration};", StringComparison.Ordinal);

    /// <summary>Whether citizens of a municipality may come.</summary>
    /// <param name="shortName">Such as »Holbæk«.</param>
    public bool IsFor(string shortName) => MunicipalityName == shortName || AlsoFor.Contains($";{shortName};", StringComparison.Ordinal);
}

/// <summary>A version of an offer that an answer points to: what the doctor saw, whatever the offer becomes.</summary>
public sealed record OfferReference
{
    public required Guid OfferVersionId { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required int VersionNumber { get; init; }
}
