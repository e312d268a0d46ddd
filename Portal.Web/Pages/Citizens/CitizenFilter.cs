using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>A page about one citizen, whom the folder's filter has found and shown to be the viewer's to see.</summary>
public abstract class CitizenPageModel : PageModel
{
    public Citizen Citizen { get; set; } = null!;
}

public sealed class CitizenFilter(CitizenRepository citizens, CurrentUser user) : FoundFilter<Citizen>
{
    protected override Task<Citizen?> FindAsync(Guid id, CancellationToken ct) => citizens.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Citizen found) => ((CitizenPageModel)page).Citizen = found;
}
