namespace Portal.Content;

/// <summary>The Danish measure of reading ease (Björnsson's læsbarhedsindeks).</summary>
public static class Lix
{
    private const int LongWordLetters = 7;

    /// <param name="plainText">Text without markup; a line break ends a sentence, so headings and list items count as one each.</param>
    /// <returns>
    /// Words per sentence plus the share of words over six letters in percent, rounded.
    /// Below 25 very easy, 35–44 middle, from 55 very hard; 0 for a text without words.
    /// </returns>
    public static int Of(string plainText)
    {
        var words = 0;
        var longWords = 0;
        var sentences = 0;
        var letters = 0;
        var inSentence = false;

        // A line break at the end closes the last word and sentence.
        for (var i = 0; i <= plainText.Length; i++)
        {
            var c = i < plainText.Length ? plainText[i] : '\n';
            if (char.IsLetterOrDigit(c))
            {
                letters++;
                continue;
            }

            if (letters > 0)
            {
                words++;
                longWords += letters >= LongWordLetters ? 1 : 0;
                inSentence = true;
                letters = 0;
            }

            if (inSentence && EndsSentence(plainText, i, c))
            {
                sentences++;
                inSentence = false;
            }
        }

        return words == 0
            ? 0
            : (int)Math.Round((double)words / sentences + 100.0 * longWords / words, MidpointRounding.AwayFromZero);
    }

    // "kl. 9.30" and "fx. knæ" go on: what follows a stop must be a blank and then something that can start a sentence.
    private static bool EndsSentence(string text, int at, char c)
    {
        if (c == '\n')
        {
            return true;
        }

        if (c is not ('.' or '!' or '?' or ':') || at + 1 >= text.Length || !char.IsWhiteSpace(text[at + 1]))
        {
            return false;
        }

        var next = text.AsSpan(at + 1).TrimStart();
        return next.IsEmpty || !(char.IsLower(next[0]) || char.IsDigit(next[0]));
    }
}
