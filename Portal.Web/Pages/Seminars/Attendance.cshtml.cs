using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>Who came, what those get who did not, and when the next meeting is.</summary>
public sealed class AttendanceModel(
    AttendanceService service, MaterialService materials, AttendanceRepository attendance, SeminarRepository seminars, CurrentUser user, When when, Texts texts)
    : SeminarPageModel
{
    private const string MarkPrefix = "mark-";
    private const int MonthsAhead = 24;

    // What was done before this page was drawn; anything else in the address says nothing.
    private static readonly string[] Deeds = ["registered", "sent", "next"];

    /// <summary>Who had a place, or was there.</summary>
    public IReadOnlyList<Attendee> Expected { get; private set; } = [];

    /// <summary>Who was invited and had no place: they may have come all the same.</summary>
    public IReadOnlyList<Attendee> Others { get; private set; } = [];

    /// <summary>Who answered and was not there.</summary>
    public IReadOnlyList<Attendee> Absent { get; private set; } = [];

    /// <summary>What is marked on the page, by person.</summary>
    public IReadOnlyDictionary<Guid, Attendance> Marks { get; private set; } = new Dictionary<Guid, Attendance>();

    /// <summary>Who is ticked as having come without a place.</summary>
    public IReadOnlyList<Guid> Came { get; private set; } = [];

    /// <summary>Why nothing can be written down; null when it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public Refusal? WhyNotMaterial => AttendanceRules.WhyNotSendMaterial(Seminar, user.Acting(), user.Now);

    /// <summary>Months in which the next meeting can be.</summary>
    public IReadOnlyList<DateOnly> Months => [.. Enumerable.Range(0, MonthsAhead).Select(i => new DateOnly(when.Today.Year, when.Today.Month, 1).AddMonths(i))];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public static string Field(Attendee attendee) => $"{MarkPrefix}{attendee.PersonId}";

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Afterwards.Done.{done}"]) : null;
        return SeminarRules.IsPlanner(Seminar, user.Acting()) ? await DrawAsync(null, ct) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        var input = new AttendanceInput
        {
            Marks = Request.Form.Where(field => field.Key.StartsWith(MarkPrefix, StringComparison.Ordinal))
                .Select(field => (IsId: Guid.TryParse(field.Key[MarkPrefix.Length..], out var id), Id: id, IsMark: Enum.TryParse<Attendance>(field.Value, out var mark) && Enum.IsDefined(mark), Mark: mark))
                .Where(field => field.IsId && field.IsMark)
                .ToDictionary(field => field.Id, field => field.Mark),
            Came = Ids("came"),
        };
        return await ShowAsync(await service.RegisterAsync(Seminar.Id, version, input, user.Acting(), ct), "registered", input, ct);
    }

    public async Task<IActionResult> OnPostMaterialAsync(int version, CancellationToken ct) =>
        await ShowAsync(await materials.SendAsync(Seminar.Id, version, Ids("absent"), user.Acting(), ct), "sent", null, ct);

    public async Task<IActionResult> OnPostNextAsync(int version, string? month, CancellationToken ct) =>
        await ShowAsync(await service.ProposeNextAsync(Seminar.Id, version, FormDay.Read(month), user.Acting(), ct), "next", null, ct);

    private List<Guid> Ids(string field) => [.. Request.Form[field].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, AttendanceInput? typed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect($"{SeminarLinks.Attendance(Seminar.Id)}?done={deed}");
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now || !SeminarRules.IsPlanner(now, user.Acting()))
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Afterwards.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        await DrawAsync(typed, ct);
        return this.PageAfter(outcome);
    }

    private async Task<IActionResult> DrawAsync(AttendanceInput? typed, CancellationToken ct)
    {
        WhyNot = await service.WhyNotAsync(Seminar, user.Acting(), ct);
        var answered = await attendance.ListAnsweredAsync(Seminar, ct);
        Expected = [.. answered.Where(AttendanceRules.IsExpected)];
        Others = [.. answered.Where(attendee => !AttendanceRules.IsExpected(attendee)), .. WhyNot is null ? await attendance.ListOthersAsync(Seminar, ct) : []];
        Absent = Seminar.Facts.HeldAt is null ? [] : [.. answered.Where(AttendanceRules.IsAbsent)];
        Came = typed?.Came ?? [];
        // Before anything is written down, who had a place counts as there: most are, and the few are easily changed.
        Marks = typed?.Marks ?? Expected.Where(attendee => attendee.Attendance is not null || Seminar.Facts.HeldAt is null)
            .ToDictionary(attendee => attendee.PersonId, attendee => attendee.Attendance ?? Attendance.Attended);
        return Page();
    }
}
