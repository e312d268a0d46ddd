using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Incidents;

/// <summary>What was sent wrongly in the coordinator's units, those not yet looked after first. The list names no citizen.</summary>
public sealed class IndexModel(IncidentRepository incidents, CurrentUser user) : PageModel
{
    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Incidents = await incidents.ListAsync(user.Acting(), ct);
}
