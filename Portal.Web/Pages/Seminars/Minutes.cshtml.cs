using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Guidelines;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>The minutes of a meeting: the draft to those who plan, every published version to those who may read it.</summary>
public sealed class MinutesModel(
    MinutesService service, MinutesRepository minutes, AttendanceRepository attendance, SeminarRepository seminars, IDocumentRenderer renderer, AuditLog audit,
    CurrentUser user, Texts texts) : SeminarPageModel
{
    /// <summary>The published version that is shown; null while a form is.</summary>
    public SeminarMinutes? Shown { get; private set; }

    /// <summary>The published versions, newest first.</summary>
    public IReadOnlyList<MinutesVersion> Versions { get; private set; } = [];

    /// <summary>What stands in the form; null when there is none.</summary>
    public MinutesInput? Form { get; private set; }

    /// <summary>The form amends what is published.</summary>
    public bool IsAmending { get; private set; }

    /// <summary>The form's text as it will look; null when it was not asked for.</summary>
    public string? PreviewHtml { get; private set; }

    /// <summary>What a colleague has written since the form was drawn; null when nothing.</summary>
    public SeminarMinutes? Theirs { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public bool IsOld => Shown is { } shown && Versions is [var newest, ..] && shown.Number < newest.Number;

    public bool MayAmend => SeminarRules.WhyNot(Seminar, SeminarAction.AmendMinutes, user.Acting(), user.Now) is null;

    /// <param name="version">Number of a version to see as it was; absent for the current one.</param>
    /// <param name="amend">Present when the current version is to be amended.</param>
    public async Task<IActionResult> OnGetAsync(string? version, string? amend, string? done, CancellationToken ct)
    {
        var by = user.Acting();
        if (!await MayReadAsync(ct))
        {
            return NotFound();
        }

        Banner = done is "saved" or "published" or "amended" ? new Banner(texts[$"Afterwards.Done.{done}"]) : null;
        if (Seminar.Facts.MinutesPublishedAt is null)
        {
            var draft = await minutes.FindDraftAsync(Seminar.Id, ct);
            Form = new MinutesInput { BasedOn = draft?.Version ?? 0, Body = draft?.Body ?? "" };
            Banner ??= SeminarRules.WhyNot(Seminar, SeminarAction.WriteMinutes, by, user.Now) is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
            return version is null ? await DrawAsync(ct) : NotFound();
        }

        var number = int.TryParse(version, out var parsed) ? parsed : (int?)null;
        Shown = version is not null && number is null ? null : await minutes.FindPublishedAsync(Seminar.Id, number, ct);
        if (Shown is null)
        {
            return NotFound();
        }

        Versions = await minutes.ListAsync(Seminar.Id, ct);
        if (amend is not null && MayAmend && !IsOld)
        {
            IsAmending = true;
            Form = new MinutesInput { BasedOn = Shown.Number, Body = Shown.Body };
        }

        return await DrawAsync(ct);
    }

    /// <summary>Keeps the draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await ShowAsync(await service.SaveAsync(Seminar.Id, Read(), user.Acting(), ct), "saved", ct);

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct) =>
        await ShowAsync(await service.PublishAsync(Seminar.Id, Read(), user.Acting(), ct), "published", ct);

    public async Task<IActionResult> OnPostAmendAsync(CancellationToken ct) =>
        await ShowAsync(await service.AmendAsync(Seminar.Id, Read(), user.Acting(), ct), "amended", ct);

    /// <summary>Shows how the text will look, and keeps nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (!MinutesRules.MayReadDraft(Seminar, user.Acting()))
        {
            return NotFound();
        }

        PreviewHtml = renderer.Render(Read().Body).Html;
        IsAmending = Seminar.Facts.MinutesPublishedAt is not null;
        return await DrawAsync(ct);
    }

    private MinutesInput Read() => Form = new MinutesInput
    {
        BasedOn = int.TryParse(Request.Form["basedOn"], out var number) ? number : 0,
        Body = TextRules.Clean(Request.Form["body"]),
        Reason = TextRules.Clean(Request.Form["reason"]),
    };

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect($"{SeminarLinks.Minutes(Seminar.Id)}?done={deed}");
        }

        var by = user.Acting();
        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, by, ct) is not { } now || !MinutesRules.MayReadDraft(now, by))
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        IsAmending = now.Facts.MinutesPublishedAt is not null;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        if (outcome.Kind == OutcomeKind.ChangedByOther || (IsAmending && deed != "amended"))
        {
            // What is pressed now is meant for the version that the writer has before them.
            Theirs = IsAmending ? await minutes.FindPublishedAsync(now.Id, null, ct) : await minutes.FindDraftAsync(now.Id, ct);
            Form = Form! with { BasedOn = (IsAmending ? Theirs?.Number : Theirs?.Version) ?? 0 };
            Banner ??= new Banner(texts["Afterwards.MinutesChanged", Theirs?.WrittenByName ?? now.ChangedByName], IsWarning: true);
        }

        await DrawAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task<bool> MayReadAsync(CancellationToken ct) =>
        MinutesRules.MayReadDraft(Seminar, user.Acting())
        || (Seminar.Facts.MinutesPublishedAt is not null && MinutesRules.MayRead(Seminar, await attendance.FindOwnAsync(Seminar, user.Viewer.PersonId, ct) is not null, user.Acting()));

    /// <summary>Of a talk about a citizen the log says who read.</summary>
    private async Task<IActionResult> DrawAsync(CancellationToken ct)
    {
        if (Seminar.CitizenId is { } citizen)
        {
            await audit.WriteReadAsync(user.Acting(), "minutes.read", "Seminar", Seminar.Id, citizen, null, ct);
        }

        return Page();
    }
}
