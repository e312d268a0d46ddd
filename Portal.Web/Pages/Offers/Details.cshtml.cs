using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>One offer on one screen: the physical facts first.</summary>
public sealed class DetailsModel(OfferRepository offers, CurrentUser user) : PageModel
{
    public Offer Offer { get; private set; } = null!;

    public bool IsOld => Offer.VersionNumber < Offer.CurrentVersionNumber;

    /// <param name="version">Number of a version to see as it was; absent for the current one.</param>
    public async Task<IActionResult> OnGetAsync(string slug, string? version, CancellationToken ct)
    {
        var number = int.TryParse(version, out var parsed) ? parsed : (int?)null;
        if ((version is not null && number is null)
            || await offers.FindAsync(slug, number, user.Viewer.MunicipalityId, ct) is not { } offer)
        {
            return NotFound();
        }

        Offer = offer;
        return Page();
    }
}
