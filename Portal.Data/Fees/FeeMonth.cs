using System.Globalization;

namespace Portal.Data.Fees;

/// <summary>A month of the calendar in Denmark.</summary>
/// <param name="FirstOn">Its first day.</param>
public sealed record FeeMonth(DateOnly FirstOn)
{
    // No portal is older, and no list lies farther ahead: what an address says beyond is no month.
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <summary>The instant at which it begins, UTC.</summary>
    public DateTime From => DanishTime.InstantOf(FirstOn, TimeOnly.MinValue);

    /// <summary>The instant before which it lies, UTC.</summary>
    public DateTime Before => Next.From;

    public FeeMonth Next => new(FirstOn.AddMonths(1));

    public FeeMonth Previous => new(FirstOn.AddMonths(-1));

    /// <summary>The month in which a day lies.</summary>
    public static FeeMonth Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>The month in which an instant (UTC) lies.</summary>
    public static FeeMonth Of(DateTime at) => Of(DanishTime.DayOf(at));

    /// <param name="text">Such as 2026-11.</param>
    /// <returns>Null when the text is no month.</returns>
    public static FeeMonth? TryParse(string? text) =>
        FormDay.Read($"{text}-01") is { } day && day.Year is >= FirstYear and <= LastYear
            ? new FeeMonth(day)
            : null;

    /// <summary>As addresses say it, such as 2026-11.</summary>
    public override string ToString() => FirstOn.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
