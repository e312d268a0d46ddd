namespace Portal.Data.Citizens.Goals;

/// <summary>What a goal must hold before it can be written down. The names of the fields are those of the form.</summary>
public static class GoalRules
{
    public const int LongestAim = 300;
    public const int LongestPart = 1000;
    public const int LongestOwnWords = 2000;

    /// <summary>What is wrong with a goal. Only the goal itself is required: one that is not quite SMART is still a goal.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(GoalInput input, DateOnly today)
    {
        FieldError?[] errors =
        [
            input.Aim.Length == 0 ? new FieldError("aim", "Errors.GoalMissing") : TextRules.CheckLine("aim", input.Aim, LongestAim),
            TextRules.CheckText("specific", input.Specific, LongestPart),
            TextRules.CheckText("measurable", input.Measurable, LongestPart),
            TextRules.CheckText("achievable", input.Achievable, LongestPart),
            TextRules.CheckText("relevant", input.Relevant, LongestPart),
            input.DueOn < input.AgreedOn ? new FieldError("dueOn", "Errors.GoalDueBeforeAgreed") : null,
            TextRules.CheckText("ownWords", input.OwnWords, LongestOwnWords),
            input.AgreedOn > today ? new FieldError("agreedOn", "Errors.GoalAgreedLater") : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>Which of the five SMART parts are not filled in, by field.</summary>
    public static IReadOnlyList<string> MissingParts(GoalInput goal)
    {
        (string Field, bool IsThere)[] parts =
        [
            ("specific", goal.Specific.Length > 0),
            ("measurable", goal.Measurable.Length > 0),
            ("achievable", goal.Achievable.Length > 0),
            ("relevant", goal.Relevant.Length > 0),
            ("dueOn", goal.DueOn is not null),
        ];
        return [.. parts.Where(part => !part.IsThere).Select(part => part.Field)];
    }
}
