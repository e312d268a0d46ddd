using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>A page about one meeting, which the folder's filter has found and shown to be the viewer's to see.</summary>
public abstract class SeminarPageModel : PageModel
{
    public Seminar Seminar { get; set; } = null!;
}

public sealed class SeminarFilter(SeminarRepository seminars, CurrentUser user) : FoundFilter<Seminar>
{
    protected override Task<Seminar?> FindAsync(Guid id, CancellationToken ct) => seminars.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Seminar found) => ((SeminarPageModel)page).Seminar = found;
}
