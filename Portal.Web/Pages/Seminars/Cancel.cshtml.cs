using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>Calls a meeting off, with the reason that each party is told.</summary>
public sealed class CancelModel(SeminarService service, CurrentUser user, Texts texts) : SeminarPageModel
{
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public string Reason { get; private set; } = "";

    public IActionResult OnGet() => SeminarRules.IsPlanner(Seminar, user.Acting()) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int version, string? reason, CancellationToken ct)
    {
        Reason = TextRules.Clean(reason);
        var outcome = await service.CancelAsync(Seminar.Id, version, Reason, user.Acting(), ct);
        if (outcome.IsDone || outcome.Kind == OutcomeKind.NotFound)
        {
            return outcome.IsDone ? LocalRedirect(SeminarLinks.Done(Seminar.Id, "cancelled")) : NotFound();
        }

        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Seminars.ChangedMeanwhile", Seminar.ChangedByName], IsWarning: true)
            : outcome.Reason is { } why ? new Banner(texts[why], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }
}
