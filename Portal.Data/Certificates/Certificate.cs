using Portal.Data.Citizens;

namespace Portal.Data.Certificates;

/// <summary>One certificate from request to answer, as its page shows it.</summary>
public sealed record Certificate
{
    public required Guid Id { get; init; }

    public required CertificateTypeVersion Type { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required Guid UnitId { get; init; }

    public required CertificateParty Caseworker { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    /// <summary>The doctor it is addressed to; null when it is the whole clinic's. A preference, not a lock.</summary>
    public CertificateParty? Doctor { get; init; }

    public required CertificateCitizen Citizen { get; init; }

    public required RequestContent Request { get; init; }

    public required CertificateFacts Facts { get; init; }

    public required CertificateStatus Status { get; init; }

    public required NextActor NextActor { get; init; }

    public DateTime? AnswerDueAt { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }

    /// <summary>What the clinic is writing; always null for the municipality.</summary>
    public AnswerDraft? Draft { get; init; }

    public SignedAnswer? Answer { get; init; }

    /// <summary>The consent it rests on; null when it rests on another basis.</summary>
    public Guid? ConsentId { get; init; }

    /// <summary>The question that waits for the medical consultant; always null for the clinic.</summary>
    public OpenSparring? Sparring { get; init; }

    /// <summary>Whether the medical consultant was ever asked; always false for the clinic.</summary>
    public bool HasSparrings { get; init; }

    /// <summary>Since when the case has had another caseworker than the one who asked; null while it has not.</summary>
    public DateTime? HandedOverAt { get; init; }

    /// <summary>When the clinic was last reminded.</summary>
    public DateTime? RemindedAt { get; init; }

    /// <summary>Since when the caseworker should decide about a reminder; null when there is nothing to decide.</summary>
    public DateTime? ReminderTaskAt { get; init; }

    /// <summary>How many rungs of the reminder ladder have been fired or passed by.</summary>
    public int RungsFired { get; init; }

    /// <summary>The day until which a caseworker lets the clinic be; null when nobody does.</summary>
    public DateOnly? LeftUntilOn { get; init; }

    /// <summary>Since when the caseworker should look after a re-assessment; null when there is none to look after.</summary>
    public DateTime? ReassessTaskAt { get; init; }

    /// <summary>When the caseworker last told the doctor what came of it.</summary>
    public DateTime? FeedbackAt { get; init; }

    /// <summary>When the clinic first saw the last word of the caseworker.</summary>
    public DateTime? FeedbackSeenAt { get; init; }

    /// <summary>The request that this one asks anew; null when it is no copy.</summary>
    public Guid? CopiedFromId { get; init; }

    /// <summary>Number of the newest version of the answer, also when it was taken back; 0 when there is none.</summary>
    public int LastAnswerVersion { get; init; }

    /// <summary>Whether a wrong sending has not been registered yet.</summary>
    public bool HasOpenIncident { get; init; }

    /// <summary>Whether anything was done to it beyond the dated facts.</summary>
    public bool HasSteps { get; init; }

    /// <summary>Whether there is a version of the answer besides the one that counts.</summary>
    public bool HasVersions => LastAnswerVersion > (Answer is null ? 0 : 1);

    /// <summary>Whether the clinic has a version of the request before it that it has not read.</summary>
    public bool MustBeReread => Facts.SeenVersion > 0 && Facts.SeenVersion < Facts.RequestVersion;

    /// <summary>Whether anything was done to get an answer.</summary>
    public bool HasReminders => RungsFired > 0 || RemindedAt is not null;
}

/// <summary>A question to the medical consultant that has no advice yet.</summary>
public sealed record OpenSparring
{
    public required Guid Id { get; init; }

    public required Guid ConsultantId { get; init; }

    public required string Question { get; init; }
}

/// <summary>The person at one end of a certificate.</summary>
public sealed record CertificateParty
{
    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public string Title { get; init; } = "";

    public string Phone { get; init; } = "";

    public string ReachableHours { get; init; } = "";
}

/// <summary>What a certificate's page needs of the citizen.</summary>
public sealed record CertificateCitizen
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string BirthDigits { get; init; }

    public required string Occupation { get; init; }

    public DateOnly? SickSinceOn { get; init; }

    /// <summary>What the citizen lives on: which rules the case follows.</summary>
    public required BenefitArea BenefitArea { get; init; }

    public bool IsProtected { get; init; }
}

/// <summary>An answer that is being written.</summary>
public sealed record AnswerDraft
{
    public required AnswerContent Content { get; init; }

    /// <summary>The form that saved it last: a form may always go on with what it saved itself.</summary>
    public required Guid FormId { get; init; }

    public required Guid SavedById { get; init; }

    public required string SavedByName { get; init; }

    public required DateTime SavedAt { get; init; }

    public required int Version { get; init; }

    /// <summary>The field that was written in last, to go on there.</summary>
    public string? LastField { get; init; }
}

/// <summary>An answer as it was signed. It never changes.</summary>
public sealed record SignedAnswer
{
    public required Guid Id { get; init; }

    public required int VersionNumber { get; init; }

    public required AnswerContent Content { get; init; }

    /// <summary>Who wrote the draft, when it was somebody else than the signer.</summary>
    public string? PreparedByName { get; init; }

    public required string SignedByName { get; init; }

    public required string SignedByTitle { get; init; }

    public required DateTime SignedAt { get; init; }

    public AnswerKind Kind { get; init; }

    /// <summary>Which version of the request it answers.</summary>
    public int RequestVersion { get; init; } = 1;

    /// <summary>When the doctor took this version back; it stays readable.</summary>
    public DateTime? RevokedAt { get; init; }

    /// <summary>When it was retracted as wrongly sent: nothing of it is left to read.</summary>
    public DateTime? RetractedAt { get; init; }

    /// <summary>The answer as something to hold one's own text against.</summary>
    public AnswerDraft AsTheirs() => new()
    {
        Content = Content,
        FormId = Guid.Empty,
        SavedById = Guid.Empty,
        SavedByName = SignedByName,
        SavedAt = SignedAt,
        Version = 0,
    };
}

/// <summary>Why there is a version of an answer.</summary>
public enum AnswerKind
{
    First,

    /// <summary>The municipality asked for more.</summary>
    Complement,

    /// <summary>The doctor has mended what was sent.</summary>
    Correction,

    /// <summary>It came back as inadequate.</summary>
    Resubmission,

    /// <summary>It came after the request was withdrawn, and the caseworker took it.</summary>
    Late,
}

/// <summary>A certificate as lists show it.</summary>
public sealed record CertificateListItem
{
    public required Guid Id { get; init; }

    public required CertificateStatus Status { get; init; }

    public required NextActor NextActor { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public string? AnswerCode { get; init; }

    public required string CitizenName { get; init; }

    public required string BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public required string MunicipalityName { get; init; }

    public Guid CaseworkerId { get; init; }

    public required string CaseworkerName { get; init; }

    public required string ClinicName { get; init; }

    public string? DoctorName { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public DateTime? AnswerDueAt { get; init; }

    public DateTime? SentAt { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? ReadAt { get; init; }

    /// <summary>When the clinic was last reminded.</summary>
    public DateTime? RemindedAt { get; init; }

    /// <summary>Since when the caseworker should decide about a reminder.</summary>
    public DateTime? ReminderTaskAt { get; init; }

    /// <summary>Since when the caseworker should look after a re-assessment.</summary>
    public DateTime? ReassessTaskAt { get; init; }

    public DateTime? ReadyToSignAt { get; init; }

    public int RequestVersion { get; init; } = 1;

    public int SeenVersion { get; init; }

    public required DateTime SortAt { get; init; }

    /// <summary>When a person last did something about it: since then it lies untouched.</summary>
    public required DateTime ChangedAt { get; init; }

    /// <summary>The caseworker must act, be it only to decide about a reminder; a draft is no hurry.</summary>
    public bool IsOnDesk => Status != CertificateStatus.Draft && NextActor == NextActor.Caseworker || ReminderTaskAt is not null || ReassessTaskAt is not null;

    /// <summary>Nobody on the side that must act has opened it yet.</summary>
    public bool IsUnread => Status == CertificateStatus.Sent || (Status == CertificateStatus.Answered && ReadAt is null)
        || IsNewVersion;

    /// <summary>The clinic has asked back, and has not read the new version of the request yet.</summary>
    public bool IsNewVersion => NextActor == NextActor.Clinic && SeenVersion > 0 && SeenVersion < RequestVersion;

    /// <summary>Answered, but after the deadline. Late answers are always accepted.</summary>
    public bool WasLate => AnsweredAt > AnswerDueAt;
}

/// <summary>Which of a clinic's certificates a list shows.</summary>
public enum CertificateView
{
    /// <summary>This side must act.</summary>
    ToDo,

    /// <summary>The other side must act.</summary>
    Waiting,

    /// <summary>Nobody must act; newest first.</summary>
    Done,

    /// <summary>The staff has prepared it: only the signature is missing.</summary>
    Ready,
}
