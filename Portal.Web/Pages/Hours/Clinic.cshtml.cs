using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Hours;

/// <summary>The coordinator enters a clinic's hours for it, and where it lies.</summary>
public sealed class ClinicModel(ClinicHoursRepository repository, ClinicHoursService service, ClinicPoints points, CurrentUser user, Texts texts)
    : ClinicHoursPage(repository, service, user, texts)
{
    private readonly CurrentUser _user = user;

    /// <summary>The clinic as saved.</summary>
    public ClinicPoint Place { get; private set; } = null!;

    public PointForm Point { get; private set; } = new();

    public override IReadOnlyList<FieldError> Errors => [.. base.Errors, .. Point.Errors];

    public override string Address => HoursLinks.Clinic(ClinicId!.Value);

    protected override Guid? ClinicId => Guid.TryParse(RouteData.Values["clinicId"] as string, out var id) ? id : null;

    public async Task<IActionResult> OnPostLocateAsync(CancellationToken ct)
    {
        var typed = PointForm.Read(Request.Form);
        var outcome = ClinicId is { } clinicId ? await points.SetAsync(clinicId, typed.Version, typed.ToInput(), _user.Acting(), ct) : Outcome.NotFound;
        return await AfterAsync(outcome, "located", ct, () => Point = typed with { Version = Place.Version, Errors = outcome.Errors });
    }

    protected override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (ClinicId is not { } clinicId || await points.FindAsync(clinicId, _user.Viewer.MunicipalityId, ct) is not { } place)
        {
            return false;
        }

        Place = place;
        Point = PointForm.Of(place);
        return await base.LoadAsync(ct);
    }
}
