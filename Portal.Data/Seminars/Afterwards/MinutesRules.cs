using Portal.Data.Audit;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Who reads a meeting's minutes, and what they must hold. Pure.</summary>
public static class MinutesRules
{
    /// <summary>Longest minutes, in UTF-16 units.</summary>
    public const int Longest = 20_000;

    public const int LongestReason = 300;

    /// <summary>Whether somebody who sees the meeting reads its published minutes: who took part, and the municipality's own; of talks that nobody finds by looking those alone who were asked.</summary>
    /// <param name="hasAnswered">The actor is one of those who have answered the invitation, or came.</param>
    public static bool MayRead(Seminar seminar, bool hasAnswered, ActionContext actor) =>
        SeminarRules.IsPlanner(seminar, actor)
        || (SeminarRules.MaySee(seminar, actor)
            && (SeminarRules.IsInvited(seminar, actor)
                || (!SeminarRules.IsPrivate(seminar.Kind) && (hasAnswered || actor.MunicipalityId == seminar.MunicipalityId))));

    /// <summary>Whether the actor sees what is not published yet.</summary>
    public static bool MayReadDraft(Seminar seminar, ActionContext actor) => SeminarRules.IsPlanner(seminar, actor);

    /// <summary>What is wrong with the form. Its fields have these names.</summary>
    /// <param name="current">Text of the version that is amended; null for a draft.</param>
    public static IReadOnlyList<FieldError> Check(MinutesInput input, string? current)
    {
        FieldError?[] errors =
        [
            input.Body.Length == 0 ? new FieldError("body", "Errors.MinutesEmpty")
                : TextRules.CheckText("body", input.Body, Longest) is { } error ? error
                : input.Body == current ? new FieldError("body", "Errors.MinutesUnchanged")
                : null,
            current is null ? null
                : input.Reason.Length == 0 ? new FieldError("reason", "Errors.MinutesReason")
                : TextRules.CheckLine("reason", input.Reason, LongestReason),
        ];
        return [.. errors.OfType<FieldError>()];
    }
}
