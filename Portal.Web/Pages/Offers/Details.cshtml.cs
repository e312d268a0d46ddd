using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>One offer on one screen: the physical facts first.</summary>
public sealed class DetailsModel(OfferRepository offers, CertificateListRepository certificates, CurrentUser user) : PageModel
{
    // Enough to choose from; the rest is reached from the certificate itself.
    private const int MostOpen = 50;

    public Offer Offer { get; private set; } = null!;

    /// <summary>The clinic's open certificates, to which the offer can be added.</summary>
    public IReadOnlyList<CertificateListItem> Open { get; private set; } = [];

    public bool IsOld => Offer.VersionNumber < Offer.CurrentVersionNumber;

    public async Task<IActionResult> OnGetAsync(string slug, string? version, CancellationToken ct)
    {
        var number = int.TryParse(version, out var parsed) ? parsed : (int?)null;
        if ((version is not null && number is null) || await offers.FindAsync(slug, number, user.Viewer.MunicipalityId, ct) is not { } offer)
        {
            return NotFound();
        }

        Offer = offer;
        if (user.Role.IsClinic() && !IsOld)
        {
            Open = await certificates.ListAsync(user.Acting(), CertificateView.ToDo, wholeUnit: false, null, MostOpen, ct);
        }

        return Page();
    }
}
