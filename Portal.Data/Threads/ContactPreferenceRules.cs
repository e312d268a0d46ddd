using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>Who may say how they wish to be asked, and what a wish must hold. Pure.</summary>
public static class ContactPreferenceRules
{
    /// <summary>What is wrong with the form.</summary>
    public static IReadOnlyList<FieldError> Check(ContactPreferenceInput input)
    {
        FieldError?[] errors =
        [
            input.Way is null && (input.Hours.Length > 0 || input.Note.Length > 0) ? new FieldError("way", "Errors.ContactWay") : null,
            input is { Way: ContactWay.Phone, Hours.Length: 0 }
                ? new FieldError("hours", "Errors.ContactHours")
                : TextRules.CheckLine("hours", input.Hours, ContactPreference.LongestHours),
            TextRules.CheckText("note", input.Note, ContactPreference.LongestNote),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <param name="forClinic">The clinic's wish rather than the actor's own.</param>
    /// <returns>Null when the actor may say it; else why not.</returns>
    /// <remarks>A substitute from another clinic has wishes of their own, but does not speak for this clinic.</remarks>
    public static Refusal? WhyNot(bool forClinic, ActionContext actor) =>
        !actor.Role.IsClinic() || actor.ClinicId is null ? new Refusal("Refusals.ContactOnlyClinic")
        : forClinic && actor.OnBehalfOfId is not null ? new Refusal("Refusals.ContactNotForSubstitute")
        : null;
}
