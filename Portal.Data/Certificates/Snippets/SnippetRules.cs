using System.Text.RegularExpressions;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Certificates.Snippets;

/// <summary>What a snippet must hold, and whose it is.</summary>
public static partial class SnippetRules
{
    public const int LongestName = 60;
    public const int LongestWording = 2000;

    /// <summary>So many a clinic has in use, the doctors' own among them: more is a list that nobody reads.</summary>
    public const int Most = 200;

    /// <returns>Null when the actor may keep snippets; else why not.</returns>
    public static Refusal? WhyNot(ActionContext actor) =>
        actor.Role.IsClinic() && actor.ClinicId is not null ? null : new Refusal("Refusals.OnlyClinicKeepsSnippets");

    /// <summary>What is wrong with a snippet. The names of the fields are those of the form.</summary>
    /// <param name="sectionIds">The sections that a doctor fills in, of every certificate type.</param>
    public static IReadOnlyList<FieldError> Check(SnippetInput input, IReadOnlySet<string> sectionIds)
    {
        FieldError?[] errors =
        [
            input.Name.Length == 0 ? new FieldError("name", "Errors.SnippetName") : CheckNumber("name", input.Name) ?? TextRules.CheckLine("name", input.Name, LongestName),
            input.Wording.Length == 0 ? new FieldError("wording", "Errors.SnippetWording")
                : CheckNumber("wording", input.Wording) ?? TextRules.CheckText("wording", input.Wording, LongestWording),
            input.SectionId is null || sectionIds.Contains(input.SectionId) ? null : new FieldError("sectionId", "Errors.Choose"),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>A snippet goes into many patients' answers: one that holds a patient's number was copied with too much.</summary>
    private static FieldError? CheckNumber(string field, string text) => CprShape().IsMatch(text) ? new FieldError(field, "Errors.SnippetNumber") : null;

    [GeneratedRegex(@"(?<![0-9])[0-9]{6}[- ]?[0-9]{4}(?![0-9])")]
    private static partial Regex CprShape();
}
