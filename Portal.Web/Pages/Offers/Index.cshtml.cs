using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>The catalogue.</summary>
public sealed class IndexModel(OfferRepository offers, CurrentUser user) : PageModel
{
    public const int PageSize = 20;

    /// <summary>Words to search for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "municipality")]
    public string[] Municipalities { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "referral")]
    public string[] Referrals { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string[] Kinds { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "hours")]
    public string[] Hours { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "meets")]
    public string[] Considerations { get; set; } = [];

    /// <summary>Number of the page, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "page-number")]
    public string? PageText { get; set; }

    public OfferFilterView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var filter = new OfferFilter
        {
            Search = Search,
            Municipalities = Municipalities,
            Referrals = Known<ReferralKind>(Referrals),
            Kinds = Known<OfferKind>(Kinds),
            Hours = Known<HoursBand>(Hours),
            Considerations = Known<Consideration>(Considerations),
        };
        var found = await offers.ListPublishedAsync(Search, user.Viewer.HomeMunicipalityId, ct);
        View = new OfferFilterView(new OfferCatalogue(found, filter), found, filter, int.TryParse(PageText, out var page) ? page : 1, PageSize);
    }

    /// <summary>A value in the address that the portal does not know narrows nothing.</summary>
    private static IReadOnlyList<T> Known<T>(string[] names)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(value => names.Contains(value.ToString()))];
}
