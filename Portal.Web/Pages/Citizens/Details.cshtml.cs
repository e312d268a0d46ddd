using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>One citizen: who it is, and every certificate that the viewer may see.</summary>
public sealed class DetailsModel(
    CitizenRepository citizens, CitizenService service, CertificateListRepository certificates, AuditLog audit, CurrentUser user) : PageModel
{
    private const int Most = 100;

    public Citizen Citizen { get; private set; } = null!;

    public IReadOnlyList<CertificateListItem> Certificates { get; private set; } = [];

    /// <summary>The whole number, when it was asked for.</summary>
    public string? Cpr { get; private set; }

    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => ShowAsync(id, ct);

    public async Task<IActionResult> OnPostShowCprAsync(string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var citizenId) || await service.ShowCprAsync(citizenId, user.Acting(), ct) is not { } cpr)
        {
            return NotFound();
        }

        Cpr = CprWords.Grouped(cpr);
        return Request.IsFetch() ? new JsonResult(new { cpr = Cpr }) : await ShowAsync(id, ct);
    }

    private async Task<IActionResult> ShowAsync(string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var citizenId) || await citizens.FindAsync(citizenId, user.Acting(), ct) is not { } citizen)
        {
            return NotFound();
        }

        Citizen = citizen;
        Certificates = await certificates.ListForCitizenAsync(citizenId, user.Acting(), Most, ct);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", citizenId, citizenId, null, ct);
        return Page();
    }
}
