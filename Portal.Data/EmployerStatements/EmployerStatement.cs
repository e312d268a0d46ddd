using Portal.Data.Certificates;

namespace Portal.Data.EmployerStatements;

/// <summary>Where an employer's statement stands.</summary>
public enum StatementStatus
{
    /// <summary>What employer and employee wrote is being entered.</summary>
    Part1Draft,

    /// <summary>The first part went back to employer and employee: something is missing.</summary>
    Part1Returned,

    /// <summary>The first part is whole and signed; the patient has no appointment yet.</summary>
    Part1Complete,
    ConsultationBooked,
    Part2InProgress,

    /// <summary>Signed by the doctor: it is the employer's and the employee's. The municipality knows nothing of it.</summary>
    Issued,

    /// <summary>The patient has agreed that the municipality reads it.</summary>
    SharedWithMunicipality,

    /// <summary>A new round has begun; what was issued stays readable.</summary>
    Superseded,

    /// <summary>Nothing came of it.</summary>
    Lapsed,
}

/// <summary>What can be done with a statement.</summary>
public enum StatementAction
{
    /// <summary>Enter the first part, or attach the paper.</summary>
    WriteFirst,
    CompleteFirst,
    ReturnFirst,
    Book,

    /// <summary>Write in the doctor's part.</summary>
    WriteSecond,

    /// <summary>Sign the doctor's part.</summary>
    Issue,

    /// <summary>Let the municipality read it.</summary>
    Share,

    /// <summary>Begin anew, from what was agreed last.</summary>
    NewRound,
    Lapse,
}

/// <summary>How the first part came into the portal.</summary>
public enum StatementSource
{
    /// <summary>Typed from the paper.</summary>
    Typed,

    /// <summary>The paper itself, scanned and attached.</summary>
    Uploaded,
}

/// <summary>How long the doctor expects it to last.</summary>
public enum PeriodUnit
{
    Weeks,
    Months,
    Permanent,
    NotKnown,
}

/// <summary>The dated facts that status follows from.</summary>
public sealed record StatementFacts
{
    public required DateTime CreatedAt { get; init; }

    public DateTime? Part1CompletedAt { get; init; }

    /// <summary>Null again as soon as the first part is whole.</summary>
    public DateTime? Part1ReturnedAt { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public DateTime? Part2StartedAt { get; init; }

    public DateTime? IssuedAt { get; init; }

    public DateTime? SharedAt { get; init; }

    /// <summary>The statement of the next round.</summary>
    public Guid? SupersededById { get; init; }

    public DateTime? LapsedAt { get; init; }
}

/// <summary>What follows from the facts.</summary>
/// <param name="SortAt">While it waits: the employer's deadline or, without one, when it was begun; then when it ended.</param>
public sealed record StatementState(StatementStatus Status, DateTime SortAt);

/// <summary>What employer and employee get, and nothing else: no CPR number, no fee, no diagnosis.</summary>
public sealed record StatementDocument
{
    public required Guid Id { get; init; }

    /// <summary>The form in the version that the statement was begun with.</summary>
    public required CertificateTypeDefinition Form { get; init; }

    public required string PatientName { get; init; }

    public required DateOnly BornOn { get; init; }

    public required string EmployerName { get; init; }

    public required StatementSource Part1Source { get; init; }

    /// <summary>Text by section id; see <see cref="StatementForms"/> for the parts of a signature and a period.</summary>
    public required IReadOnlyDictionary<string, string> Part1 { get; init; }

    public required IReadOnlyDictionary<string, string> Part2 { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicStreet { get; init; }

    public required string ClinicPostalCode { get; init; }

    public required string ClinicCity { get; init; }

    public required string ClinicPhone { get; init; }

    /// <summary>Who signed; null until it is issued.</summary>
    public string? DoctorName { get; init; }

    public string? DoctorTitle { get; init; }

    public DateTime? IssuedAt { get; init; }
}

/// <summary>The patient's consent that the municipality reads the statement.</summary>
public sealed record ShareConsent
{
    /// <summary>Who gave it: the patient, or who acts for them.</summary>
    public required string GivenBy { get; init; }

    public required Consents.ConsentForm HowGiven { get; init; }

    public required DateOnly GivenOn { get; init; }

    public required bool ToldAboutRefusing { get; init; }
}

/// <summary>A statement as its clinic sees it.</summary>
public sealed record EmployerStatement
{
    public required Guid Id { get; init; }

    public required Guid ClinicId { get; init; }

    /// <summary>The doctor the patient sees; null when it is not settled.</summary>
    public Guid? DoctorId { get; init; }

    public string? DoctorName { get; init; }

    public required Guid TypeVersionId { get; init; }

    public required StatementDocument Document { get; init; }

    /// <summary>First six digits of the patient's CPR number.</summary>
    public required string BirthDigits { get; init; }

    /// <summary>Who to send it to at the employer's; the clinic's own note.</summary>
    public required string EmployerContact { get; init; }

    /// <summary>The day the employer asked for; a date, not a rule.</summary>
    public DateOnly? EmployerDueOn { get; init; }

    public required StatementFacts Facts { get; init; }

    public required StatementStatus Status { get; init; }

    /// <summary>Why the first part went back; empty unless it is back.</summary>
    public required string ReturnReason { get; init; }

    /// <summary>Who last wrote in the doctor's part, when it was not who signed.</summary>
    public Guid? PreparedById { get; init; }

    public string? PreparedByName { get; init; }

    /// <summary>What the employer pays, in øre; null when it is not settled.</summary>
    public int? FeeOre { get; init; }

    public ShareConsent? Share { get; init; }

    public required string LapseReason { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }
}

/// <summary>A statement as a caseworker sees it, once the citizen has agreed: the document and the consent.</summary>
public sealed record SharedStatement
{
    public required Guid CitizenId { get; init; }

    public required StatementDocument Document { get; init; }

    public required ShareConsent Consent { get; init; }

    public required DateTime SharedAt { get; init; }

    public required string SharedByName { get; init; }

    public required bool IsSuperseded { get; init; }
}

/// <summary>What is needed to know whether something may be attached, or taken away.</summary>
public sealed record StatementSight
{
    public required Guid ClinicId { get; init; }

    public required StatementStatus Status { get; init; }

    /// <summary>The citizen of the municipality it is shared with; null until then.</summary>
    public Guid? CitizenId { get; init; }

    public required int Version { get; init; }
}

/// <summary>A statement as the clinic's list shows it.</summary>
public sealed record StatementListItem
{
    public required Guid Id { get; init; }

    public required string PatientName { get; init; }

    public required string BirthDigits { get; init; }

    public required string EmployerName { get; init; }

    public DateOnly? EmployerDueOn { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public string? DoctorName { get; init; }

    public required StatementStatus Status { get; init; }

    public required DateTime SortAt { get; init; }
}

/// <summary>A statement as a citizen's folder shows it.</summary>
public sealed record FolderStatement
{
    public required Guid Id { get; init; }

    public required string EmployerName { get; init; }

    public required string ClinicName { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required bool IsSuperseded { get; init; }
}
