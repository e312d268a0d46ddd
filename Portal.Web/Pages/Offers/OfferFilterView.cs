using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>One value to filter by: its word, how many offers it has, and whether it is chosen.</summary>
public sealed record FilterChoice(string Name, string Value, string Text, int Count, bool IsChosen);

/// <summary>The values of one thing to filter by.</summary>
public sealed record FilterGroup(string Title, IReadOnlyList<FilterChoice> Choices);

/// <summary>What the catalogue page draws: groups of filters with counts, what is chosen, and one page of offers.</summary>
public sealed class OfferFilterView(OfferCatalogue catalogue, IReadOnlyList<OfferListItem> found, OfferFilter filter, int page, int pageSize)
{
    public int Total => catalogue.Matches.Count;

    public int PageCount => Math.Max(1, (Total + pageSize - 1) / pageSize);

    public int PageNumber { get; } = Math.Clamp(page, 1, Math.Max(1, (catalogue.Matches.Count + pageSize - 1) / pageSize));

    public IReadOnlyList<OfferListItem> Offers => [.. catalogue.Matches.Skip((PageNumber - 1) * pageSize).Take(pageSize)];

    /// <summary>The groups in the order of the page; values that no offer has and nobody has chosen are left out.</summary>
    public IReadOnlyList<FilterGroup> Groups(Texts texts) =>
    [
        new(texts["Offers.Municipality"], [.. found.Select(offer => offer.MunicipalityName).Distinct()
            .Concat(filter.Municipalities).Distinct().Order(StringComparer.Create(Danish, ignoreCase: true))
            .Select(name => new FilterChoice("municipality", name, name, catalogue.Count(name), filter.Municipalities.Contains(name)))
            .Where(IsWorthShowing)]),
        Group(texts, "Offers.Referral", "referral", filter.Referrals, catalogue.Count),
        Group(texts, "Offers.Kind", "kind", filter.Kinds, catalogue.Count),
        Group(texts, "Offers.WeeklyHours", "hours", filter.Hours, catalogue.Count),
        Group(texts, "Offers.CanMeet", "meets", filter.Considerations, catalogue.Count),
    ];

    /// <summary>The present choices as pairs of the address.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Query(Texts texts)
    {
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            yield return new("q", filter.Search);
        }

        foreach (var choice in Groups(texts).SelectMany(group => group.Choices).Where(choice => choice.IsChosen))
        {
            yield return new(choice.Name, choice.Value);
        }
    }

    /// <summary>The address of the catalogue without one of the present choices.</summary>
    public string Without(Texts texts, FilterChoice choice) =>
        OfferLinks.Index + QueryString.Create(Query(texts).Where(pair => pair.Key != choice.Name || pair.Value != choice.Value));

    public string AtPage(Texts texts, int number) =>
        OfferLinks.Index + QueryString.Create(Query(texts).Append(new("page-number", number.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    private static System.Globalization.CultureInfo Danish => System.Globalization.CultureInfo.GetCultureInfo("da-DK");

    private static bool IsWorthShowing(FilterChoice choice) => choice.Count > 0 || choice.IsChosen;

    private static FilterGroup Group<T>(Texts texts, string title, string name, IReadOnlyList<T> chosen, Func<T, int> count)
        where T : struct, Enum =>
        new(texts[title], [.. Enum.GetValues<T>()
            .Select(value => new FilterChoice(name, value.ToString(), texts.Of(value), count(value), chosen.Contains(value)))
            .Where(IsWorthShowing)]);
}
