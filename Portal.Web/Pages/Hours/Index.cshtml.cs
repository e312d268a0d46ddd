using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Hours;

/// <summary>Of which of the municipality's clinics the hours are known: those of which they are not come first.</summary>
public sealed class IndexModel(ClinicHoursRepository repository, CurrentUser user) : PageModel
{
    public IReadOnlyList<ClinicHours> Clinics { get; private set; } = [];

    public DateOnly Today => DanishTime.DayOf(user.Now);

    public async Task OnGetAsync(CancellationToken ct) => Clinics =
        [.. (await repository.ListOfMunicipalityAsync(user.Viewer.MunicipalityId!.Value, Today, ct)).OrderBy(clinic => clinic.ScheduleOn(Today) is not null)];
}
