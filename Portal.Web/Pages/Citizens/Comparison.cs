using Portal.Data.Certificates;
using Portal.Data.Citizens.Folder;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Certificates;

namespace Portal.Web.Pages.Citizens;

/// <summary>What became of a consideration from one answer to the next.</summary>
public enum Change
{
    /// <summary>Not mentioned, nor was it before.</summary>
    Absent,

    /// <summary>Mentioned, as before; or in the oldest answer, before which there is nothing.</summary>
    Kept,
    Gained,
    Lost,
}

/// <summary>Answers held against each other on one theme.</summary>
/// <param name="answers">Newest first.</param>
public sealed class Comparison(IReadOnlyList<FolderAnswer> answers, string theme)
{
    /// <summary>The considerations that any of the answers names, in the order of the vocabulary. Empty when the theme holds none that can be compared.</summary>
    public IReadOnlyList<Consideration> Considerations { get; } =
        [.. Enum.GetValues<Consideration>().Where(consideration => answers.Any(answer => Named(answer, theme)?.Contains(consideration) == true))];

    /// <summary>Whether any of the answers says something in words, so that the row of texts is needed.</summary>
    public bool HasTexts(Texts texts) => answers.Any(answer => Text(texts, answer).Length > 0);

    /// <summary>What an answer says in words, under its own headings where the form has several; empty when nothing.</summary>
    public string Text(Texts texts, FolderAnswer answer)
    {
        var said = AnswerThemes.SectionsOf(answer, theme)
            .Where(section => section.Type != SectionType.Considerations)
            .Select(section => (section.Label, Text: section.Type == SectionType.Answers
                ? Replies(texts, answer)
                : AnswerWords.Of(texts, section, answer.Content, answer.Request)))
            .Where(part => part.Text.Length > 0).ToList();
        return string.Join("\n\n", said.Select(part => said.Count > 1 ? $"{part.Label}\n{part.Text}" : part.Text));
    }

    /// <returns>Null when the answer's form has no considerations to tick.</returns>
    public Change? Of(int column, Consideration consideration)
    {
        if (Named(answers[column], theme) is not { } named)
        {
            return null;
        }

        var before = answers.Skip(column + 1).Select(answer => Named(answer, theme)).FirstOrDefault(earlier => earlier is not null);
        return (named.Contains(consideration), before?.Contains(consideration)) switch
        {
            (true, false) => Change.Gained,
            (true, _) => Change.Kept,
            (false, true) => Change.Lost,
            (false, _) => Change.Absent,
        };
    }

    private static IReadOnlyList<Consideration>? Named(FolderAnswer answer, string theme)
    {
        var ticked = AnswerThemes.SectionsOf(answer, theme).Where(section => section.Type == SectionType.Considerations).ToList();
        return ticked.Count == 0 ? null : [.. ticked.SelectMany(section => answer.Content.Considerations(section.Id))];
    }

    private static string Replies(Texts texts, FolderAnswer answer) => string.Join("\n\n", answer.Content.Replies
        .Where(reply => reply.Text.Length > 0 && reply.Number <= answer.Request.Questions.Count)
        .Select(reply => $"{texts["Certificates.Question", reply.Number]}: {answer.Request.Questions[reply.Number - 1]}\n{reply.Text}"));
}
