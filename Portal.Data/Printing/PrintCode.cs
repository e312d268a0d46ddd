namespace Portal.Data.Printing;

/// <summary>The code on a paper: 25 signs of Crockford's base 32, 125 random bits, written in five groups of five.</summary>
/// <remarks>The alphabet has no I, L, O and U, so that nobody mistakes one sign for another; what is typed as I, L or O is read as 1, 1 and 0.</remarks>
public static class PrintCode
{
    public const int Length = 25;

    private const int GroupLength = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <param name="random">25 random bytes.</param>
    public static string Make(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, Length, nameof(random));
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            // 256 is a multiple of 32: each sign is as likely as any other.
            code[i] = Alphabet[random[i] % Alphabet.Length];
        }

        return new string(code);
    }

    /// <summary>The code that somebody typed from a paper, whatever its case and whatever stands between the signs.</summary>
    /// <returns>Null when it cannot be a code.</returns>
    public static string? TryRead(string? typed)
    {
        var signs = (typed ?? "").Where(char.IsLetterOrDigit).Select(Sign).ToArray();
        return signs.Length == Length && signs.All(sign => Alphabet.Contains(sign, StringComparison.Ordinal)) ? new string(signs) : null;
    }

    /// <summary>As it stands on paper, such as <c>7G2QK-…</c>.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(GroupLength).Select(group => new string(group)));

    private static char Sign(char typed) => char.ToUpperInvariant(typed) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var sign => sign,
    };
}
