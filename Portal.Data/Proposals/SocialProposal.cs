using Portal.Data.Consents;
using Portal.Data.Offers;

namespace Portal.Data.Proposals;

/// <summary>Where a doctor's proposal of socio-medical casework stands. Derived from its dated facts; the column is a cache.</summary>
public enum ProposalStatus
{
    Sent,
    ReceivedByMunicipality,

    /// <summary>The municipality has made up its mind, and the doctor has no answer yet.</summary>
    Triaged,
    AnsweredToDoctor,
}

/// <summary>What the municipality makes of a proposal.</summary>
public enum ProposalTriage
{
    Accepted,

    /// <summary>More must be known first: the municipality asks for a certificate.</summary>
    NeedsMore,

    /// <summary>Nothing comes of it; the words to the doctor say why.</summary>
    NotRelevant,
}

/// <summary>On whose desk a proposal lies. Unread words count as work: what nobody has read has not been said.</summary>
public enum ProposalTurn
{
    Municipality,
    Clinic,
    Nobody,
}

public enum ProposalAction
{
    /// <summary>The municipality's first look.</summary>
    Receive,

    /// <summary>The coordinator gives a proposal about somebody unknown to a caseworker.</summary>
    Assign,
    Triage,
    Answer,

    /// <summary>Names the request that came of it.</summary>
    LinkRequest,

    /// <summary>The doctor who wrote it reads the answer.</summary>
    ReadAnswer,
    AddLastWord,
    ReadLastWord,
}

/// <summary>What has happened to a proposal and when; everything else about where it stands follows from this.</summary>
public sealed record ProposalFacts
{
    public required DateTime SentAt { get; init; }

    /// <summary>By when the doctor has been promised an answer.</summary>
    public required DateTime DueAt { get; init; }

    public DateTime? ReceivedAt { get; init; }

    public ProposalTriage? Triage { get; init; }

    public DateTime? TriagedAt { get; init; }

    public DateTime? AnsweredAt { get; init; }

    /// <summary>When the doctor who wrote it read the answer, or wrote on after it.</summary>
    public DateTime? DoctorReadAt { get; init; }

    public DateTime? LastWordAt { get; init; }

    public DateTime? LastWordReadAt { get; init; }
}

/// <summary>A doctor's proposal of socio-medical casework about a patient (as LÆ 165), and the words that passed about it.</summary>
public sealed record SocialProposal
{
    public required Guid Id { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicPhone { get; init; }

    public required Guid DoctorId { get; init; }

    public required string DoctorName { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required string MunicipalityPhone { get; init; }

    /// <summary>The unit that has it: of a known citizen the unit of their case as it lies today. Null while nobody has it.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>The citizen, when the municipality knows the number.</summary>
    public Guid? CitizenId { get; init; }

    /// <summary>The name under which the municipality knows the citizen; the clinic does not see it.</summary>
    public string? CitizenName { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>As <see cref="UnitId"/>.</summary>
    public Guid? CaseworkerId { get; init; }

    public string? CaseworkerName { get; init; }

    /// <summary>As the doctor wrote it.</summary>
    public required string PatientName { get; init; }

    /// <summary>First six digits of the CPR number.</summary>
    public required string BirthDigits { get; init; }

    public required string Proposal { get; init; }

    /// <summary>What the doctor had in mind, as it stood then. Information: only the municipality grants anything.</summary>
    public required IReadOnlyList<OfferReference> Offers { get; init; }

    /// <summary>The day the patient said yes to this being sent.</summary>
    public required DateOnly ConsentGivenOn { get; init; }

    public required ConsentForm ConsentHowGiven { get; init; }

    public required ProposalFacts Facts { get; init; }

    /// <summary>The request that came of it.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The clinic that got the request; the citizen may be listed elsewhere than with the doctor who wrote.</summary>
    public Guid? RequestClinicId { get; init; }

    /// <summary>The municipality's words to the doctor; before they are sent, null.</summary>
    public string? Answer { get; init; }

    public string? AnsweredByName { get; init; }

    /// <summary>The doctor's last word; null when none was needed.</summary>
    public string? LastWord { get; init; }

    public string? LastWordByName { get; init; }

    public required ProposalStatus Status { get; init; }

    public required ProposalTurn NextActor { get; init; }

    public required Guid ChangedById { get; init; }

    public required string ChangedByName { get; init; }

    public required int Version { get; init; }
}

/// <summary>A proposal as a list shows it.</summary>
public sealed record ProposalListItem
{
    public required Guid Id { get; init; }

    public required string PatientName { get; init; }

    public required string BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public required string ClinicName { get; init; }

    public required string DoctorName { get; init; }

    public required string MunicipalityName { get; init; }

    /// <summary>Null while nobody has it.</summary>
    public string? CaseworkerName { get; init; }

    public required ProposalStatus Status { get; init; }

    public ProposalTriage? Triage { get; init; }

    public required ProposalTurn NextActor { get; init; }

    public required DateTime SentAt { get; init; }

    public required DateTime DueAt { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? LastWordAt { get; init; }

    /// <summary>What lists are ordered by, UTC: see <see cref="SocialProposalRules.SortAt"/>.</summary>
    public required DateTime SortAt { get; init; }
}
