using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Takes an offer from the catalogue into an answer: the clinic chooses among its open certificates.</summary>
public sealed class SuggestModel(
    AnswerService answers, CertificateListRepository certificates, OfferRepository offers, AuditLog audit, CurrentUser user) : PageModel
{
    // More than a clinic has open; the rest is reached from the certificate itself.
    private const int MostOpen = 100;

    public OfferReference Offer { get; private set; } = null!;

    public IReadOnlyList<CertificateListItem> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? offer, CancellationToken ct)
    {
        if (!Guid.TryParse(offer, out var versionId) || await offers.ListReferencesAsync([versionId], ct) is not [var reference])
        {
            return NotFound();
        }

        Offer = reference;
        Open = await certificates.ListForClinicAsync(user.Acting(), CertificateView.ToDo, null, MostOpen, ct);
        await audit.WriteReadAsync(user.Acting(), "certificate.list", "Certificate", null, null, string.Join(' ', Open.Select(item => item.Id)), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid offer, CancellationToken ct)
    {
        var outcome = await answers.AddOfferAsync(id, offer, user.Acting(), ct);
        return outcome.Kind switch
        {
            OutcomeKind.Done => LocalRedirect(CertificateLinks.Done(id, "offer-added") + "#offers"),
            OutcomeKind.Refused or OutcomeKind.ChangedByOther => LocalRedirect(CertificateLinks.Done(id, "offer-not-added")),
            OutcomeKind.NotFound or OutcomeKind.Invalid => NotFound(),
        };
    }
}
