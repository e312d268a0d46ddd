using Portal.Content;

namespace Portal.Tests.Content;

public sealed class LixTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" . – ! ", 0)]
    [InlineData("Du kan gå.", 3)]
    // 8 words, 2 sentences, 2 of them with more than six letters: 4 + 25.
    [InlineData("Borgeren møder i køkkenet. Der er to fast.", 29)]
    // A time and a lower-case letter do not begin a sentence: 8 words, 1 sentence.
    [InlineData("Vi ses kl. 9.30 fx. ved søen", 8)]
    // A line is a sentence of its own: 2 words, 2 sentences.
    [InlineData("Gå\nLøb", 1)]
    public void Lix_is_words_per_sentence_plus_share_of_long_words(string text, int expected) =>
        Assert.Equal(expected, Lix.Of(text));
}
