using System.Globalization;
using System.Text;

namespace Portal.Data;

/// <summary>Makes text findable: lower case, »aa« and »å« alike, »ae« and »æ« alike, »oe« and »ø« alike, accents gone, white space single.</summary>
public static class TextFolding
{
    // SQLite refuses patterns beyond 50,000 bytes; no word that anybody looks for is near that.
    private const int LongestWord = 60;

    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        var space = false;
        foreach (var letter in Whole(text).Normalize(NormalizationForm.FormC).ToLower(Danish))
        {
            if (char.IsWhiteSpace(letter))
            {
                space = folded.Length > 0;
                continue;
            }

            if (space)
            {
                folded.Append(' ');
                space = false;
            }

            _ = letter switch
            {
                'å' => folded.Append("aa"),
                'æ' or 'ä' => folded.Append("ae"),
                'ø' or 'ö' => folded.Append("oe"),
                'ü' => folded.Append('y'),
                'ß' => folded.Append("ss"),
                < '\u0080' => folded.Append(letter),
                _ => folded.Append(WithoutAccent(letter)),
            };
        }

        return folded.ToString();
    }

    /// <summary>The folded words of a search, each as a pattern for <c>LIKE … ESCAPE '!'</c> that finds it anywhere.</summary>
    /// <param name="search">What somebody typed.</param>
    /// <param name="most">How many words are used; the rest is dropped, and so is what goes beyond 60 letters of a word.</param>
    public static IReadOnlyList<string> Patterns(string? search, int most) =>
        [.. Fold(search ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(most)
            .Select(word => word.Length > LongestWord ? word[..LongestWord] : word)
            .Select(word => $"%{word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal).Replace("[", "![", StringComparison.Ordinal)}%")];

    /// <summary>The text without what cannot be normalised, half a surrogate pair and U+FFFE: a search holds whatever somebody puts into an address.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xFFFE));

    private static string WithoutAccent(char letter)
    {
        if (char.IsSurrogate(letter))
        {
            return letter.ToString();
        }

        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        return string.Concat(parts.Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
    }
}
