using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Data.Proposals;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Proposals;

/// <summary>The doctor proposes socio-medical casework, and sees at once by when the municipality answers.</summary>
public sealed class NewModel(
    ProposalService service,
    CitizenRepository citizens,
    OfferRepository offers,
    DirectoryRepository directory,
    AuditLog audit,
    CurrentUser user,
    Texts texts) : PageModel
{
    private const int MostFound = 8;

    public ProposalForm Form { get; private set; } = new();

    /// <summary>Where it goes.</summary>
    public string MunicipalityName { get; private set; } = "";

    /// <summary>By when it would be answered, were it sent now. UTC.</summary>
    public DateTime DueAt => SocialProposalRules.DueAt(user.Now);

    public Banner? Banner { get; private set; }

    /// <param name="citizen">A patient whom the portal shows the clinic.</param>
    public async Task<IActionResult> OnGetAsync(string? citizen, CancellationToken ct)
    {
        var form = new ProposalForm
        {
            CitizenId = citizen is null ? null : Guid.TryParse(citizen, out var id) ? id : Guid.Empty,
            ConsentGivenOn = FormDay.Text(DanishTime.DayOf(user.Now)),
        };
        if (!await DrawAsync(form, ct))
        {
            return NotFound();
        }

        if (Form.Citizen is { } known)
        {
            await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", known.Id, known.Id, null, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        var form = ProposalForm.Read(Request.Form);
        var outcome = await service.SendAsync(form.ToInput(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(ProposalLinks.Done(outcome.Id, "sent"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || !await DrawAsync(form with { Errors = outcome.Errors }, ct))
        {
            return NotFound();
        }

        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return this.PageAfter(outcome);
    }

    /// <summary>The form again, with what the catalogue has for the words that were typed.</summary>
    public async Task<IActionResult> OnPostFindOffersAsync(CancellationToken ct)
    {
        var form = ProposalForm.Read(Request.Form);
        var found = form.OfferSearch.Length == 0 ? null : await offers.ListPublishedAsync(form.OfferSearch, user.Viewer.HomeMunicipalityId, ct);
        return await AgainAsync(form with { Found = found is null ? null : [.. found.Take(MostFound)] }, ct);
    }

    public Task<IActionResult> OnPostAddOfferAsync(Guid addOffer, CancellationToken ct)
    {
        var form = ProposalForm.Read(Request.Form);
        return AgainAsync(form with { OfferVersionIds = [.. form.OfferVersionIds.Append(addOffer).Distinct()] }, ct);
    }

    public Task<IActionResult> OnPostRemoveOfferAsync(Guid removeOffer, CancellationToken ct)
    {
        var form = ProposalForm.Read(Request.Form);
        return AgainAsync(form with { OfferVersionIds = [.. form.OfferVersionIds.Where(id => id != removeOffer)] }, ct);
    }

    private async Task<IActionResult> AgainAsync(ProposalForm form, CancellationToken ct) => await DrawAsync(form, ct) ? Page() : NotFound();

    /// <returns>False when the patient is nobody whom the portal shows the clinic.</returns>
    private async Task<bool> DrawAsync(ProposalForm form, CancellationToken ct)
    {
        var citizen = form.CitizenId is { } id ? await citizens.FindAsync(id, user.Acting(), ct) : null;
        if (citizen is null && form.CitizenId is not null)
        {
            return false;
        }

        var municipalityId = citizen?.MunicipalityId ?? user.Viewer.ClinicMunicipalityId;
        MunicipalityName = (await directory.ListMunicipalitiesAsync(ct)).First(municipality => municipality.Id == municipalityId).Name;
        var named = await offers.ListReferencesAsync(form.OfferVersionIds, ct);
        Form = form with { Citizen = citizen, Offers = named, OfferVersionIds = [.. named.Select(offer => offer.OfferVersionId)] };
        return true;
    }
}
