using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>The last look before everybody is told: what they will see, whom the time does not suit, and why it may be so.</summary>
public sealed class AnnounceModel(SeminarService service, SeminarRepository seminars, OffHours offHours, CurrentUser user, Texts texts) : SeminarPageModel
{
    public IReadOnlyList<ClinicConflict> Conflicts { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public string OffHoursReason { get; private set; } = "";

    /// <summary>People get less notice than doctors need.</summary>
    public bool IsShortNotice => SeminarChecks.IsShortNotice(Seminar.Facts, DanishTime.DayOf(user.Now));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return NotFound();
        }

        OffHoursReason = Seminar.OffHoursReason ?? "";
        return await DrawAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(int version, string? offHoursReason, CancellationToken ct)
    {
        OffHoursReason = TextRules.Clean(offHoursReason);
        var outcome = await service.AnnounceAsync(Seminar.Id, version, OffHoursReason, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "announced"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Seminars.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        await DrawAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task<IActionResult> DrawAsync(CancellationToken ct)
    {
        var clinics = Seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().ToList();
        Conflicts = Seminar.Facts is { StartsAt: { } start, EndsAt: { } end } ? await offHours.ListAsync(clinics, start, end, Seminar.Id, ct) : [];
        return Page();
    }
}
