using Portal.Data.Offers;

namespace Portal.Web.Pages.Offers;

/// <summary>Every address in the feature.</summary>
public static class OfferLinks
{
    public const string Index = "/offers";

    public static string Details(string slug) => $"/offers/{slug}";

    /// <summary>The offers that can meet some considerations.</summary>
    public static string Meeting(IEnumerable<Consideration> considerations) =>
        Index + QueryString.Create(considerations.Select(consideration => KeyValuePair.Create<string, string?>("meets", consideration.ToString())));

    /// <summary>The version that somebody saw, whatever the offer has become since.</summary>
    public static string Details(OfferReference seen) => $"/offers/{seen.Slug}?version={seen.VersionNumber}";
}
