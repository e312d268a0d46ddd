using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Data.Consents;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>Notes that the citizen has withdrawn a consent, once the caseworker has seen what follows.</summary>
public sealed class WithdrawModel(ConsentService service, ConsentRepository consents, FolderRepository folder, AuditLog audit, CurrentUser user) : CitizenPageModel
{
    public Consent Consent { get; private set; } = null!;

    /// <summary>The requests that will stand still.</summary>
    public IReadOnlyList<FolderCertificate> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string consentId, CancellationToken ct)
    {
        if (!Guid.TryParse(consentId, out var id) || await consents.FindAsync(id, Citizen.Id, ct) is not { } consent)
        {
            return NotFound();
        }

        if (consent.WithdrawnAt is not null)
        {
            return LocalRedirect(CitizenLinks.Details(Citizen.Id));
        }

        Consent = consent;
        Open = await folder.ListOpenOnConsentAsync(id, Citizen.Id, user.Acting(), ct);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string consentId, CancellationToken ct)
    {
        var outcome = Guid.TryParse(consentId, out var id) ? await service.WithdrawAsync(id, Citizen.Id, user.Acting(), ct) : Outcome.NotFound;
        return outcome.IsDone ? LocalRedirect(CitizenLinks.Done(Citizen.Id, "consent-withdrawn")) : NotFound();
    }
}
