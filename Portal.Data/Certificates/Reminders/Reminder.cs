namespace Portal.Data.Certificates.Reminders;

/// <summary>What happened at a rung, or what a caseworker did about it.</summary>
public enum ReminderKind
{
    /// <summary>The portal reminded the clinic.</summary>
    Remind,

    /// <summary>The portal laid the decision before the caseworker.</summary>
    Task,

    /// <summary>The portal passed a rung by, since it would have come too late.</summary>
    Passed,

    /// <summary>A caseworker reminded the clinic.</summary>
    Sent,

    /// <summary>A caseworker has rung the clinic.</summary>
    Called,

    /// <summary>A caseworker lets it be until a day.</summary>
    Left,
}

/// <summary>One thing that was done to get an answer.</summary>
public sealed record Reminder
{
    public required Guid Id { get; init; }

    public required ReminderKind Kind { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Null when the portal did it.</summary>
    public string? ByName { get; init; }

    /// <summary>The day until which it is let be.</summary>
    public DateOnly? UntilOn { get; init; }
}

/// <summary>The three ways of a caseworker to settle a task about a reminder. The names are those of <see cref="ReminderKind"/>.</summary>
public enum ReminderWay
{
    Sent,
    Called,
    Left,
}

/// <summary>How a caseworker settles a task about a reminder.</summary>
public sealed record ReminderInput
{
    /// <summary>Made when the form is drawn: the same form sent twice does it once.</summary>
    public required Guid CommandId { get; init; }

    public required ReminderWay Way { get; init; }

    /// <summary>For Left: the day on which the task comes back.</summary>
    public DateOnly? UntilOn { get; init; }
}
