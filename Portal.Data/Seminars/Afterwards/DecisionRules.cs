using Portal.Data.Audit;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>What can be decided, and what can become common guidelines. Pure.</summary>
public static class DecisionRules
{
    /// <summary>Decisions of one meeting, those included that are in the guidelines already.</summary>
    public const int Most = 20;

    public const int Longest = 500;

    /// <returns>Null when the meeting's decisions may become common guidelines; else why not.</returns>
    /// <param name="now">UTC.</param>
    public static Refusal? WhyNotPublish(Seminar seminar, ActionContext actor, DateTime now) =>
        SeminarRules.IsPrivate(seminar.Kind) ? new Refusal("Refusals.DecisionsOfCitizen") : SeminarRules.WhyNot(seminar, SeminarAction.Decide, actor, now);

    /// <summary>The decisions in a box with one on each line: without empty lines and the marks of a list.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Select(line => line is ['-' or '*' or '•', ' ', ..] ? line[2..].Trim() : line).Where(line => line.Length > 0)];

    /// <summary>What is wrong with the decisions. The field is called decisions.</summary>
    /// <param name="kept">How many are in the guidelines already.</param>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<string> lines, int kept) =>
        lines.Count + kept > Most ? [new FieldError("decisions", "Errors.DecisionsMany", Most)]
        : lines.FirstOrDefault(line => line.Length > Longest) is { } tooLong ? [new FieldError("decisions", "Errors.DecisionLong", lines.ToList().IndexOf(tooLong) + 1, Longest)]
        : lines.Select(line => TextRules.CheckLine("decisions", line, Longest)).FirstOrDefault(error => error is not null) is { } error ? [error]
        : [];
}
