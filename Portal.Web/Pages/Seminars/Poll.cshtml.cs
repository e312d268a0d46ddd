using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Polls;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>The dates that those who plan offer, what people have said to them, and the one that is settled on.</summary>
public sealed class PollModel(PollService service, PollRepository polls, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    private const int SpareRows = 2;
    private const int FirstRows = 4;
    private const string SlotFormat = "yyyy-MM-dd'T'HH':'mm";

    /// <summary>The rows of the form as they were typed, with empty ones to go on with.</summary>
    public IReadOnlyList<SlotRow> Rows { get; private set; } = [];

    public string Deadline { get; private set; } = "";

    public string OffHoursReason { get; private set; } = "";

    /// <summary>The version that the form was drawn from.</summary>
    public int Version { get; private set; }

    /// <summary>Best first; empty while nothing is offered.</summary>
    public IReadOnlyList<PollResult> Result { get; private set; } = [];

    /// <summary>Clinics from which nobody, and people who are invited alone and who, have not answered.</summary>
    public IReadOnlyList<SeminarInvitation> Silent { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public bool IsOpen => Seminar.Facts is { PollOpenedAt: not null, PollClosedAt: null };

    /// <summary>Null when dates can be offered now; else why not.</summary>
    public Refusal? WhyNot => SeminarRules.WhyNot(Seminar, SeminarAction.Poll, user.Acting(), user.Now);

    /// <param name="slot">Dates to begin with, as »2027-01-12T15:30«; what is none is passed over.</param>
    /// <param name="done">What a page before this one says was done.</param>
    public async Task<IActionResult> OnGetAsync(string[] slot, string? done, CancellationToken ct)
    {
        var poll = await polls.ReadAsync(Seminar.Id, ct);
        var known = poll.Offered.Select(offered => RowOf(DanishTime.Local(offered.StartsAt)));
        var proposed = slot.Take(PollRules.MostSlots)
            .Where(text => DateTime.TryParseExact(text, SlotFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(text => RowOf(DateTime.ParseExact(text, SlotFormat, CultureInfo.InvariantCulture)));
        Rows = [.. known.Concat(proposed).Distinct()];
        Deadline = Seminar.Facts.PollDeadline is { } deadline ? FormDay.Text(DanishTime.DayOf(deadline)) : "";
        OffHoursReason = Seminar.OffHoursReason ?? "";
        Version = Seminar.Version;
        Banner = done == "polled" ? new Banner(texts["Invitations.Polled"]) : null;
        return Draw(poll) ? Page() : NotFound();
    }

    /// <summary>The form with more empty rows; nothing is kept yet.</summary>
    public async Task<IActionResult> OnPostMoreAsync(int version, CancellationToken ct)
    {
        Read(version);
        return Draw(await polls.ReadAsync(Seminar.Id, ct), SpareRows + FirstRows) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSaveAsync(int version, CancellationToken ct)
    {
        Read(version);
        var input = new PollInput
        {
            Slots = [.. Rows.Select(row => new SlotInput(FormDay.Read(row.Day), InvitationWords.ReadTime(row.From)))],
            Deadline = FormDay.Read(Deadline),
            OffHoursReason = OffHoursReason,
        };
        var outcome = IsOpen
            ? await service.SetSlotsAsync(Seminar.Id, version, input, user.Acting(), ct)
            : await service.OpenAsync(Seminar.Id, version, input, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect($"{SeminarLinks.Poll(Seminar.Id)}?done=polled") : await AgainAsync(outcome, ct);
    }

    public async Task<IActionResult> OnPostPickAsync(int version, Guid? slotId, CancellationToken ct)
    {
        var outcome = await service.PickAsync(Seminar.Id, version, slotId, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "picked"));
        }

        var poll = await polls.ReadAsync(Seminar.Id, ct);
        Rows = [.. poll.Offered.Select(offered => RowOf(DanishTime.Local(offered.StartsAt)))];
        Deadline = Seminar.Facts.PollDeadline is { } deadline ? FormDay.Text(DanishTime.DayOf(deadline)) : "";
        OffHoursReason = Seminar.OffHoursReason ?? "";
        return await AgainAsync(outcome, ct);
    }

    private static SlotRow RowOf(DateTime local) => new(FormDay.Text(DateOnly.FromDateTime(local)), InvitationWords.TimeText(TimeOnly.FromDateTime(local)));

    /// <summary>What was typed; rows that are empty throughout are none.</summary>
    private void Read(int version)
    {
        Version = version;
        Deadline = TextRules.Clean(Request.Form["deadline"]);
        OffHoursReason = TextRules.Clean(Request.Form["offHoursReason"]);
        Rows =
        [
            .. Enumerable.Range(0, PollRules.MostSlots + SpareRows)
                .Select(i => new SlotRow(TextRules.Clean(Request.Form[PollRules.DayField(i)]), TextRules.Clean(Request.Form[PollRules.FromField(i)])))
                .Where(row => row is not { Day: "", From: "" }),
        ];
    }

    /// <summary>The page again, on what others have done meanwhile, with what was typed.</summary>
    private async Task<IActionResult> AgainAsync(Outcome outcome, CancellationToken ct)
    {
        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Version = now.Version;
        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Invitations.PollMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return Draw(await polls.ReadAsync(Seminar.Id, ct)) ? this.PageAfter(outcome) : NotFound();
    }

    /// <returns>False when the viewer is none of those who plan: what others have said is not theirs to read.</returns>
    private bool Draw(Poll poll, int spare = SpareRows)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return false;
        }

        var rows = Math.Min(PollRules.MostSlots, Math.Max(FirstRows, Rows.Count + spare));
        Rows = [.. Rows, .. Enumerable.Repeat(new SlotRow("", ""), Math.Max(0, rows - Rows.Count))];
        Result = PollRules.Result(poll);
        Silent = PollRules.Silent(PollRules.Awaited(Seminar), poll);
        return true;
    }
}

/// <summary>One row of the form as it was typed.</summary>
public sealed record SlotRow(string Day, string From);
