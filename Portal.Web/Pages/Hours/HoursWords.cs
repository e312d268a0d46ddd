using System.Globalization;
using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Hours;

/// <summary>A clinic's hours in words.</summary>
public static class HoursWords
{
    private static char Separator => Texts.IsDanish ? '.' : ':';

    /// <summary>Such as »Mandag«.</summary>
    /// <param name="weekday">1 is Monday, 7 Sunday.</param>
    public static string Weekday(int weekday) => When.Capital(CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)(weekday % 7)));

    /// <summary>The hours of a kind on a weekday, such as »8–12, 13–15.30«; empty when there are none.</summary>
    public static string Of(ClinicSchedule schedule, WindowKind kind, int weekday) => HoursText.Write(
        schedule.Windows.Where(window => window.Kind == kind && window.Weekday == weekday).Select(window => new DayTime(window.FromMinute, window.ToMinute)), Separator);

    /// <summary>The weekdays that a week is shown with: Monday to Friday, and at the weekend those with hours.</summary>
    public static IEnumerable<int> Weekdays(ClinicSchedule schedule) =>
        Enumerable.Range(1, 7).Where(weekday => weekday <= 5 || schedule.Windows.Any(window => window.Weekday == weekday));

    /// <summary>Who has said it, and when.</summary>
    public static string Source(Texts texts, When when, ClinicSchedule schedule) =>
        texts[schedule.IsByClinic ? "Hours.ByClinic" : "Hours.ByMunicipality", schedule.EnteredByName, when.Moment(schedule.EnteredAt)];

    /// <summary>The days of a closure or holiday.</summary>
    public static string Days(Texts texts, When when, DateOnly from, DateOnly to) =>
        from == to ? When.Capital(when.LongDay(from)) : texts["Hours.Days", When.Capital(when.LongDay(from)), when.LongDay(to)];

    /// <summary>The same, short: »23. dec. – 2. jan. 2027«.</summary>
    public static string ShortDays(Texts texts, When when, DateOnly from, DateOnly to) =>
        from == to ? when.ShortDay(from) : texts["Hours.Days", when.ShortDay(from), when.ShortDay(to)];

    /// <summary>The errors for the list on top: that of a box in the week says which box.</summary>
    public static IReadOnlyList<FieldError> Summary(Texts texts, IEnumerable<FieldError> errors)
    {
        var boxes = Enum.GetValues<WindowKind>()
            .SelectMany(kind => Enumerable.Range(1, 7).Select(weekday => (Field: ClinicScheduleInput.Field(kind, weekday), Kind: kind, Weekday: weekday)))
            .ToDictionary(box => box.Field);
        return
        [
            .. errors.Select(error => boxes.TryGetValue(error.Field, out var box)
                ? new FieldError(error.Field, "Hours.ErrorAt", Weekday(box.Weekday), texts.Of(box.Kind), texts[error])
                : error),
        ];
    }

    /// <summary>A coordinate for its box; empty when there is none.</summary>
    public static string Degrees(double? degrees) => degrees?.ToString("0.######", Texts.IsDanish ? CultureInfo.GetCultureInfo("da-DK") : CultureInfo.InvariantCulture) ?? "";

    /// <summary>Such as »55,7166 N, 11,7132 Ø«.</summary>
    public static string Point(Texts texts, GeoPoint point) => texts["Hours.Point", Degrees(point.Latitude), Degrees(point.Longitude)];
}
