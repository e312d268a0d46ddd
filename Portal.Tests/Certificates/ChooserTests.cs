using Portal.Data.Certificates;
using Portal.Data.Certificates.Choosing;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>The rules of the chooser, row by row.</summary>
public sealed class ChooserTests
{
    private static readonly Chooser Chooser = Chooser.Read();
    private static readonly DateOnly Today = new(2026, 11, 23);

    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, Chooser.Rules.Paths.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_reached_by_its_own_answers_within_three_questions(int row)
    {
        var path = Chooser.Rules.Paths[row];

        var step = Chooser.Next(path.Answers.GetValueOrDefault);

        Assert.Same(path, step.Path);
        Assert.Equal(path.Answers, step.Answered.ToDictionary(answer => answer.Question.Id, answer => answer.Option.Id));
        Assert.InRange(step.Answered.Count, 1, 3);
    }

    [Fact]
    public void Whatever_is_answered_leads_to_one_row_and_every_row_and_option_is_met()
    {
        var (paths, options) = (new List<ChooserPath>(), new HashSet<(string, string)>());

        Walk([]);

        Assert.Equal(Chooser.Rules.Paths.Count, paths.Count);
        Assert.Equal(Chooser.Rules.Paths.ToHashSet(), paths.ToHashSet());
        Assert.Equal(
            Chooser.Rules.Questions.SelectMany(question => question.Options.Select(option => (question.Id, option.Id))).Order(),
            options.Order());

        void Walk(Dictionary<string, string> answers)
        {
            var step = Chooser.Next(answers.GetValueOrDefault);
            if (step.Path is { } path)
            {
                paths.Add(path);
                return;
            }

            Assert.InRange(step.Question!.Options.Count, 2, 8);
            foreach (var option in step.Question.Options)
            {
                options.Add((step.Question.Id, option.Id));
                Walk(new(answers) { [step.Question.Id] = option.Id });
            }
        }
    }

    [Fact]
    public void No_two_rows_fit_the_same_answers()
    {
        var rows = Chooser.Rules.Paths;

        Assert.All(
            rows.SelectMany((row, i) => rows.Skip(i + 1).Select(other => (row, other))),
            pair => Assert.Contains(pair.row.Answers, answer => pair.other.Answers.TryGetValue(answer.Key, out var option) && option != answer.Value));
    }

    [Fact]
    public void Every_outcome_exists_and_every_type_that_can_be_ordered_is_proposed_somewhere()
    {
        var known = Catalogue.Types.Select(type => type.Id).Append(Chooser.Message).ToHashSet();
        var proposed = Chooser.Rules.Paths.Select(path => path.Outcome).ToHashSet();

        Assert.All(Chooser.Rules.Paths, path => Assert.Subset(known, path.Alternatives.Select(other => other.Outcome).Append(path.Outcome).ToHashSet()));
        Assert.All(Chooser.Rules.Paths, path => Assert.DoesNotContain(path.Alternatives, other => other.Outcome == path.Outcome));
        Assert.Superset(Catalogue.Types.Where(type => type.Orderable).Select(type => type.Id).Append(Chooser.Phone).Append(Chooser.Message).ToHashSet(), proposed);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var texts = Chooser.Rules.Questions
            .SelectMany(question => question.Options.SelectMany(option => new[] { option.Text, option.Hint }).Prepend(question.Text))
            .Concat(Chooser.Rules.Paths.SelectMany(path => path.Alternatives.Select(other => other.Difference).Prepend(path.Reason)))
            .OfType<LabelPair>()
            .ToList();

        Assert.True(texts.Count > 100);
        Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Da) || string.IsNullOrWhiteSpace(text.En) || text.Da == text.En, text.Da));
    }

    [Fact]
    public void Questions_have_names_of_their_own_in_the_address()
    {
        var names = Chooser.Rules.Questions.Select(question => question.Id).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain(names, name => name is "citizen" or "type" or "culture" or "handler");
    }

    [Theory]
    [InlineData("need=nonsense", "need")]
    [InlineData("depth=one", "need")]
    [InlineData("need=health&depth=", "depth")]
    [InlineData("need=health&depth=one&reply=spoken", "examined")]
    public void An_answer_that_leads_nowhere_is_passed_over(string address, string asked)
    {
        var answers = address.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(asked, Chooser.Next(answers.GetValueOrDefault).Question?.Id);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_the_municipality_has_switched_off_gives_way_to_the_next_and_is_named(int row)
    {
        var path = Chooser.Rules.Paths[row];
        var isOrderable = Catalogue.Types.Any(type => type.Id == path.Outcome && type.Orderable);

        var plain = Proposal.Of(path, Types(), Today);
        var without = Proposal.Of(path, Types(off: path.Outcome), Today);
        var withNone = Proposal.Of(path, Types(off: "*"), Today);

        Assert.Equal(path.Outcome, plain.Type?.TypeId ?? Chooser.Message);
        Assert.Equal(isOrderable, plain.Kind == ProposalKind.Order);
        Assert.Null(plain.SwitchedOff);
        Assert.Equal(isOrderable ? path.Outcome : null, without.SwitchedOff?.TypeId);
        Assert.NotEqual(path.Outcome, isOrderable ? without.Type?.TypeId : null);
        Assert.Equal(isOrderable, withNone.SwitchedOff is not null);
        Assert.NotEqual(ProposalKind.Order, withNone.Kind);
        Assert.DoesNotContain(withNone.Alternatives, other => other.Kind == ProposalKind.Order);
    }

    /// <summary>Every type of the catalogue as a municipality uses it.</summary>
    /// <param name="off">The one that is switched off, or »*« for all.</param>
    private static List<CertificateTypeVersion> Types(string? off = null) => [.. Catalogue.Types.Select((type, i) => new CertificateTypeVersion
    {
        Id = Cast.Id(1000 + i),
        TypeId = type.Id,
        VersionNumber = 1,
        Definition = type,
        Settings = new TypeSettings { IsOn = off != "*" && off != type.Id },
    })];
}
