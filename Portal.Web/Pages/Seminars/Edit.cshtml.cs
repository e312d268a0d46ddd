using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>What a meeting is about, its agenda, its material and who is invited.</summary>
public sealed class EditModel(SeminarEditor editor, SeminarRepository seminars, SeminarForms forms, CurrentUser user, Texts texts) : SeminarPageModel
{
    public SeminarFormModel Model { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    /// <summary>The version that the form stands on.</summary>
    public int Version { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        SeminarRules.WhyNot(Seminar, SeminarAction.Edit, user.Acting(), user.Now) is null ? await DrawAsync(SeminarForm.Of(Seminar), Seminar.Version, ct) : NotFound();

    /// <summary>The form again with room for one more item: for those without scripts.</summary>
    public Task<IActionResult> OnPostMoreAsync(int version, CancellationToken ct) => DrawAsync(Posted(), version, ct);

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        var form = Posted();
        var outcome = await editor.EditAsync(Seminar.Id, version, form.ToInput(texts["Seminars.Guidelines"]), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "edited"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        // What was typed stays, on top of what somebody else wrote: the next save is a decision.
        Seminar = now;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Seminars.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return await DrawAsync(form with { Errors = outcome.Errors }, now.Version, ct) is NotFoundResult missing ? missing : this.PageAfter(outcome);
    }

    private SeminarForm Posted() => SeminarForm.Read(Request.Form) with { Kind = Seminar.Kind, CitizenId = Seminar.CitizenId };

    private async Task<IActionResult> DrawAsync(SeminarForm form, int version, CancellationToken ct)
    {
        if (await forms.DrawAsync(form, ct) is not { } model)
        {
            return NotFound();
        }

        Model = model with { IsAnnounced = Seminar.Facts.AnnouncedAt is not null };
        Version = version;
        return Page();
    }
}
