namespace Portal.Data.Fees;

/// <summary>The number under which a public unit receives electronic invoices: 13 digits, of which the last checks the others (GS1, modulo 10).</summary>
public static class EanNumber
{
    public const int Length = 13;

    /// <summary>The number as people type it, without the spaces.</summary>
    public static string Clean(string? text) => (text ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Trim();

    public static bool IsValid(string text) => text.Length == Length && text.All(char.IsAsciiDigit) && text[^1] - '0' == CheckDigit(text.AsSpan(0, Length - 1));

    // From the right, every other digit counts three times.
    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (10 - (sum % 10)) % 10;
    }
}
