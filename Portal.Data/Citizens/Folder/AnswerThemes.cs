using Portal.Data.Certificates;

namespace Portal.Data.Citizens.Folder;

/// <summary>Which sections of different certificate types speak of the same thing, so that answers can be held against each other.</summary>
public static class AnswerThemes
{
    private static readonly Dictionary<string, string> ThemeOfSection = new()
    {
        ["function"] = "function",
        ["functionImpact"] = "function",
        ["considerations"] = "considerations",
        ["m.considerations"] = "considerations",
        ["workPossibility"] = "possible",
        ["m.possible"] = "possible",
        ["prognosis"] = "prognosis",
        ["history"] = "history",
        ["problem"] = "history",
        ["findings"] = "findings",
        ["chronic"] = "chronic",
        ["risk10"] = "chronic",
        ["permanence"] = "chronic",
        ["m.other"] = "other",
        ["remarks"] = "other",
        ["hindrances"] = "other",
    };

    /// <summary>The themes with a name of their own, the most asked for first. Any other theme is one section, and has its label.</summary>
    public static IReadOnlyList<string> Named { get; } = [.. ThemeOfSection.Values.Distinct()];

    /// <summary>The theme of a section: itself, where no other type has anything like it.</summary>
    public static string Of(CertificateSection section) => ThemeOfSection.GetValueOrDefault(section.Id, section.Id);

    /// <summary>The sections of an answer that speak of a theme.</summary>
    public static IEnumerable<CertificateSection> SectionsOf(FolderAnswer answer, string theme) =>
        answer.Type.Definition.AnswerSections.Where(section => Of(section) == theme);

    /// <summary>The themes that at least one answer says something about: the named ones first, then by first appearance.</summary>
    public static IReadOnlyList<string> Present(IReadOnlyList<FolderAnswer> answers)
    {
        var present = answers
            .SelectMany(answer => answer.Type.Definition.AnswerSections.Where(section => IsFilled(answer, section)))
            .Select(Of).Distinct().ToList();
        return [.. Named.Where(present.Contains), .. present.Except(Named)];
    }

    /// <summary>Whether the doctor filled a section in.</summary>
    public static bool IsFilled(FolderAnswer answer, CertificateSection section) => section.Type switch
    {
        SectionType.Answers => answer.Content.Replies.Any(reply => reply.Text.Length > 0),
        // A tick says yes or nothing: there is nothing to compare.
        SectionType.Boolean => false,
        SectionType.Text or SectionType.List or SectionType.Contact or SectionType.Choice or SectionType.Matrix or SectionType.Considerations
            or SectionType.Date or SectionType.Period or SectionType.Signature or SectionType.OfferRefs or SectionType.OfferRef =>
            !string.IsNullOrWhiteSpace(answer.Content[section.Id]),
    };
}
