namespace Portal.Data.Offers;

/// <summary>What somebody asks the catalogue for. Values within a group are alternatives, groups narrow each other; considerations must all be met.</summary>
public sealed record OfferFilter
{
    public string? Search { get; init; }

    /// <summary>Short names of municipalities whose citizens may come.</summary>
    public IReadOnlyList<string> Municipalities { get; init; } = [];

    public IReadOnlyList<ReferralKind> Referrals { get; init; } = [];

    public IReadOnlyList<OfferKind> Kinds { get; init; } = [];

    public IReadOnlyList<HoursBand> Hours { get; init; } = [];

    public IReadOnlyList<Consideration> Considerations { get; init; } = [];
}

/// <summary>The offers that a search found, and how many each further choice would leave.</summary>
public sealed class OfferCatalogue
{
    private readonly IReadOnlyList<OfferListItem> _found;
    private readonly OfferFilter _filter;

    /// <param name="found">Every published offer that the words of the search find.</param>
    public OfferCatalogue(IReadOnlyList<OfferListItem> found, OfferFilter filter)
    {
        _found = found;
        _filter = filter;
        Matches = [.. found.Where(offer => Passes(offer))];
    }

    /// <summary>The offers that pass every filter.</summary>
    public IReadOnlyList<OfferListItem> Matches { get; }

    /// <summary>How many offers there are for a value when the other groups are as chosen and this group is free.</summary>
    public int Count(string municipality) => _found.Count(o => o.IsFor(municipality) && Passes(o, municipalities: false));

    /// <inheritdoc cref="Count(string)"/>
    public int Count(ReferralKind referral) => _found.Count(o => o.Referral == referral && Passes(o, referrals: false));

    /// <inheritdoc cref="Count(string)"/>
    public int Count(OfferKind kind) => _found.Count(o => o.Kind == kind && Passes(o, kinds: false));

    /// <inheritdoc cref="Count(string)"/>
    public int Count(HoursBand band) =>
        _found.Count(o => OfferRules.IsIn(band, o.MinMinutesPerWeek, o.MaxMinutesPerWeek) && Passes(o, hours: false));

    /// <summary>How many of the matches can meet one consideration more.</summary>
    public int Count(Consideration consideration) => Matches.Count(o => o.CanMeet(consideration));

    private bool Passes(OfferListItem offer, bool municipalities = true, bool referrals = true, bool kinds = true, bool hours = true) =>
        (!municipalities || _filter.Municipalities.Count == 0 || _filter.Municipalities.Any(offer.IsFor))
        && (!referrals || _filter.Referrals.Count == 0 || _filter.Referrals.Contains(offer.Referral))
        && (!kinds || _filter.Kinds.Count == 0 || _filter.Kinds.Contains(offer.Kind))
        && (!hours || _filter.Hours.Count == 0
            || _filter.Hours.Any(band => OfferRules.IsIn(band, offer.MinMinutesPerWeek, offer.MaxMinutesPerWeek)))
        && _filter.Considerations.All(offer.CanMeet);
}
