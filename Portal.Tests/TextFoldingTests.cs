using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data;

namespace Portal.Tests;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("Rygtræning", "rygtraening")]
    [InlineData("TRAENING", "traening")]
    [InlineData("Ålborg Aalborg ålborg", "aalborg aalborg aalborg")]
    [InlineData("Ørsted Oersted", "oersted oersted")]
    [InlineData("Ärger Öl über Straße", "aerger oel yber strasse")]
    [InlineData("Andrén façade NIÑO", "andren facade nino")]
    [InlineData("  to\t\nord \u00A0 her  ", "to ord her")]
    [InlineData("I İ ı", "i i ı")]
    [InlineData("日本 👩‍⚕️ مرحبا", "日本 👩‍⚕ مرحبا")]
    [InlineData("", "")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("Åse Sørensen, læge på Ærø")]
    [InlineData("André Müller")]
    public void Letters_with_their_marks_apart_fold_as_the_letters_themselves(string text) =>
        Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(text.Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Any_text_can_be_folded_and_folding_twice_changes_nothing()
    {
        string[] hostile = ["\uD800", "a\uDC00b", "\uFFFE", "\uFFFF\u0000", "\uDBFF\uDFFF", "\u0301\u030A", new string('\u0301', 10_000)];

        Assert.All(hostile, Check);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), Prop.ForAll<string?>(text => Check(text ?? "")));

        static void Check(string text) => Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(TextFolding.Fold(text)));
    }

    [Theory]
    [InlineData("Små HOLD", "%smaa%", "%hold%")]
    [InlineData("100% _a_ [b] !", "%100!%%", "%!_a!_%", "%![b]%", "%!!%")]
    [InlineData("en to tre fire fem", "%en%", "%to%", "%tre%", "%fire%")]
    [InlineData(" ")]
    [InlineData(null)]
    public void Search_words_become_patterns_that_find_them_anywhere(string? search, params string[] patterns) =>
        Assert.Equal(patterns, TextFolding.Patterns(search, most: 4));
}
