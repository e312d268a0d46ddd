using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Fees;

/// <summary>A month's fees as a document on paper.</summary>
public sealed class PrintModel(FeeRepository fees, AuditLog audit, CurrentUser user, When when) : PageModel
{
    public FeeDocument Document { get; private set; } = null!;

    public async Task OnGetAsync(string? month, CancellationToken ct)
    {
        var shown = FeeMonth.TryParse(month) ?? FeeMonth.Of(when.Today);
        var by = user.Acting();
        var rows = await fees.ListAsync(shown, by, null, FeeDocument.MostRows, ct);
        foreach (var some in rows.Chunk(IndexModel.PageSize))
        {
            await audit.WriteReadAsync(by, "fee.print", "CertificateFee", null, null, string.Join(' ', some.Select(fee => fee.RequestId)), ct);
        }

        Document = new FeeDocument
        {
            Month = shown,
            IsClinic = user.Role.IsClinic(),
            Owner = user.Viewer.PlaceName is { } place ? $"{user.Viewer.OrganisationName}, {place}" : user.Viewer.OrganisationName,
            Rows = rows,
            Sums = await fees.SumAsync(shown, by, ct),
        };
    }
}
