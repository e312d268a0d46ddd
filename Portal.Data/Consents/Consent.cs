namespace Portal.Data.Consents;

/// <summary>What kind of information a consent covers. Precise, since a general consent is none (VEJ 9330/2019).</summary>
public enum InformationKind
{
    /// <summary>Illness and diagnoses, past and present.</summary>
    History,

    /// <summary>Treatment and investigation, given and planned.</summary>
    Treatment,

    /// <summary>What the citizen can do, and what must be considered.</summary>
    Function,

    /// <summary>The expected course.</summary>
    Prognosis,

    /// <summary>Findings at an examination made for the request.</summary>
    Examination,

    /// <summary>Work and social circumstances.</summary>
    SocialHistory,
}

/// <summary>How a consent was given.</summary>
public enum ConsentForm
{
    Written,
    Digital,

    /// <summary>By word of mouth, noted in the case.</summary>
    Oral,
}

/// <summary>A citizen's consent that the municipality obtains information (retssikkerhedsloven § 11 a).</summary>
public sealed record Consent
{
    public required Guid Id { get; init; }

    public required Guid CitizenId { get; init; }

    public required IReadOnlyList<InformationKind> Kinds { get; init; }

    /// <summary>The clinics the information may come from.</summary>
    public required IReadOnlyList<ConsentSource> Clinics { get; init; }

    /// <summary>Sources outside the portal, such as a hospital, in words.</summary>
    public required string OtherSources { get; init; }

    /// <summary>Which case it is given for.</summary>
    public required string CaseReference { get; init; }

    public required ConsentForm HowGiven { get; init; }

    /// <summary>The citizen was told what refusing means for the case (retssikkerhedsloven § 12).</summary>
    public required bool ToldAboutRefusing { get; init; }

    public required DateOnly GivenOn { get; init; }

    /// <summary>The last day it holds.</summary>
    public required DateOnly ExpiresOn { get; init; }

    public required string RegisteredByName { get; init; }

    public required DateTime RegisteredAt { get; init; }

    public DateTime? WithdrawnAt { get; init; }

    public required int Version { get; init; }

    public bool IsValidOn(DateOnly day) => WithdrawnAt is null && day >= GivenOn && day <= ExpiresOn;
}

/// <summary>A clinic that a consent names.</summary>
public sealed record ConsentSource(Guid ClinicId, string Name);

/// <summary>A consent as the form gives it.</summary>
public sealed record ConsentInput
{
    public IReadOnlyList<InformationKind> Kinds { get; init; } = [];

    public IReadOnlyList<Guid> ClinicIds { get; init; } = [];

    public string OtherSources { get; init; } = "";

    public string CaseReference { get; init; } = "";

    public ConsentForm? HowGiven { get; init; }

    public bool ToldAboutRefusing { get; init; }

    public DateOnly? GivenOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }
}

/// <summary>A consent as a request carries it: what the receiver sees, whatever becomes of the consent itself.</summary>
public sealed record ConsentCopy
{
    public required Guid ConsentId { get; init; }

    public required IReadOnlyList<InformationKind> Kinds { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required string CaseReference { get; init; }

    public required ConsentForm HowGiven { get; init; }

    public required DateOnly GivenOn { get; init; }

    public required DateOnly ExpiresOn { get; init; }
}
