using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>The work list: what waits for this side, what waits for the other, what is done.</summary>
public sealed class IndexModel(CertificateListRepository certificates, AuditLog audit, CurrentUser user) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewName { get; set; }

    /// <summary>»unit« or »mine«; a caseworker begins with their own certificates, a coordinator with the unit's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    /// <summary>The last row of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CertificateView Shown { get; private set; }

    public bool WholeUnit => user.Role.IsCasework() && (Of is null ? IsUnitByDefault : Of == "unit");

    private bool IsUnitByDefault => user.Role == Role.Coordinator;

    /// <summary>Whether the count in the menu is also the count of this list.</summary>
    public bool CountsAreForThis => WholeUnit == IsUnitByDefault;

    public IReadOnlyList<CertificateListItem> Items { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last page.</summary>
    public CertificateCursor? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Shown = ViewName switch
        {
            "waiting" => CertificateView.Waiting,
            "done" => CertificateView.Done,
            _ => CertificateView.ToDo,
        };
        var rows = await certificates.ListAsync(user.Acting(), Shown, WholeUnit, CertificateCursor.TryParse(After), PageSize + 1, ct);
        Items = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? new CertificateCursor(Items[^1].SortAt, Items[^1].Id) : null;
        await audit.WriteReadAsync(user.Acting(), "certificate.list", "Certificate", null, null, string.Join(' ', Items.Select(item => item.Id)), ct);
    }

    /// <summary>The address of another view of the list.</summary>
    public string LinkTo(CertificateView view, bool wholeUnit, CertificateCursor? after = null)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (view != CertificateView.ToDo)
        {
            query.Add(new("view", view == CertificateView.Waiting ? "waiting" : "done"));
        }

        if (wholeUnit != IsUnitByDefault)
        {
            query.Add(new("of", wholeUnit ? "unit" : "mine"));
        }

        if (after is not null)
        {
            query.Add(new("after", after.ToString()));
        }

        return CertificateLinks.Index + QueryString.Create(query);
    }
}
