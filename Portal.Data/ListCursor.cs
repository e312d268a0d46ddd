using System.Globalization;

namespace Portal.Data;

/// <summary>Where a page of a list begins: after this row.</summary>
/// <param name="Part">Which of several lists that are shown as one the row stands in.</param>
public sealed record ListCursor(DateTime SortAt, Guid Id, int Part = 0)
{
    public override string ToString() => Part == 0 ? $"{SortAt.Ticks:x}-{Id:n}" : $"{SortAt.Ticks:x}-{Id:n}-{Part}";

    /// <returns>Null when the text is no cursor.</returns>
    public static ListCursor? TryParse(string? text) =>
        text?.Split('-') is [var ticks, var id, .. var rest]
        && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && number >= 0 && number <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "n", out var guid)
        && rest is [] or [_] && int.TryParse(rest is [var last] ? last : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            ? new ListCursor(new DateTime(number, DateTimeKind.Utc), guid, part)
            : null;
}
