namespace Portal.Data;

/// <summary>Working days and public holidays in Denmark.</summary>
/// <remarks>
/// Lov om Folkekirkens helligdage; Store Bededag is none since 2024 (lov 214 af 6. marts 2023). 5 June, 24 and 31 December are
/// days off by custom and agreement, not by law, but no public office answers on them, so they are no working days here.
/// </remarks>
public static class DanishCalendar
{
    /// <summary>Clock time on a due day until which something is in time. A proposal of the portal, not a rule of any law.</summary>
    public static readonly TimeOnly DueTime = new(16, 0);

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The day itself when it is a working day, else the first after it.</summary>
    public static DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The working day that lies a number of working days after a day, or before it when the number is negative.</summary>
    /// <param name="day">Any day; one that is no working day itself counts as the next that is.</param>
    public static DateOnly AddWorkingDays(DateOnly day, int workingDays)
    {
        day = NextWorkingDay(day);
        for (var left = Math.Abs(workingDays); left > 0; left--)
        {
            do
            {
                day = day.AddDays(Math.Sign(workingDays));
            }
            while (!IsWorkingDay(day));
        }

        return day;
    }

    public static bool IsHoliday(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (6, 5) or (12, 24) or (12, 25) or (12, 26) or (12, 31))
        {
            return true;
        }

        return (day.DayNumber - EasterSunday(day.Year).DayNumber) switch
        {
            -3 or -2 or 0 or 1 => true,     // Maundy Thursday, Good Friday, Easter Sunday and Monday
            39 or 49 or 50 => true,         // Ascension Day, Whit Sunday and Monday
            26 => day.Year < 2024,          // Store Bededag
            _ => false,
        };
    }

    /// <summary>Easter Sunday of a year of the Gregorian calendar (Butcher's algorithm).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }
}
