using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Guidelines;

/// <summary>Who may publish common guidelines, and what a version must hold. Pure.</summary>
public static class CommonGuidelineRules
{
    public const int LongestNote = 300;

    /// <returns>Null when the actor may publish; else why not.</returns>
    public static Refusal? WhyNotPublish(ActionContext actor) =>
        actor is { Role: Role.Coordinator, MunicipalityId: not null } ? null : new Refusal("Refusals.OnlyCoordinatorGuidelines");

    /// <summary>What is wrong with the form. Its fields have these names.</summary>
    /// <param name="current">Text of the version that holds now; null when there is none.</param>
    public static IReadOnlyList<FieldError> Check(GuidelineInput input, string? current)
    {
        FieldError?[] errors =
        [
            input.Body.Length == 0 ? new FieldError("body", "Errors.GuidelineEmpty")
                : TextRules.CheckText("body", input.Body, IDocumentRenderer.Longest) is { } error ? error
                : input.Body == current ? new FieldError("body", "Errors.GuidelineUnchanged")
                : null,
            input.ChangeNote.Length == 0 ? new FieldError("changeNote", "Errors.ChangeNote") : TextRules.CheckLine("changeNote", input.ChangeNote, LongestNote),
        ];
        return [.. errors.OfType<FieldError>()];
    }
}
