using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Incidents;

public sealed class IncidentFilter(IncidentRepository incidents, CurrentUser user) : FoundFilter<Incident>
{
    protected override Task<Incident?> FindAsync(Guid id, CancellationToken ct) => incidents.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Incident found) => ((DetailsModel)page).Incident = found;
}
