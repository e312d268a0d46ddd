using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>What a meeting decided, one on each line, and the way into the common guidelines.</summary>
public sealed class DecisionsModel(DecisionService service, DecisionRepository decisions, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    /// <summary>What is in the common guidelines: it stays as it is.</summary>
    public IReadOnlyList<SeminarDecision> Published { get; private set; } = [];

    /// <summary>What is saved and in no guidelines yet.</summary>
    public IReadOnlyList<SeminarDecision> Open { get; private set; } = [];

    /// <summary>What stands in the box.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why nothing can be changed; null when it can.</summary>
    public Refusal? WhyNot => SeminarRules.WhyNot(Seminar, SeminarAction.Decide, user.Acting(), user.Now);

    /// <summary>Whether what is saved can become common guidelines.</summary>
    public bool MayPublish => Open.Count > 0 && DecisionRules.WhyNotPublish(Seminar, user.Acting(), user.Now) is null;

    /// <summary>What a colleague has saved since the form was drawn is shown beside what was typed.</summary>
    public bool IsChanged { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return NotFound();
        }

        Banner = done == "decided" ? new Banner(texts["Afterwards.Done.decided"]) : WhyNot is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        await LoadAsync(ct);
        Text = string.Join('\n', Open.Select(decision => decision.Decision));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? decisions, CancellationToken ct)
    {
        Text = TextRules.Clean(decisions);
        var outcome = await service.SaveAsync(Seminar.Id, version, DecisionRules.Lines(Text), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect($"{SeminarLinks.Decisions(Seminar.Id)}?done=decided");
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now || !SeminarRules.IsPlanner(now, user.Acting()))
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        IsChanged = outcome.Kind == OutcomeKind.ChangedByOther;
        Banner = IsChanged ? new Banner(texts["Afterwards.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        await LoadAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var all = await decisions.ListAsync(Seminar.Id, ct);
        Published = [.. all.Where(decision => decision.GuidelineId is not null)];
        Open = [.. all.Where(decision => decision.GuidelineId is null)];
    }
}
