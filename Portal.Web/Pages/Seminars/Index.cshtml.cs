using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>Meetings: one's own and those one may join, or what is over.</summary>
public sealed class IndexModel(SeminarListRepository seminars, CurrentUser user) : PageModel
{
    private const int PageSize = 30;

    // More than anybody has before them; what is over comes in pages.
    private const int MostToCome = 100;

    public bool IsPast { get; private set; }

    public IReadOnlyList<SeminarListItem> Mine { get; private set; } = [];

    public IReadOnlyList<SeminarListItem> Open { get; private set; } = [];

    public IReadOnlyList<SeminarListItem> Past { get; private set; } = [];

    /// <summary>Where the next page of what is over begins; null on the last.</summary>
    public ListCursor? Next { get; private set; }

    public bool MayPlan => user.Role.IsCasework();

    public async Task OnGetAsync(string? view, string? after, CancellationToken ct)
    {
        IsPast = view == "past";
        if (!IsPast)
        {
            Mine = await seminars.ListAsync(user.Acting(), SeminarView.Mine, null, MostToCome, ct);
            Open = await seminars.ListAsync(user.Acting(), SeminarView.Open, null, MostToCome, ct);
            return;
        }

        var rows = await seminars.ListAsync(user.Acting(), SeminarView.Past, ListCursor.TryParse(after), PageSize + 1, ct);
        Past = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? new ListCursor(Past[^1].SortAt, Past[^1].Id) : null;
    }
}
