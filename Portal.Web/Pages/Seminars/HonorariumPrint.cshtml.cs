using Microsoft.AspNetCore.Mvc;
using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>The doctors who are paid for having come, on paper.</summary>
public sealed class HonorariumPrintModel(HonorariumService service, AuditLog audit, CurrentUser user) : SeminarPageModel
{
    public IReadOnlyList<Attendee> Doctors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return NotFound();
        }

        await audit.WriteReadAsync(user.Acting(), "seminar.print-fees", "Seminar", Seminar.Id, Seminar.CitizenId, null, ct);
        Doctors = await service.ListAsync(Seminar, ct);
        return Page();
    }
}
