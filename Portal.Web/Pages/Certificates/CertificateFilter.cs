using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A page about one certificate, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class CertificatePageModel : PageModel
{
    public Certificate Certificate { get; set; } = null!;
}

public sealed class CertificateFilter(CertificateRepository certificates, CurrentUser user) : FoundFilter<Certificate>
{
    protected override Task<Certificate?> FindAsync(Guid id, CancellationToken ct) => certificates.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Certificate found) => ((CertificatePageModel)page).Certificate = found;
}
