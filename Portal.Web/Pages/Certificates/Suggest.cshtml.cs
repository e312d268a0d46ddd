using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Takes an offer from the catalogue into an answer that is being written. Only a form leads here.</summary>
public sealed class SuggestModel(AnswerService answers, CurrentUser user) : PageModel
{
    public IActionResult OnGet() => NotFound();

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
