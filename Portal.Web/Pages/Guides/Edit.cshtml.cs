using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Guidelines;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Guides;

/// <summary>A new version of the common guidelines: the text that holds now to write in, with what a meeting decided below it.</summary>
public sealed class EditModel(
    GuidelineRepository guidelines, GuidelineService service, SeminarRepository seminars, DecisionRepository decisions, IDocumentRenderer renderer,
    CurrentUser user, Texts texts) : PageModel
{
    // The guidelines are Danish, whichever language the page is in.
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public GuidelineInput Form { get; private set; } = new() { BasedOn = 0 };

    /// <summary>The meeting that decides it; null when none does.</summary>
    public Seminar? Meeting { get; private set; }

    /// <summary>The form's text as it will look; null when it was not asked for.</summary>
    public string? PreviewHtml { get; private set; }

    /// <summary>What a colleague has published since the form was drawn; null when nothing.</summary>
    public CommonGuideline? Theirs { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? seminar, CancellationToken ct)
    {
        if (seminar is not null && !await FindMeetingAsync(seminar, ct))
        {
            return NotFound();
        }

        var current = await guidelines.FindAsync(null, user.Acting(), ct);
        Form = new GuidelineInput { BasedOn = current?.Number ?? 0, Body = current?.Body ?? "" };
        if (Meeting is { } meeting)
        {
            var open = (await decisions.ListAsync(meeting.Id, ct)).Where(decision => decision.GuidelineId is null).ToList();
            Form = WithDecisions(Form, meeting, open);
            Banner = DecisionRules.WhyNotPublish(meeting, user.Acting(), user.Now) is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        PreviewHtml = renderer.Render(Form.Body).Html;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        var outcome = await service.PublishAsync(Form, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(GuideLinks.Published);
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        if (outcome.Kind == OutcomeKind.ChangedByOther && await guidelines.FindAsync(null, user.Acting(), ct) is { } theirs)
        {
            // What is pressed now is meant for the version that the writer has before them.
            Theirs = theirs;
            Form = Form with { BasedOn = theirs.Number };
            Banner = new Banner(texts["Guides.ChangedMeanwhile", theirs.PublishedByName, theirs.Number], IsWarning: true);
        }
        else if (outcome.Reason is { } reason)
        {
            Banner = new Banner(texts[reason], IsWarning: true);
        }

        Errors = outcome.Errors;
        return this.PageAfter(outcome);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var form = Request.Form;
        Form = new GuidelineInput
        {
            BasedOn = int.TryParse(form["basedOn"], out var number) ? number : 0,
            Body = TextRules.Clean(form["body"]),
            ChangeNote = TextRules.Clean(form["changeNote"]),
            SeminarId = Guid.TryParse(form["seminar"], out var seminar) ? seminar : null,
            DecisionIds = [.. form["decision"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)],
        };
        if (Form.SeminarId is { } meeting)
        {
            await FindMeetingAsync(meeting.ToString(), ct);
        }
    }

    private async Task<bool> FindMeetingAsync(string id, CancellationToken ct) =>
        Guid.TryParse(id, out var meeting) && (Meeting = await seminars.FindAsync(meeting, user.Acting(), ct)) is not null;

    /// <summary>The decisions as a list under a heading of their own, for the writer to put where they belong.</summary>
    private GuidelineInput WithDecisions(GuidelineInput form, Seminar meeting, List<SeminarDecision> open)
    {
        var on = meeting.Facts.StartsAt is { } at ? DanishTime.DayOf(at).ToString("d. MMMM yyyy", Danish) : "";
        string[] lines = open.Count == 0 ? [] : [$"## {texts["Guides.DecidedHeading", meeting.Title, on]}", "", .. open.Select(decision => $"- {decision.Decision}")];
        return form with
        {
            Body = string.Join("\n\n", ((string[])[form.Body, string.Join('\n', lines)]).Where(part => part.Length > 0)),
            ChangeNote = texts["Guides.DecidedNote", meeting.Title, on],
            SeminarId = meeting.Id,
            DecisionIds = [.. open.Select(decision => decision.Id)],
        };
    }
}
