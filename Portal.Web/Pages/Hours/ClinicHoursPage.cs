using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Hours;

/// <summary>The page of one clinic's hours, for the clinic itself and for the coordinator who enters them for it.</summary>
public abstract class ClinicHoursPage(ClinicHoursRepository repository, ClinicHoursService service, CurrentUser user, Texts texts) : PageModel
{
    public ClinicHours Hours { get; private set; } = null!;

    public ScheduleForm Form { get; private set; } = new();

    public DaysForm Closure { get; private set; } = new();

    public Banner? Banner { get; protected set; }

    /// <summary>Everything that is wrong, for the list on top.</summary>
    public virtual IReadOnlyList<FieldError> Errors => [.. HoursWords.Summary(texts, Form.Errors), .. Closure.Errors];

    /// <summary>The schedule in force; null when the clinic's hours are unknown.</summary>
    public ClinicSchedule? Now => Hours.ScheduleOn(Today);

    public IReadOnlyList<ClinicSchedule> Coming => [.. Hours.Schedules.Where(schedule => schedule.ValidFrom > Today)];

    /// <summary>The address of the page.</summary>
    public abstract string Address { get; }

    /// <summary>The clinic that the address speaks of; null when it speaks of none.</summary>
    protected abstract Guid? ClinicId { get; }

    protected DateOnly Today => DanishTime.DayOf(user.Now);

    public Refusal? WhyNot(HoursAct act, bool isByClinic = false) => HoursRules.WhyNot(act, isByClinic, user.Acting());

    public async Task<IActionResult> OnGetAsync(Guid? edit, string? done, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || (edit is not null && Hours.Schedules.All(schedule => schedule.Id != edit)))
        {
            return NotFound();
        }

        if (edit is not null)
        {
            Form = ScheduleForm.Of(Hours.Schedules.Single(schedule => schedule.Id == edit)) with { IsForClinic = Form.IsForClinic };
        }

        Banner = done is "saved" or "deleted" or "closed" or "opened" or "located" ? new Banner(texts[$"Hours.Done.{done}"]) : null;
        return Page();
    }

    /// <summary>Monday's hours on the other days: nothing is saved.</summary>
    public async Task<IActionResult> OnPostFillAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Form = ScheduleForm.Read(Request.Form).FilledFromMonday() with { IsForClinic = Form.IsForClinic };
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var typed = ScheduleForm.Read(Request.Form);
        var outcome = ClinicId is { } clinicId ? await service.SaveScheduleAsync(clinicId, typed.ToInput(), user.Acting(), ct) : Outcome.NotFound;
        return await AfterAsync(outcome, "saved", ct, () =>
        {
            // What was typed stays, on the version that is saved now; what was deleted meanwhile becomes a new one.
            var saved = Hours.Schedules.FirstOrDefault(schedule => schedule.Id == typed.Id);
            Form = typed with { Id = saved?.Id, Version = saved?.Version ?? 0, IsForClinic = Form.IsForClinic, Errors = outcome.Errors };
        });
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct) => await AfterAsync(
        ClinicId is { } clinicId ? await service.DeleteScheduleAsync(clinicId, id, version, user.Acting(), ct) : Outcome.NotFound, "deleted", ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var typed = DaysForm.Read(Request.Form, "reason");
        var outcome = ClinicId is not { } clinicId ? Outcome.NotFound
            : typed.CheckToDay() is { Count: > 0 } errors ? Outcome.Invalid(errors)
            : await service.AddClosureAsync(clinicId, typed.ToClosure(), user.Acting(), ct);
        return await AfterAsync(outcome, "closed", ct, () => Closure = typed with { Errors = outcome.Errors });
    }

    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct) => await AfterAsync(
        ClinicId is { } clinicId ? await service.DeleteClosureAsync(clinicId, id, user.Acting(), ct) : Outcome.NotFound, "opened", ct);

    /// <summary>Where the act leads: to the page with a sentence about it, or to the page again.</summary>
    /// <param name="keep">Puts what was typed into the page again.</param>
    protected async Task<IActionResult> AfterAsync(Outcome outcome, string done, CancellationToken ct, Action? keep = null)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(HoursLinks.Done(Address, done));
        }

        if (outcome.Kind == OutcomeKind.NotFound || !await LoadAsync(ct))
        {
            return NotFound();
        }

        keep?.Invoke();
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Hours.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }

    /// <returns>False when the clinic is not the viewer's.</returns>
    protected virtual async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (ClinicId is not { } clinicId || await repository.FindAsync(clinicId, Today, ct) is not { } hours)
        {
            return false;
        }

        Hours = hours;
        Form = ScheduleForm.New(Now, Today) with { IsForClinic = user.Viewer.ClinicId is null };
        return true;
    }
}
