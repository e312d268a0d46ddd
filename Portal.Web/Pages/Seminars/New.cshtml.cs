using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>A new meeting: first which kind, then what it is about and who is invited. Time and place come after.</summary>
public sealed class NewModel(SeminarService service, SeminarRepository seminars, SeminarForms forms, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>Null while the kind is being chosen.</summary>
    public SeminarFormModel? Model { get; private set; }

    public Banner? Banner { get; private set; }

    /// <summary>The kinds that the viewer may plan.</summary>
    public IReadOnlyList<MeetingKind> Kinds => [.. Enum.GetValues<MeetingKind>().Where(kind => SeminarRules.WhyNotPlan(kind, user.Acting()) is null)];

    public async Task<IActionResult> OnGetAsync(MeetingKind? kind, Guid? citizen, Guid? from, CancellationToken ct)
    {
        if (from is { } earlier)
        {
            return await seminars.FindAsync(earlier, user.Acting(), ct) is { } seminar && Kinds.Contains(seminar.Kind)
                ? await DrawAsync(SeminarForms.Next(seminar), ct)
                : NotFound();
        }

        if (kind is not { } chosen || !Kinds.Contains(chosen))
        {
            return Page();
        }

        return await DrawAsync(await forms.BeginAsync(chosen, chosen == MeetingKind.RoundTable ? citizen : null, ct), ct);
    }

    /// <summary>The form again with room for one more item: for those without scripts.</summary>
    public Task<IActionResult> OnPostMoreAsync(CancellationToken ct) => DrawAsync(SeminarForm.Read(Request.Form), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var form = SeminarForm.Read(Request.Form);
        if (form.Kind is null)
        {
            return Page();
        }

        var outcome = await service.CreateAsync(form.ToInput(texts["Seminars.Guidelines"]), SeminarForm.Number(form.Count) ?? 1, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Time(outcome.Id));
        }

        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return await DrawAsync(form with { Errors = outcome.Errors }, ct) is PageResult ? this.PageAfter(outcome) : NotFound();
    }

    private async Task<IActionResult> DrawAsync(SeminarForm form, CancellationToken ct)
    {
        Model = await forms.DrawAsync(form, ct);
        return Model is null ? NotFound() : Page();
    }
}
