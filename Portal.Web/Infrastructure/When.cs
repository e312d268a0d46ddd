using System.Globalization;
using Portal.Data;

namespace Portal.Web.Infrastructure;

/// <summary>How near a deadline is; it decides colour and group, never alone: the words say it too.</summary>
public enum Urgency
{
    Overdue,
    Today,

    /// <summary>Within seven days. Not the calendar week: on a Friday Monday is near.</summary>
    ThisWeek,
    Later,
    None,
}

/// <summary>Days and times in words, as people in Denmark say them.</summary>
public sealed class When(CurrentUser user, Texts texts)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static CultureInfo Culture => Texts.IsDanish ? Danish : English;

    public DateOnly Today => DanishTime.DayOf(user.Now);

    /// <summary>Such as »23. november 2026«.</summary>
    public string Day(DateOnly day) => day.ToString(Texts.IsDanish ? "d. MMMM yyyy" : "d MMMM yyyy", Culture);

    /// <summary>Such as »23. nov.«, with the year only when it is another than this.</summary>
    public string ShortDay(DateOnly day)
    {
        var text = day.ToString(Texts.IsDanish ? "d. MMM" : "d MMM", Culture).TrimEnd('.') + (Texts.IsDanish && day.Month != 5 ? "." : "");
        return day.Year == Today.Year ? text : $"{text} {day.Year}";
    }

    /// <summary>Such as »fredag 20. november«, with the year only when it is another than this.</summary>
    public string LongDay(DateOnly day) => day.ToString(
        (Texts.IsDanish ? "dddd d. MMMM" : "dddd d MMMM") + (day.Year == Today.Year ? "" : " yyyy"), Culture);

    /// <summary>Such as »November 2026«.</summary>
    public static string Month(DateOnly day) => Capital(day.ToString("MMMM yyyy", Culture));

    /// <summary>Such as »kl. 16.00«.</summary>
    public string Clock(DateTime instant) => Clock(TimeOnly.FromDateTime(DanishTime.Local(instant)));

    /// <summary>Such as »16.00«: the end of a span of time that begins with <see cref="Clock(DateTime)"/>.</summary>
    public static string ClockAlone(DateTime instant)
    {
        var local = DanishTime.Local(instant);
        return Texts.IsDanish ? $"{local.Hour}.{local.Minute:00}" : $"{local.Hour}:{local.Minute:00}";
    }

    /// <summary>Such as »tirs.«.</summary>
    public static string Weekday(DateTime instant) => DanishTime.Local(instant).ToString("ddd", Culture);

    /// <summary>Such as »nov.«.</summary>
    public static string MonthOf(DateTime instant) => DanishTime.Local(instant).ToString("MMM", Culture);

    /// <summary>Such as »i dag kl. 10.42«, »i går kl. 14.52« or »12. aug. kl. 9.30«.</summary>
    public string Moment(DateTime instant)
    {
        var day = DanishTime.DayOf(instant);
        var name = (Today.DayNumber - day.DayNumber) switch
        {
            0 => texts["Shared.Today"],
            1 => texts["Shared.Yesterday"],
            _ => ShortDay(day),
        };
        return $"{name} {Clock(instant)}";
    }

    /// <summary>A deadline in words: »2 dage over«, »i dag kl. 16.00«, »i morgen«, »onsdag 25. nov.« or »14. december«.</summary>
    public string Deadline(DateTime dueAt)
    {
        var day = DanishTime.DayOf(dueAt);
        var days = day.DayNumber - Today.DayNumber;
        if (dueAt < user.Now)
        {
            return days == 0 ? texts["Shared.PassedToday", Clock(dueAt)] : texts.Count("Shared.DaysOver", -days);
        }

        return days switch
        {
            0 => $"{texts["Shared.Today"]} {Clock(dueAt)}",
            1 => texts["Shared.Tomorrow"],
            < 7 => $"{day.ToString("dddd", Culture)} {ShortDay(day)}",
            _ => day.Year == Today.Year ? day.ToString(Texts.IsDanish ? "d. MMMM" : "d MMMM", Culture) : Day(day),
        };
    }

    public Urgency UrgencyOf(DateTime? dueAt)
    {
        if (dueAt is not { } due)
        {
            return Urgency.None;
        }

        var days = DanishTime.DayOf(due).DayNumber - Today.DayNumber;
        return due < user.Now ? Urgency.Overdue
            : days == 0 ? Urgency.Today
            : days <= 7 ? Urgency.ThisWeek
            : Urgency.Later;
    }

    /// <summary>A sentence's first letter as a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Culture) + text[1..];

    private string Clock(TimeOnly time) => Texts.IsDanish
        ? $"kl. {time.Hour}.{time.Minute:00}"
        : $"{texts["Shared.At"]} {time.Hour}:{time.Minute:00}";
}
