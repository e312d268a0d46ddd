using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Handovers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>Gives one case to another caseworker.</summary>
public sealed class HandoverModel(
    CitizenRepository citizens, CaseHandoverRepository handovers, CaseHandoverService service, AuditLog audit, CurrentUser user, Texts texts)
    : HandoverPageModel(handovers, user, texts)
{
    private const int Most = 20;

    public Citizen Citizen { get; private set; } = null!;

    /// <summary>How the case came to where it is, newest first.</summary>
    public IReadOnlyList<CaseHandover> Earlier { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, new HandoverForm(), ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, int version, CancellationToken ct)
    {
        var form = HandoverForm.Read(Request.Form);
        var outcome = Guid.TryParse(id, out var citizenId)
            ? await service.HandOverAsync(citizenId, version, form.ToInput(), CurrentUser.Acting(), ct)
            : Outcome.NotFound;
        return outcome.IsDone ? LocalRedirect(CitizenLinks.HandedOver)
            : outcome.Kind != OutcomeKind.NotFound && await LoadAsync(id, form, ct) ? Again(outcome, Texts["Citizens.HandoverChanged", Citizen.CaseworkerName])
            : NotFound();
    }

    private async Task<bool> LoadAsync(string id, HandoverForm form, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var citizenId) || await citizens.FindAsync(citizenId, CurrentUser.Acting(), ct) is not { } citizen)
        {
            return false;
        }

        Citizen = citizen;
        Earlier = await Handovers.ListForCitizenAsync(citizenId, Most, ct);
        await DrawAsync(form, citizen.UnitId, citizen.CaseworkerId, null, ct);
        await audit.WriteReadAsync(CurrentUser.Acting(), "citizen.read", "Citizen", citizenId, citizenId, null, ct);
        return true;
    }
}
