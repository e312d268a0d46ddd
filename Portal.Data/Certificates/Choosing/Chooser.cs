using System.Reflection;
using System.Text;

namespace Portal.Data.Certificates.Choosing;

/// <summary>One answer that a question offers.</summary>
public sealed record ChooserOption
{
    /// <summary>Stands in the address.</summary>
    public required string Id { get; init; }

    public required LabelPair Text { get; init; }

    public LabelPair? Hint { get; init; }
}

public sealed record ChooserQuestion
{
    /// <summary>Stands in the address.</summary>
    public required string Id { get; init; }

    public required LabelPair Text { get; init; }

    public required IReadOnlyList<ChooserOption> Options { get; init; }
}

/// <summary>Something else that may do, and how it differs from what is proposed.</summary>
public sealed record ChooserAlternative
{
    /// <summary>As the outcome of a path.</summary>
    public required string Outcome { get; init; }

    public required LabelPair Difference { get; init; }
}

/// <summary>One way through the questions, and the cheapest thing that answers the need at its end.</summary>
public sealed record ChooserPath
{
    /// <summary>Option by question.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>Id of a type of the catalogue, or <c>MESSAGE</c>.</summary>
    public required string Outcome { get; init; }

    public required LabelPair Reason { get; init; }

    /// <summary>The nearest first.</summary>
    public IReadOnlyList<ChooserAlternative> Alternatives { get; init; } = [];
}

/// <summary>The questions in the order they are asked, and every path through them.</summary>
public sealed record ChooserRules
{
    public required IReadOnlyList<ChooserQuestion> Questions { get; init; }

    public required IReadOnlyList<ChooserPath> Paths { get; init; }
}

/// <summary>A question with the answer that was given to it.</summary>
public sealed record ChooserAnswer(ChooserQuestion Question, ChooserOption Option);

/// <summary>Where somebody stands: at a question, or at the end of a path.</summary>
public sealed record ChooserStep
{
    /// <summary>What has been answered, in order.</summary>
    public required IReadOnlyList<ChooserAnswer> Answered { get; init; }

    /// <summary>The next question; null at the end.</summary>
    public ChooserQuestion? Question { get; init; }

    /// <summary>The path that was taken; null before its end.</summary>
    public ChooserPath? Path { get; init; }
}

/// <summary>Which certificate answers which need. Pure: the rules are data, the answers are handed in, nothing is remembered.</summary>
/// <remarks>The rules are the paragraph »Chooser« of the domain facts (Socialt-lægeligt samarbejde, 2023; laeger.dk), asked as questions.</remarks>
public sealed class Chooser(ChooserRules rules)
{
    /// <summary>The outcome of writing to the clinic; not a certificate type.</summary>
    public const string Message = "MESSAGE";

    /// <summary>The catalogue's type for ringing the clinic.</summary>
    public const string Phone = "PHONE";

    public ChooserRules Rules { get; } = rules;

    /// <summary>The chooser of the embedded rules.</summary>
    public static Chooser Read()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("reference/certificate-chooser.json")!, Encoding.UTF8);
        return new Chooser(PortalJson.Read<ChooserRules>(reader.ReadToEnd()));
    }

    /// <summary>The next question, or the outcome.</summary>
    /// <param name="answerTo">The option that was chosen at a question; null, or one that leads nowhere, when none was.</param>
    public ChooserStep Next(Func<string, string?> answerTo)
    {
        var answered = new List<ChooserAnswer>();
        var open = Rules.Paths;
        while (NextQuestion(open, answered) is { } question)
        {
            var option = question.Options.FirstOrDefault(option => option.Id == answerTo(question.Id));
            if (option is null)
            {
                return new ChooserStep { Answered = answered, Question = question };
            }

            answered.Add(new ChooserAnswer(question, option));
            open = [.. open.Where(path => path.Answers.GetValueOrDefault(question.Id) == option.Id)];
        }

        return new ChooserStep { Answered = answered, Path = open.Single() };
    }

    /// <summary>The first question that an open path asks and nobody has answered, with those of its options that lead on.</summary>
    private ChooserQuestion? NextQuestion(IReadOnlyList<ChooserPath> open, List<ChooserAnswer> answered)
    {
        var next = Rules.Questions.FirstOrDefault(question =>
            answered.TrueForAll(answer => answer.Question.Id != question.Id) && open.Any(path => path.Answers.ContainsKey(question.Id)));
        return next is null
            ? null
            : next with { Options = [.. next.Options.Where(option => open.Any(path => path.Answers.GetValueOrDefault(next.Id) == option.Id))] };
    }
}
