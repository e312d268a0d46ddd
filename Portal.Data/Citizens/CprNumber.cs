using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Data.Citizens;

/// <summary>A Danish civil registration number. Prints itself masked; only <see cref="Reveal"/> gives the digits.</summary>
/// <remarks>
/// Numbers that fail modulus 11 have been valid since 2007 and are accepted. Days from 61 to 91 are accepted too: the CPR
/// office's replacement and test numbers carry the day + 60.
/// </remarks>
public sealed partial record CprNumber
{
    private readonly string _digits;

    private CprNumber(string digits, DateOnly bornOn)
    {
        _digits = digits;
        BornOn = bornOn;
    }

    public DateOnly BornOn { get; }

    /// <summary>The first six digits, as lists show them.</summary>
    public string BirthDigits => _digits[..6];

    /// <param name="text">Ten digits, with or without a hyphen or space after the sixth.</param>
    /// <returns>Null when the text is no such number or its date does not exist.</returns>
    public static CprNumber? TryParse(string? text)
    {
        var match = Shape().Match(text?.Trim() ?? "");
        if (!match.Success)
        {
            return null;
        }

        var digits = match.Groups[1].Value + match.Groups[2].Value;
        var day = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var month = int.Parse(digits[2..4], CultureInfo.InvariantCulture);
        var year = Century(digits[6] - '0', int.Parse(digits[4..6], CultureInfo.InvariantCulture));
        day = day > 60 ? day - 60 : day;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new CprNumber(digits, new DateOnly(year, month, day))
            : null;
    }

    /// <summary>The ten digits without hyphen. Whoever shows them writes an audit row.</summary>
    public string Reveal() => _digits;

    public override string ToString() => BirthDigits + "-••••";

    /// <summary>The year of birth from the seventh digit, by the CPR office's table.</summary>
    private static int Century(int seventh, int year) => seventh switch
    {
        <= 3 => 1900 + year,
        4 or 9 => year <= 36 ? 2000 + year : 1900 + year,
        _ => year <= 57 ? 2000 + year : 1800 + year,
    };

    [GeneratedRegex(@"^([0-9]{6})[- ]?([0-9]{4})$")]
    private static partial Regex Shape();
}
