using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>Begins a thread, from either side: to whom, about what, and the first message.</summary>
public sealed class NewModel(ThreadService service, ThreadRepository threads, ThreadForms forms, CurrentUser user, When when, Texts texts) : PageModel
{
    public StartModel Start { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    /// <summary>There is a draft of another thread, which a new draft would replace.</summary>
    public bool HasOtherDraft { get; private set; }

    /// <param name="citizen">Whose case it is about.</param>
    /// <param name="certificate">Which certificate it is about.</param>
    /// <param name="offer">Which version of an offer it is about.</param>
    /// <param name="clinic">Which clinic to write to, for the municipality.</param>
    /// <param name="draft">Go on with what was begun, whatever it is about.</param>
    public async Task<IActionResult> OnGetAsync(string? citizen, string? certificate, string? offer, string? clinic, string? category, string? draft, CancellationToken ct)
    {
        var form = new StartForm
        {
            CitizenId = StartForm.Id(citizen),
            RequestId = StartForm.Id(certificate),
            OfferVersionId = StartForm.Id(offer),
            ClinicId = StartForm.Id(clinic),
            Category = StartForm.CategoryOf(category),
        };
        if (await threads.FindDraftAsync(null, user.Acting(), ct) is { } saved)
        {
            var begun = StartForm.Of(saved);
            var isSame = begun.IsAbout(form) && (form.ClinicId is null || form.ClinicId == begun.ClinicId);
            HasOtherDraft = !isSame && draft is null;
            form = HasOtherDraft ? form with { Writing = form.Writing with { DraftVersion = saved.Version } } : begun;
        }

        return await DrawAsync(form, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        var form = StartForm.Read(Request.Form);
        var (outcome, threadId, _) = await service.StartAsync(form.ToInput(), user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(ThreadLinks.Done(threadId, "started")) : await AgainAsync(form, outcome, ct);
    }

    /// <summary>Keeps what is being written: from script all the while, without it by a button.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken ct)
    {
        var form = StartForm.Read(Request.Form);
        var outcome = await service.SaveDraftAsync(null, form.Writing.DraftVersion, form.ToDraft(), user.Acting(), ct);
        if (Request.IsFetch())
        {
            return outcome.IsDone
                ? new JsonResult(new { version = outcome.Version, message = texts["Threads.Saved", when.Clock(user.Now)] })
                : new JsonResult(new { message = texts["Threads.DraftElsewhere"] }) { StatusCode = StatusCodes.Status409Conflict };
        }

        return outcome.IsDone ? LocalRedirect(ThreadLinks.Begun) : await AgainAsync(form, outcome, ct);
    }

    /// <summary>The form again, with what the catalogue has for the words that were typed.</summary>
    public async Task<IActionResult> OnPostFindOffersAsync(CancellationToken ct)
    {
        var form = StartForm.Read(Request.Form);
        return await DrawAsync(form with { Writing = await forms.FindOffersAsync(form.Writing, ct) }, ct) ? Page() : NotFound();
    }

    private async Task<IActionResult> AgainAsync(StartForm form, Outcome outcome, CancellationToken ct)
    {
        // Unit and person are one box of the form.
        var errors = outcome.Errors.Select(error => error.Field is "unitId" or "caseworkerId" ? error with { Field = "receiver" } : error).ToList();
        if (outcome.Kind == OutcomeKind.NotFound || !await DrawAsync(form with { Writing = form.Writing with { Errors = errors } }, ct))
        {
            return NotFound();
        }

        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Threads.DraftElsewhere"], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }

    /// <returns>False when what it is about is not the viewer's.</returns>
    private async Task<bool> DrawAsync(StartForm form, CancellationToken ct)
    {
        if (await forms.LoadAsync(form, ct) is not { } start)
        {
            return false;
        }

        Start = start;
        return true;
    }
}
