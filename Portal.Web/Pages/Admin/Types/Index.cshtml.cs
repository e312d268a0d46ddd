using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>Every certificate type of the catalogue, and how the municipality uses it.</summary>
public sealed class IndexModel(CertificateTypes types, CurrentUser user, When when) : PageModel
{
    public IReadOnlyList<CertificateTypeVersion> Types { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Types = await types.ListAsync(user.Viewer.MunicipalityId!.Value, when.Today, ct);
}
