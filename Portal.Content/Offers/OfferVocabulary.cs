namespace Portal.Content.Offers;

/// <summary>The codes an offer file may use. Files may write them in upper or lower case; what is read has the spelling given here.</summary>
public sealed record OfferVocabulary
{
    public required IReadOnlyList<string> Kinds { get; init; }

    public required IReadOnlyList<string> Referrals { get; init; }

    public required IReadOnlyList<string> Owners { get; init; }

    public required IReadOnlyList<string> Attendances { get; init; }

    public required IReadOnlyList<string> HireAnswers { get; init; }

    /// <summary>Every offer answers each of them with one of <see cref="DemandLevels"/>.</summary>
    public required IReadOnlyList<string> Demands { get; init; }

    public required IReadOnlyList<string> DemandLevels { get; init; }

    /// <summary>Every offer answers each of them with one of <see cref="AdaptationLevels"/>.</summary>
    public required IReadOnlyList<string> Considerations { get; init; }

    public required IReadOnlyList<string> AdaptationLevels { get; init; }

    public required IReadOnlyList<string> BenefitAreas { get; init; }
}
