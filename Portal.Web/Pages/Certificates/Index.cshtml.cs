using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>The work list: for a clinic by deadline, for casework the longest untouched first, for a medical consultant what waits for advice.</summary>
public sealed class IndexModel(CertificateListRepository certificates, WorklistRepository worklist, AuditLog audit, CurrentUser user) : PageModel
{
    public const int PageSize = 30;
    public const int MostSparrings = 100;

    /// <summary>The clinic's view.</summary>
    public CertificateView Shown { get; private set; }

    /// <summary>The clinic's certificates.</summary>
    public IReadOnlyList<CertificateListItem> Items { get; private set; } = [];

    /// <summary>Where the clinic's next page begins; null on the last page.</summary>
    public ListCursor? Next { get; private set; }

    /// <summary>The caseworker's list; null for everybody else.</summary>
    public WorklistModel? Worklist { get; private set; }

    /// <summary>What waits for the medical consultant.</summary>
    public IReadOnlyList<OpenSparringItem> Sparrings { get; private set; } = [];

    /// <summary>What was just done to a certificate that is no longer to be seen; null when nothing was.</summary>
    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? view, string? after, string? done, [FromServices] Texts texts, CancellationToken ct)
    {
        Banner = done == "redirected" ? new Banner(texts["Certificates.Done.redirected"]) : null;
        var ids = user.Role.IsClinic() ? await ListForClinicAsync(view, ListCursor.TryParse(after), ct)
            : user.Role.IsCasework() ? await ListForCaseworkAsync(ct)
            : await ListForConsultantAsync(ct);
        await audit.WriteReadAsync(user.Acting(), "certificate.list", "Certificate", null, null, string.Join(' ', ids), ct);
    }

    /// <summary>The caseworker's list as a file for a spreadsheet.</summary>
    public IActionResult OnGetCsv() =>
        user.Role.IsCasework() ? new WorklistFile(WorkAddress.Read(Request.Query, user.Role)) : NotFound();

    /// <summary>The address of another of the clinic's views.</summary>
    public static string LinkTo(CertificateView view, ListCursor? after = null)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (view != CertificateView.ToDo)
        {
            query.Add(new("view", WorkAddress.Name(view)));
        }

        if (after is not null)
        {
            query.Add(new("after", after.ToString()));
        }

        return CertificateLinks.Index + QueryString.Create(query);
    }

    private async Task<IEnumerable<Guid>> ListForClinicAsync(string? view, ListCursor? after, CancellationToken ct)
    {
        Shown = view switch
        {
            "waiting" => CertificateView.Waiting,
            "done" => CertificateView.Done,
            "ready" => CertificateView.Ready,
            _ => CertificateView.ToDo,
        };
        var rows = await certificates.ListForClinicAsync(user.Acting(), Shown, after, PageSize + 1, ct);
        Items = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize && Shown != CertificateView.Ready ? new ListCursor(Items[^1].SortAt, Items[^1].Id) : null;
        return Items.Select(item => item.Id);
    }

    private async Task<IEnumerable<Guid>> ListForCaseworkAsync(CancellationToken ct)
    {
        var address = WorkAddress.Read(Request.Query, user.Role);
        var page = await worklist.ListAsync(
            user.Acting(), address.View, address.WholeUnit, address.ListFilterAt(user.Now), address.After, PageSize, ct);
        Worklist = new WorklistModel
        {
            Address = address,
            Items = page.Items,
            Counts = await worklist.CountAsync(user.Acting(), address.WholeUnit, address.FilterAt(user.Now), ct),
            Next = page.Next,
        };
        return page.Items.Select(item => item.Id);
    }

    private async Task<IEnumerable<Guid>> ListForConsultantAsync(CancellationToken ct)
    {
        Sparrings = await worklist.ListSparringsAsync(user.Acting(), MostSparrings, ct);
        return Sparrings.Select(item => item.Id);
    }
}
