using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory.Places;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Visits;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>Visits to several clinics in one afternoon: the portal finds the shortest way and says whom the time does not suit.</summary>
public sealed class RouteModel(VisitRouteService service, SeminarForms forms, InviteeRepository invitees, MeetingPlaceRepository places, CurrentUser user, Texts texts) : PageModel
{
    public IReadOnlyList<Invitee> Clinics { get; private set; } = [];

    public IReadOnlyList<MunicipalPlace> Places { get; private set; } = [];

    public Guid CommandId { get; private set; } = Guid.CreateVersion7();

    public IReadOnlyList<Guid> ClinicIds { get; private set; } = [];

    public Guid? StartPlaceId { get; private set; }

    public string Day { get; private set; } = "";

    public string From { get; private set; } = "12:00";

    public string Minutes { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Purpose { get; private set; } = "";

    public string OffHoursReason { get; private set; } = "";

    public IReadOnlyList<PlannedVisit> Visits { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await DrawAsync(ct);
        Minutes = (await forms.BeginAsync(MeetingKind.OutreachVisit, null, ct)).Minutes;
        StartPlaceId = Places.FirstOrDefault(place => place.IsJobCentre)?.Id;
    }

    /// <summary>The way as it would be; nothing is made.</summary>
    public async Task<IActionResult> OnPostPlanAsync(CancellationToken ct)
    {
        var input = await ReadAsync(ct);
        Errors = VisitRouteService.Check(input, user.Now);
        Visits = await service.PlanAsync(input, user.Acting(), ct);
        return Errors.Count == 0 ? Page() : this.PageAfter(Outcome.Invalid(Errors));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var input = await ReadAsync(ct);
        var outcome = await service.CreateAsync(input, OffHoursReason, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Details(outcome.Id));
        }

        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        Visits = await service.PlanAsync(input, user.Acting(), ct);
        return this.PageAfter(outcome);
    }

    private async Task<VisitRouteInput> ReadAsync(CancellationToken ct)
    {
        await DrawAsync(ct);
        var form = SeminarForm.Read(Request.Form);
        (CommandId, ClinicIds) = (form.CommandId, form.ClinicIds);
        (Minutes, Title, Purpose) = (form.Minutes, form.Title, form.Purpose);
        (Day, From, OffHoursReason) = (TextRules.Clean(Request.Form["day"]), TextRules.Clean(Request.Form["from"]), TextRules.Clean(Request.Form["offHoursReason"]));
        StartPlaceId = Guid.TryParse(Request.Form["start"], out var start) ? start : null;
        var template = await forms.BeginAsync(MeetingKind.OutreachVisit, null, ct);
        return new VisitRouteInput
        {
            Visit = (form with { Kind = MeetingKind.OutreachVisit, Agenda = template.Agenda, ClinicIds = [] }).ToInput(""),
            ClinicIds = ClinicIds,
            Day = FormDay.Read(Day),
            From = FormTime.Read(From),
            StartPlaceId = StartPlaceId,
        };
    }

    private async Task DrawAsync(CancellationToken ct)
    {
        var municipality = user.Acting().MunicipalityId!.Value;
        Clinics = [.. (await invitees.ListClinicsAsync(municipality, ct)).Where(clinic => clinic.IsNear)];
        Places = await places.ListAsync(municipality, ct);
    }
}
