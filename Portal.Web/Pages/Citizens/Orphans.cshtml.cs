using Microsoft.AspNetCore.Mvc;
using Portal.Data.Audit;
using Portal.Data.Handovers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>The coordinator's cases that nobody looks after any more, and the way to give each, or all, to somebody.</summary>
public sealed class OrphansModel(CaseHandoverRepository handovers, CaseHandoverService service, AuditLog audit, CurrentUser user, Texts texts)
    : HandoverPageModel(handovers, user, texts)
{
    public IReadOnlyList<OrphanCase> Orphans { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(new HandoverForm(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var form = HandoverForm.Read(Request.Form);
        var outcome = await service.HandOverOrphansAsync(form.Count, form.ToInput(), CurrentUser.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CitizenLinks.HandedOver);
        }

        await LoadAsync(form, ct);
        return Again(outcome, Texts["Citizens.HandoverAllChanged"]);
    }

    private async Task LoadAsync(HandoverForm form, CancellationToken ct)
    {
        Orphans = await Handovers.ListOrphansAsync(CurrentUser.Acting(), ct);
        await DrawAsync(form, CurrentUser.Viewer.UnitId, null, Orphans.Count, ct);
        await audit.WriteReadAsync(CurrentUser.Acting(), "citizen.list", "Citizen", null, null, null, ct);
    }
}
