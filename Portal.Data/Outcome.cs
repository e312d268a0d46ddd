namespace Portal.Data;

/// <summary>How a write ended. Expected endings are values; an exception means a bug or a broken dependency.</summary>
public enum OutcomeKind
{
    Done,

    /// <summary>The input cannot be accepted; <see cref="Outcome.Errors"/> says what and where. Nothing was written.</summary>
    Invalid,

    /// <summary>A rule says no; <see cref="Outcome.Reason"/> says why. Nothing was written.</summary>
    Refused,

    /// <summary>Somebody else changed it since it was read. Nothing was written.</summary>
    ChangedByOther,

    /// <summary>It does not exist, or not for this person.</summary>
    NotFound,
}

/// <summary>A reason in words: the key of a text and what to fill in.</summary>
/// <param name="Key">Key of the text, such as <c>Refusals.AlreadySent</c>.</param>
/// <param name="Arguments">Values for the places {0}, {1} … of the text; never personal data.</param>
public sealed record Refusal(string Key, params object[] Arguments);

/// <summary>One thing wrong with one field.</summary>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Key">Key of the text.</param>
/// <param name="Arguments">Values for the places {0}, {1} … of the text.</param>
public sealed record FieldError(string Field, string Key, params object[] Arguments);

public static class FieldErrors
{
    /// <summary>Adds what a check found, if it found something.</summary>
    public static void AddIf(this ICollection<FieldError> errors, FieldError? error)
    {
        if (error is not null)
        {
            errors.Add(error);
        }
    }
}

/// <summary>The result of a write use case.</summary>
public sealed record Outcome
{
    public required OutcomeKind Kind { get; init; }

    /// <summary>Id of what was written; for a repeated command, of what the first one wrote; for a refusal, of what stands in the way, if something does.</summary>
    public Guid Id { get; init; }

    /// <summary>Version of the aggregate after the write.</summary>
    public int Version { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public Refusal? Reason { get; init; }

    public static Outcome NotFound { get; } = new() { Kind = OutcomeKind.NotFound };

    public static Outcome ChangedByOther { get; } = new() { Kind = OutcomeKind.ChangedByOther };

    public bool IsDone => Kind == OutcomeKind.Done;

    public static Outcome Done(Guid id, int version = 0) => new() { Kind = OutcomeKind.Done, Id = id, Version = version };

    public static Outcome Invalid(IReadOnlyList<FieldError> errors) => new() { Kind = OutcomeKind.Invalid, Errors = errors };

    /// <param name="reason">Why not.</param>
    /// <param name="inTheWay">Id of what stands in the way, for a link to it.</param>
    public static Outcome Refused(Refusal reason, Guid inTheWay = default) => new() { Kind = OutcomeKind.Refused, Reason = reason, Id = inTheWay };
}
