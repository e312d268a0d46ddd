using System.Globalization;
using Portal.Data.Seminars.Afterwards;

namespace Portal.Web.Pages.Seminars;

/// <summary>Where the bars of the board's chart stand. Its units are those of the drawing's view box.</summary>
public sealed record BoardChart
{
    public const int Width = 720;
    public const int Height = 240;

    /// <summary>Height of a bar of 100 percent.</summary>
    public const int Full = 168;

    /// <summary>Where the bars stand.</summary>
    public const int Ground = 196;

    public const int Left = 56;

    public required IReadOnlyList<Bar> Bars { get; init; }

    public static BoardChart Of(IReadOnlyList<QuarterAttendance> quarters)
    {
        var step = (Width - Left) / (double)Math.Max(1, quarters.Count);
        var width = step * 0.6;
        return new BoardChart
        {
            Bars = [.. quarters.Select((quarter, i) => new Bar
            {
                Quarter = quarter,
                X = Left + (i * step) + ((step - width) / 2),
                BarWidth = width,
                BarHeight = Full * Math.Min(100, quarter.Percent ?? 0) / 100.0,
            })],
        };
    }

    /// <summary>A height above the ground as a coordinate.</summary>
    /// <param name="percent">0 to 100.</param>
    public static string Level(int percent) => Number(Ground - (Full * percent / 100.0));

    /// <summary>A number as SVG reads it, whatever the language of the page.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>One quarter's bar.</summary>
    public sealed record Bar
    {
        public required QuarterAttendance Quarter { get; init; }

        public required double X { get; init; }

        public required double BarWidth { get; init; }

        public required double BarHeight { get; init; }

        public double Middle => X + (BarWidth / 2);

        public double Top => Ground - BarHeight;
    }
}
