using Portal.Content;
using Portal.Content.Markdown;
using Portal.Content.Offers;

namespace Portal.Tests.Content;

public sealed class OfferLibraryTests
{
    [Fact]
    public void All_embedded_offers_load_without_problem()
    {
        var result = OfferLibrary.Read(OfferLibrary.EmbeddedFiles(), OfferFile.Vocabulary);

        Assert.Empty(result.Problems.Select(p => $"{p.File}({p.Line}): {p.Field}: {p.Message}"));
        Assert.InRange(result.Offers.Count, 25, 1_000);
        Assert.All(result.Offers, offer => Assert.Equal(offer.FileName, offer.Slug + ".md"));
        Assert.All(result.Offers, offer => SafeHtml.AssertSafe(SafeMarkdown.Render(offer.Body, MarkdownLimits.Offer).Html));
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    public void Every_field_is_read_with_the_spelling_of_the_vocabulary(string lineEnding, string byteOrderMark)
    {
        var file = new ContentFile("rygtraening.md", byteOrderMark + OfferFile.Text.ReplaceLineEndings(lineEnding));

        var result = OfferLibrary.Read([file], OfferFile.Vocabulary);

        Assert.Empty(result.Problems);
        var offer = Assert.Single(result.Offers);
        Assert.Equal("Training", offer.Kind);
        Assert.Equal((2.5m, 5m, 10, 10), (offer.MinHoursPerWeek, offer.MaxHoursPerWeek, offer.MinWeeks, offer.MaxWeeks));
        Assert.Equal(["Sygedagpenge", "Jobafklaring"], offer.BenefitAreas);
        Assert.Equal(["Kalundborg"], offer.AlsoFor);
        Assert.Equal(new OfferContact { Name = "Lone Dahl", Role = "Fysioterapeut", Phone = "70 00 10 04" }, offer.Contact);
        Assert.Equal((new DateOnly(2026, 11, 10), new DateOnly(2027, 5, 1)), (offer.WaitingCheckedOn, offer.ReviewBy));
        Assert.Equal((12, 2, true, false), (offer.Capacity, offer.Step, offer.Interpreter, offer.IsTreatment));
        Assert.Equal(OfferFile.Vocabulary.Demands, offer.Demands.Select(d => d.Code));
        Assert.Equal(new LevelNote { Code = "HeavyLifting", Level = "Sometimes", Note = "kasser op til 5 kg, sjældent mere" }, offer.Demands[1]);
        Assert.Equal(new LevelNote { Code = "FlexibleStart", Level = "NotPossible", Note = null }, offer.Adaptations[9]);
        Assert.StartsWith("## En almindelig dag\nHoldet", offer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_fields_and_an_open_end_may_be_left_out()
    {
        var text = OfferFile.With("capacity: 12\n", "")
            .Replace("alsoFor: [Kalundborg]\n", "", StringComparison.Ordinal)
            .Replace("lengthWeeks: 10", "lengthWeeks: \"0\"", StringComparison.Ordinal)
            + "## Derfor virker det\nSundhedsstyrelsen, 2024.\n";

        var result = OfferLibrary.Read([new("a.md", text)], OfferFile.Vocabulary);

        Assert.Empty(result.Problems);
        var offer = Assert.Single(result.Offers);
        Assert.Equal((null, 0, 0, 0), (offer.Capacity, offer.AlsoFor.Count, offer.MinWeeks, offer.MaxWeeks));
    }

    [Fact]
    public void Rest_still_loads_when_one_file_is_broken()
    {
        ContentFile[] files =
        [
            new("a.md", OfferFile.With("slug: rygtraening", "slug: a")),
            new("b.md", OfferFile.With("step: 2", "step: [2")),
            new("c.md", OfferFile.With("slug: rygtraening", "slug: c")),
        ];

        var result = OfferLibrary.Read(files, OfferFile.Vocabulary);

        Assert.Equal(["a", "c"], result.Offers.Select(o => o.Slug));
        Assert.All(result.Problems, problem => Assert.Equal("b.md", problem.File));
        Assert.NotEmpty(result.Problems);
    }

    [Fact]
    public void Of_two_files_with_one_slug_the_first_counts()
    {
        var result = OfferLibrary.Read([new("a.md", OfferFile.Text), new("b.md", OfferFile.Text)], OfferFile.Vocabulary);

        Assert.Equal("a.md", Assert.Single(result.Offers).FileName);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("b.md", 2, "slug"), (problem.File, problem.Line, problem.Field));
        Assert.Contains("a.md", problem.Message, StringComparison.Ordinal);
    }
}
