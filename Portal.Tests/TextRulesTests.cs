using Portal.Data;

namespace Portal.Tests;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("Ondt i ryggen.\n\tIngen feber.", null)]
    [InlineData("👩‍⚕️ 🇩🇰 مرحبا שלום 𝔘", null)]
    [InlineData("æøå \u2028 \u00A0 \u200F", null)]
    [InlineData("a\0b", "Errors.ControlCharacters")]
    [InlineData("a\u001Bb", "Errors.ControlCharacters")]
    [InlineData("a\u0085b", "Errors.ControlCharacters")]
    [InlineData("a\rb", "Errors.ControlCharacters")]
    public void Text_that_cannot_be_stored_is_told(string text, string? key) => Assert.Equal(key, TextRules.CheckText("purpose", text)?.Key);

    // Not in a theory: an attribute cannot hold half a surrogate pair.
    [Fact]
    public void Half_a_letter_is_told()
    {
        foreach (var text in (string[])["a\uD83Db", "\uDE00", "\uDE00\uD83D", "👩\uD83D"])
        {
            Assert.Equal("Errors.ControlCharacters", TextRules.CheckText("purpose", text)?.Key);
        }
    }

    [Theory]
    [InlineData("Anna Holm", null)]
    [InlineData("فاطمة", null)]
    [InlineData("to\nlinjer", "Errors.ControlCharacters")]
    [InlineData("a\tb", "Errors.ControlCharacters")]
    [InlineData("\u202Egpj.exe", "Errors.ControlCharacters")]
    [InlineData("\u2066a\u2069", "Errors.ControlCharacters")]
    public void A_line_holds_no_breaks_and_nothing_that_turns_its_surroundings(string text, string? key) =>
        Assert.Equal(key, TextRules.CheckLine("name", text)?.Key);

    [Fact]
    public void Length_is_allowed_up_to_the_limit_and_named_beyond_it()
    {
        var error = TextRules.CheckText("purpose", new string('x', 5001));

        Assert.Null(TextRules.CheckText("purpose", new string('x', 5000)));
        Assert.Equal(("purpose", "Errors.TooLong"), (error!.Field, error.Key));
        Assert.Equal(["5.000", "5.001"], error.Arguments);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  a\r\nb\rc \n", "a\nb\nc")]
    public void Posted_text_gets_the_line_ends_of_the_database(string? posted, string kept) => Assert.Equal(kept, TextRules.Clean(posted));
}
