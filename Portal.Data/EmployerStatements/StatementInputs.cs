namespace Portal.Data.EmployerStatements;

/// <summary>Who it is about and who asks, as a form gives it. Days are »yyyy-MM-dd«, or whatever was typed.</summary>
public sealed record StatementBasics
{
    public string PatientName { get; init; } = "";

    public string EmployerName { get; init; } = "";

    public string EmployerContact { get; init; } = "";

    /// <summary>The employer's deadline; empty for none.</summary>
    public string DueOn { get; init; } = "";

    /// <summary>The doctor the patient sees; null for any of the clinic.</summary>
    public Guid? DoctorId { get; init; }

    public StatementSource Source { get; init; }
}

/// <summary>A new statement.</summary>
public sealed record NewStatementInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The CPR number as it was typed.</summary>
    public string Cpr { get; init; } = "";

    public required StatementBasics Basics { get; init; }
}

/// <summary>The first part as the form gives it.</summary>
public sealed record FirstPartInput
{
    public required Guid CommandId { get; init; }

    public required int Version { get; init; }

    public required StatementBasics Basics { get; init; }

    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    /// <summary>It is whole and signed by both; else it is kept as it is.</summary>
    public bool IsComplete { get; init; }
}

/// <summary>The doctor's part as the form gives it.</summary>
public sealed record SecondPartInput
{
    public required Guid CommandId { get; init; }

    public required int Version { get; init; }

    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    /// <summary>Kroner as they were typed, such as »650« or »650,50«; empty when it is not settled.</summary>
    public string Fee { get; init; } = "";

    /// <summary>The doctor signs; else it is kept as it is.</summary>
    public bool Issue { get; init; }
}

/// <summary>The patient's consent as the form gives it.</summary>
public sealed record ShareInput
{
    public required Guid CommandId { get; init; }

    public required int Version { get; init; }

    public string GivenBy { get; init; } = "";

    public Consents.ConsentForm? HowGiven { get; init; }

    public string GivenOn { get; init; } = "";

    public bool ToldAboutRefusing { get; init; }
}

/// <summary>Any other act on a statement: a day or a reason, or nothing but the act.</summary>
public sealed record StatementActInput
{
    public required Guid CommandId { get; init; }

    public required int Version { get; init; }

    /// <summary>A reason in words, or a day as »yyyy-MM-dd«.</summary>
    public string Text { get; init; } = "";
}
