namespace Portal.Data.Substitutions;

/// <summary>Who answers for a doctor in a period.</summary>
public sealed record Substitution
{
    public required Guid Id { get; init; }

    /// <summary>The clinic whose certificates are answered.</summary>
    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required Guid DoctorId { get; init; }

    /// <summary>Who is away.</summary>
    public required string DoctorName { get; init; }

    public required Guid SubstituteId { get; init; }

    /// <summary>Who answers.</summary>
    public required string SubstituteName { get; init; }

    /// <summary>Where the substitute works otherwise; the same clinic for a colleague.</summary>
    public required string SubstituteClinicName { get; init; }

    public required DateOnly FromOn { get; init; }

    /// <summary>The last day, which it includes.</summary>
    public required DateOnly ToOn { get; init; }

    public required string Reason { get; init; }

    public required string CreatedByName { get; init; }

    public DateTime? EndedAt { get; init; }

    public SubstitutionState StateOn(DateOnly day) =>
        EndedAt is not null || ToOn < day ? SubstitutionState.Over : FromOn > day ? SubstitutionState.Coming : SubstitutionState.Running;
}

/// <summary>Where a substitution stands on a day.</summary>
public enum SubstitutionState
{
    Running,
    Coming,
    Over,
}

/// <summary>A substitution as the form gives it.</summary>
public sealed record SubstitutionInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public Guid? DoctorId { get; init; }

    public Guid? SubstituteId { get; init; }

    public DateOnly? FromOn { get; init; }

    public DateOnly? ToOn { get; init; }

    public string Reason { get; init; } = "";
}

/// <summary>A doctor who can stand in.</summary>
public sealed record SubstituteChoice
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }
}
