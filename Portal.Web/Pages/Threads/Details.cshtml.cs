using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>One thread: who must act, what was said, and the box for the next word.</summary>
[UploadLimit(LargestRequest)]
[RequestSizeLimit(AttachmentUpload.LargestTransfer)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class DetailsModel(
    ThreadRepository threads,
    ThreadService service,
    ThreadActs acts,
    ThreadParties parties,
    AttachmentService attachments,
    ThreadForms forms,
    CurrentUser user,
    When when,
    Texts texts) : ThreadPageModel
{
    /// <summary>Bytes of a whole post: two of the largest files and the form around them.</summary>
    public const int LargestRequest = (2 * AttachmentRules.LargestBytes) + (1024 * 1024);

    private const int PageSize = 50;

    // Who was away for longer gets the rest with the next request.
    private const int MostFetched = 200;

    private const string SequenceHeader = "Portal-Sequence";

    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds =
    [
        "started", "handled", "closed", "left", "reopened", "assigned", "invited", "removed", "redirected", "replaced", "declined", "disputed", "step", "resolved", "retracted", "draft",
    ];

    public ThreadMessagesModel Messages { get; private set; } = null!;

    public IReadOnlyList<ThreadPerson> People { get; private set; } = [];

    /// <summary>Before which message the earlier ones stand; null when there are none.</summary>
    public long? EarlierThan { get; private set; }

    /// <summary>An earlier stretch is shown, not the newest.</summary>
    public bool IsEarlier { get; private set; }

    public WritingModel Writing { get; private set; } = null!;

    /// <summary>How the one who is written to wishes to be asked; null when they have said nothing, or for the clinic.</summary>
    public ContactPreference? Wish { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    private Portal.Data.Audit.ActionContext By => user.Acting();

    public async Task<IActionResult> OnGetAsync(long? before, string? done, CancellationToken ct)
    {
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Threads.Done.{done}"]) : null;
        var form = await threads.FindDraftAsync(Thread.Id, By, ct) is { } saved ? WritingForm.Of(saved) : new WritingForm();
        await DrawAsync(form, before, ct);
        await service.ReadAsync(Thread, IsEarlier ? 0 : Thread.Sight.Newest(Thread.LastSequence), By, ct);
        return Page();
    }

    /// <summary>What has come after a message, or what stands before one, to be put into an open page.</summary>
    public async Task<IActionResult> OnGetMessagesAsync(long? after, long? before, CancellationToken ct)
    {
        IReadOnlyList<ThreadMessage> rows;
        DateOnly? day = null;
        if (before is { } end)
        {
            rows = await threads.ListMessagesAsync(Thread, ThreadPage.Before(end, PageSize), ct);
        }
        else
        {
            // With the last one that the browser has: whether a new day begins after it.
            rows = await threads.ListMessagesAsync(Thread, ThreadPage.After((after ?? 0) - 1, MostFetched + 1), ct);
            if (rows is [var last, ..] && last.Sequence == after)
            {
                (day, rows) = (DanishTime.DayOf(last.SentAt), [.. rows.Skip(1)]);
            }
        }

        await service.ReadAsync(Thread, 0, By, ct);
        Response.Headers[SequenceHeader] = $"{(before is null && rows.Count >= MostFetched ? rows[^1].Sequence : Thread.Sight.Newest(Thread.LastSequence))}";
        return Partial("_Messages", new ThreadMessagesModel(Thread, rows) { Day = day });
    }

    /// <summary>One message as it stands now, after it was taken back.</summary>
    public async Task<IActionResult> OnGetMessageAsync(long sequence, CancellationToken ct)
    {
        // With the one before it: whether a day begins between the two.
        var rows = await threads.ListMessagesAsync(Thread, ThreadPage.After(sequence - 2, 2), ct);
        if (rows.FirstOrDefault(row => row.Sequence == sequence) is not { } message)
        {
            return NotFound();
        }

        await service.ReadAsync(Thread, 0, By, ct);
        return Partial("_Messages", new ThreadMessagesModel(Thread, [message]) { Day = rows[0].Sequence < sequence ? DanishTime.DayOf(rows[0].SentAt) : null });
    }

    /// <summary>Whose turn it is, what can be done and who takes part, as it stands now, to be put into an open page.</summary>
    public async Task<IActionResult> OnGetStateAsync(CancellationToken ct)
    {
        await DrawAsync(new WritingForm(), null, ct);
        return Partial("_State", this);
    }

    public async Task<IActionResult> OnPostPostAsync(List<IFormFile> files, CancellationToken ct)
    {
        var form = WritingForm.Read(Request.Form);
        var outcome = Outcome.Done(Thread.Id);
        var sequence = 0L;
        // A second click brings its files again: those of the first are there.
        if (files.Count > 0 && await service.FindPostedAsync(Thread.Id, form.MessageId, form.Body, By, ct) is { } posted)
        {
            sequence = posted.Sequence;
        }
        else
        {
            (form, outcome) = await UploadAsync(form, files, ct);
        }

        if (outcome.IsDone && sequence == 0)
        {
            (outcome, _, sequence) = await service.PostAsync(Thread.Id, form.ToInput(), By, ct);
        }

        return outcome.Kind == OutcomeKind.NotFound ? NotFound()
            : Request.IsFetch() ? Told(outcome, new { sequence })
            : outcome.IsDone ? LocalRedirect(ThreadLinks.At(Thread.Id, sequence))
            : await AgainAsync(outcome, form, ct);
    }

    /// <summary>Keeps what is being written: from script all the while, without it by a button.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken ct)
    {
        var form = WritingForm.Read(Request.Form);
        var outcome = await service.SaveDraftAsync(Thread.Id, form.DraftVersion, form.ToDraft(), By, ct);
        return outcome.Kind == OutcomeKind.NotFound ? NotFound()
            : Request.IsFetch() ? Told(outcome, new { version = outcome.Version, message = texts["Threads.Saved", when.Clock(user.Now)] })
            : outcome.IsDone ? LocalRedirect(ThreadLinks.Done(Thread.Id, "draft"))
            : await AgainAsync(outcome, form, ct);
    }

    /// <summary>How far somebody has come whose page stands open.</summary>
    public async Task<IActionResult> OnPostReadAsync(long upTo, CancellationToken ct)
    {
        await service.ReadAsync(Thread, upTo, By, ct);
        return StatusCode(StatusCodes.Status204NoContent);
    }

    /// <summary>The page again, with what the catalogue has for the words that were typed.</summary>
    public async Task<IActionResult> OnPostFindOffersAsync(CancellationToken ct)
    {
        await DrawAsync(await forms.FindOffersAsync(WritingForm.Read(Request.Form), ct), null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostHandleAsync(int version, CancellationToken ct) =>
        await ShowAsync(await acts.HandleAsync(Thread.Id, version, By, ct), "handled", ct);

    public async Task<IActionResult> OnPostCloseAsync(int version, CancellationToken ct) =>
        await ShowAsync(await acts.CloseAsync(Thread.Id, version, By, ct), "closed", ct);

    public async Task<IActionResult> OnPostReopenAsync(int version, CancellationToken ct) =>
        await ShowAsync(await acts.ReopenAsync(Thread.Id, version, By, ct), "reopened", ct);

    /// <summary>The consultant has advised. What they have read they can still read.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(int version, CancellationToken ct) =>
        await ShowAsync(await parties.LeaveAsync(Thread.Id, version, By, ct), "left", ct);

    public async Task<IActionResult> OnPostRemoveAsync(int version, Guid consultantId, CancellationToken ct) =>
        await ShowAsync(await parties.RemoveConsultantAsync(Thread.Id, version, consultantId, By, ct), "removed", ct);

    /// <summary>Whether the viewer may do something now: the page offers what the service allows.</summary>
    public bool May(ThreadAction action) => ThreadRules.WhyNot(Thread.Facts, Thread.Sight, action, By, user.Now) is null;

    /// <summary>Puts the files into the thread, one after the other, until one is refused.</summary>
    private async Task<(WritingForm Form, Outcome Outcome)> UploadAsync(WritingForm form, List<IFormFile> files, CancellationToken ct)
    {
        foreach (var file in files)
        {
            if (await AttachmentUpload.ReadAsync(file, ct) is not { } input)
            {
                continue;
            }

            var outcome = await attachments.AddAsync(AttachmentOwner.Thread, Thread.Id, input, By, ct);
            if (!outcome.IsDone)
            {
                return (form, outcome with { Errors = [.. outcome.Errors.Select(error => error with { Field = "files" })] });
            }

            form = form with { Files = [.. form.Files.Append((outcome.Id, input.Name)).DistinctBy(one => one.Item1)] };
        }

        return (form, Outcome.Done(Thread.Id));
    }

    /// <summary>The answer to a script.</summary>
    private JsonResult Told(Outcome outcome, object done) => outcome.IsDone ? new JsonResult(done) : new JsonResult(new
    {
        message = outcome.Kind == OutcomeKind.ChangedByOther ? texts["Threads.DraftElsewhere"] : outcome.Reason is { } reason ? texts[reason] : texts["Shared.ErrorsHeading"],
        errors = outcome.Errors.Select(error => new { field = error.Field, message = texts[error] }),
    })
    {
        StatusCode = outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict,
    };

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct) =>
        outcome.IsDone ? LocalRedirect(ThreadLinks.Done(Thread.Id, deed)) : await AgainAsync(outcome, new WritingForm(), ct);

    /// <summary>The page again, after what was asked for could not be done; it stands on what others have done meanwhile, and keeps what was typed.</summary>
    private async Task<IActionResult> AgainAsync(Outcome outcome, WritingForm form, CancellationToken ct)
    {
        if (outcome.Kind == OutcomeKind.NotFound || await threads.FindAsync(Thread.Id, By, ct) is not { } now)
        {
            return NotFound();
        }

        Thread = now;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Threads.ChangedMeanwhile"], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        Errors = outcome.Errors;
        await DrawAsync(form with { Errors = Errors }, null, ct);
        return this.PageAfter(outcome);
    }

    private async Task DrawAsync(WritingForm form, long? before, CancellationToken ct)
    {
        People = await threads.ListPeopleAsync(Thread.Id, ct);
        IsEarlier = before is not null;
        var rows = await threads.ListMessagesAsync(Thread, before is { } end ? ThreadPage.Before(end, PageSize + 1) : ThreadPage.Latest(PageSize + 1), ct);
        var shown = rows.TakeLast(PageSize).ToList();
        EarlierThan = rows.Count > PageSize ? shown[0].Sequence : null;
        var read = People.FirstOrDefault(person => person.PersonId == By.PersonId)?.ReadSequence;
        Messages = new ThreadMessagesModel(Thread, shown) { ReadBefore = read is > 0 ? read : null };
        Wish = Thread.Sight.Side == ThreadSide.Clinic ? null : await forms.FindWishAsync(Thread.ClinicId, Thread.ClinicPersonId, ct);
        Writing = new WritingModel(await forms.NameOffersAsync(form, ct), texts["Threads.ReplyTo", ThreadWords.Receiver(texts, Thread)])
        {
            IsPhoneFirst = Wish?.Way == ContactWay.Phone && Thread.Sight.Side == ThreadSide.Municipality,
            TakesFiles = true,
            Requests = Thread.CitizenId is { } citizen && user.Role != Role.MedicalConsultant ? await forms.ListRequestsAsync(citizen, Thread.ClinicName, ct) : [],
        };
    }
}
