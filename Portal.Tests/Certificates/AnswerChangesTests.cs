using Portal.Data.Certificates;
using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What a new version of an answer says in another way.</summary>
public sealed class AnswerChangesTests
{
    private static readonly CertificateTypeDefinition Type = Catalogue.Type("LAE125");

    private static readonly AnswerContent First = new()
    {
        Sections = new Dictionary<string, string> { ["history"] = "Knæ.", ["treatment"] = "Hvile." },
        Replies = [new QuestionReply { Number = 1, Mode = ReplyMode.Own, Text = "Ja." }],
    };

    [Fact]
    public void A_version_that_says_the_same_has_no_changes() =>
        Assert.Empty(AnswerChanges.Between(Type, First, First with { Sections = new Dictionary<string, string>(First.Sections), Replies = [.. First.Replies] }));

    [Fact]
    public void What_is_added_changed_or_gone_is_named_by_its_field()
    {
        var offer = new OfferReference { OfferVersionId = Guid.NewGuid(), Slug = "rygtraening", Name = "Rygtræning", VersionNumber = 1 };
        var newer = First with
        {
            Sections = new Dictionary<string, string> { ["history"] = "Knæ, højre.", ["prognosis"] = "God." },
            Replies = [new QuestionReply { Number = 1, Mode = ReplyMode.InNarrative }, new QuestionReply { Number = 2, Mode = ReplyMode.Own, Text = "Nej." }],
            Offers = [offer],
            ReassessOn = new DateOnly(2027, 1, 4),
        };

        string[] expected = ["history", "offers", "prognosis", "reassessOn", "reply-1", "reply-2", "treatment"];
        Assert.Equal(expected, AnswerChanges.Between(Type, First, newer).Order(StringComparer.Ordinal));
        Assert.Equal(expected, AnswerChanges.Between(Type, newer, First).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_detail_counts_for_its_section()
    {
        var (type, section) = Catalogue.Types.SelectMany(one => one.AnswerSections.Where(part => part.Detail is not null).Select(part => (one, part))).First();
        var older = new AnswerContent { Sections = new Dictionary<string, string> { [section.Id] = section.Options[0], [section.Detail!.Id] = "Før" } };
        var newer = older with { Sections = new Dictionary<string, string> { [section.Id] = section.Options[0], [section.Detail.Id] = "Nu" } };

        Assert.Equal([section.Id], AnswerChanges.Between(type, older, newer));
    }
}
