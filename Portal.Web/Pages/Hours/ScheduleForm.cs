using Portal.Data;
using Portal.Data.Directory.Hours;

namespace Portal.Web.Pages.Hours;

/// <summary>The form for a clinic's week.</summary>
public sealed record ScheduleForm
{
    /// <summary>The schedule that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    public int Version { get; init; }

    /// <summary>The day as it was typed.</summary>
    public string ValidFrom { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>What stands in each box, by the names of <see cref="ClinicScheduleInput.Field"/>.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the viewer enters the hours for a clinic of which they are none.</summary>
    public bool IsForClinic { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether the boxes of Saturday and Sunday are open from the start.</summary>
    public bool HasWeekend => Boxes([6, 7]).Any(box => Texts.GetValueOrDefault(box, "").Length > 0 || Errors.Any(error => error.Field == box));

    /// <summary>A schedule to change.</summary>
    public static ScheduleForm Of(ClinicSchedule schedule) => Like(schedule) with
    {
        Id = schedule.Id,
        Version = schedule.Version,
        ValidFrom = FormDay.Text(schedule.ValidFrom),
        Note = schedule.Note,
    };

    /// <summary>A new schedule: the week as it is now, so that only what changes has to be typed.</summary>
    /// <param name="now">Null when nothing is known: then the new one is meant to hold from today.</param>
    public static ScheduleForm New(ClinicSchedule? now, DateOnly today) => now is null ? new ScheduleForm { ValidFrom = FormDay.Text(today) } : Like(now);

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static ScheduleForm Read(IFormCollection form) => new()
    {
        Id = Guid.TryParse(form["id"], out var id) ? id : null,
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        ValidFrom = TextRules.Clean(form["validFrom"]),
        Note = TextRules.Clean(form["note"]),
        Texts = Boxes(Enumerable.Range(1, 7)).ToDictionary(box => box, box => TextRules.Clean(form[box])),
    };

    /// <summary>The same with Monday's hours on each working day that has none of the kind.</summary>
    public ScheduleForm FilledFromMonday() => this with
    {
        Texts = Enum.GetValues<WindowKind>()
            .SelectMany(kind => Enumerable.Range(1, 7).Select(weekday => (Kind: kind, Weekday: weekday)))
            .ToDictionary(
                box => ClinicScheduleInput.Field(box.Kind, box.Weekday),
                box => Texts.GetValueOrDefault(ClinicScheduleInput.Field(box.Kind, box.Weekday), "") is var text && text.Length == 0 && box.Weekday <= 5
                    ? Texts.GetValueOrDefault(ClinicScheduleInput.Field(box.Kind, 1), "")
                    : text),
    };

    public ClinicScheduleInput ToInput() => new() { Id = Id, Version = Version, ValidFrom = FormDay.Read(ValidFrom), Note = Note, Texts = Texts };

    private static ScheduleForm Like(ClinicSchedule schedule) => new()
    {
        Texts = Enum.GetValues<WindowKind>()
            .SelectMany(kind => Enumerable.Range(1, 7).Select(weekday => (Box: ClinicScheduleInput.Field(kind, weekday), Text: HoursWords.Of(schedule, kind, weekday))))
            .ToDictionary(box => box.Box, box => box.Text),
    };

    private static IEnumerable<string> Boxes(IEnumerable<int> weekdays) =>
        weekdays.SelectMany(weekday => Enum.GetValues<WindowKind>().Select(kind => ClinicScheduleInput.Field(kind, weekday)));
}
