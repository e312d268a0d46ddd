namespace Portal.Data.Directory.Hours;

/// <summary>A clinic's week as the form gives it.</summary>
public sealed record ClinicScheduleInput
{
    /// <summary>The schedule that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Of the schedule as the form showed it; 0 for a new one.</summary>
    public int Version { get; init; }

    public DateOnly? ValidFrom { get; init; }

    /// <summary>Where it is known from, when the coordinator enters it; else may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>What was typed for a kind on a weekday, such as »8–12, 13–15.30«; a day without hours may be missing.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the box for a kind on a weekday, such as <c>consultation1</c>.</summary>
    /// <param name="weekday">1 is Monday, 7 Sunday.</param>
    public static string Field(WindowKind kind, int weekday) => kind switch
    {
        WindowKind.Consultation => $"consultation{weekday}",
        WindowKind.Phone => $"phone{weekday}",
        WindowKind.FreeLunch => $"lunch{weekday}",
    };

    public string TextOf(WindowKind kind, int weekday) => Texts.GetValueOrDefault(Field(kind, weekday), "");
}

/// <summary>Days on which a clinic is closed, as the form gives them.</summary>
public sealed record ClinicClosureInput
{
    public DateOnly? FromDay { get; init; }

    /// <summary>The last day, which it includes; null for one day.</summary>
    public DateOnly? ToDay { get; init; }

    public string Reason { get; init; } = "";
}
