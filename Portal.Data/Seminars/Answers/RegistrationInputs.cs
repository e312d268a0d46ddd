namespace Portal.Data.Seminars.Answers;

/// <summary>A person's own answer, as the form gives it.</summary>
public sealed record SeminarAnswerInput
{
    /// <summary>The round the form was drawn in: a meeting that has been moved since asks again.</summary>
    public required int Round { get; init; }

    /// <summary>Null when nothing was chosen.</summary>
    public InvitationAnswer? Answer { get; init; }

    /// <summary>In the person's own words: which other time, or why not. Empty when there are none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Who comes in the person's stead; empty when they come themselves.</summary>
    public string SubstituteName { get; init; } = "";
}

/// <summary>Somebody else's answer, as those who plan were told it.</summary>
public sealed record RecordedAnswerInput
{
    /// <summary>Whose answer it is; null when nobody was chosen.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Who gives them their place; null when nobody does.</summary>
    public Guid? InsteadOfId { get; init; }

    public required SeminarAnswerInput Answer { get; init; }
}

/// <summary>Somebody who is invited, alone or with their clinic or unit.</summary>
public sealed record InvitedPerson
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Null for people of a municipality.</summary>
    public Guid? ClinicId { get; init; }

    public string? ClinicName { get; init; }
}
