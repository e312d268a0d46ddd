using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory.Places;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Hours;

/// <summary>When the municipality's schools are closed.</summary>
public sealed class HolidaysModel(SchoolHolidayRepository repository, SchoolHolidayService service, CurrentUser user, Texts texts) : PageModel
{
    public IReadOnlyList<SchoolHoliday> Items { get; private set; } = [];

    public DaysForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done is "added" or "removed" ? new Banner(texts[$"Hours.HolidayDone.{done}"]) : null;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var typed = DaysForm.Read(Request.Form, "name");
        var outcome = typed.CheckToDay() is { Count: > 0 } errors ? Outcome.Invalid(errors) : await service.AddAsync(typed.ToHoliday(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(HoursLinks.Done(HoursLinks.Holidays, "added"));
        }

        Form = typed with { Errors = outcome.Errors };
        return await AgainAsync(outcome, ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct)
    {
        var outcome = await service.DeleteAsync(id, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(HoursLinks.Done(HoursLinks.Holidays, "removed")) : await AgainAsync(outcome, ct);
    }

    private async Task<IActionResult> AgainAsync(Outcome outcome, CancellationToken ct)
    {
        await LoadAsync(ct);
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return this.PageAfter(outcome);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Items = await repository.ListAsync(user.Viewer.MunicipalityId!.Value, DanishTime.DayOf(user.Now), DateOnly.MaxValue, ct);
}
