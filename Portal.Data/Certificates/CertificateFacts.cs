namespace Portal.Data.Certificates;

public enum CertificateStatus
{
    Draft,

    /// <summary>A draft that the medical consultant advises on; the doctor knows nothing of it.</summary>
    InConsultation,
    Sent,
    Received,
    InProgress,
    Answered,
    Approved,
    Closed,

    /// <summary>The citizen has withdrawn the consent: nobody answers until the caseworker has found another basis or withdrawn the request.</summary>
    Paused,
    Withdrawn,
    Discarded,
}

/// <summary>Whom a certificate waits for.</summary>
public enum NextActor
{
    Caseworker,
    Clinic,

    /// <summary>The medical consultant, who has been asked for advice.</summary>
    Consultant,
    Nobody,
}

public enum CertificateAction
{
    Edit,
    Send,
    Discard,

    /// <summary>Asks the medical consultant before sending.</summary>
    AskSparring,

    /// <summary>The medical consultant gives the advice.</summary>
    Advise,

    /// <summary>The caseworker goes on without the advice.</summary>
    TakeBack,

    /// <summary>The consent is gone: the request stands still.</summary>
    Pause,

    /// <summary>Another basis is found: the request goes on.</summary>
    Resume,

    /// <summary>The caseworker cancels, with a reason.</summary>
    Withdraw,

    /// <summary>Reminds the clinic, notes a call, or lets it be until a day.</summary>
    Remind,

    /// <summary>The clinic sees it for the first time.</summary>
    Open,

    /// <summary>The clinic sets the day of the consultation.</summary>
    Book,

    /// <summary>The clinic writes in the answer.</summary>
    Answer,

    /// <summary>The doctor signs and sends.</summary>
    Sign,

    /// <summary>The municipality sees the answer for the first time.</summary>
    ReadAnswer,

    Approve,
    Close,
}

/// <summary>The dated facts of a certificate. Everything else about where it stands is derived from them.</summary>
public sealed record CertificateFacts
{
    public required DateTime CreatedAt { get; init; }

    public DateTime? SentAt { get; init; }

    /// <summary>First time somebody at the clinic opened it.</summary>
    public DateTime? OpenedAt { get; init; }

    public DateTime? AnswerStartedAt { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public DateTime? AnsweredAt { get; init; }

    /// <summary>First time the municipality opened the answer.</summary>
    public DateTime? ReadAt { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? DiscardedAt { get; init; }

    /// <summary>Since when the medical consultant has been asked; null when nobody waits for advice.</summary>
    public DateTime? SparringSince { get; init; }

    /// <summary>Since when the request stands still; null when it does not.</summary>
    public DateTime? PausedAt { get; init; }

    /// <summary>Calendar days it stood still before: the clocks stood still with it.</summary>
    public int PausedDays { get; init; }

    public DateTime? WithdrawnAt { get; init; }

    public WithdrawalReason? WithdrawalReason { get; init; }

    /// <summary>What the caseworker tells the clinic about it; empty when nothing.</summary>
    public string? WithdrawalNote { get; init; }
}

/// <summary>Why the municipality cancelled.</summary>
public enum WithdrawalReason
{
    /// <summary>The question has been answered in another way, or the case has ended.</summary>
    NotNeeded,

    /// <summary>Another type, or other questions, were meant.</summary>
    Mistake,
    ConsentWithdrawn,
    NoShow,
    Deceased,
    Other,
}

/// <summary>Where a certificate lies on the caseworker's desk: what their lists are sorted by.</summary>
public enum Desk
{
    Draft,

    /// <summary>The caseworker must act, be it only to decide about a reminder.</summary>
    ToDo,

    /// <summary>The clinic or the consultant must act.</summary>
    Waiting,
    Done,

    /// <summary>Thrown away: in no list.</summary>
    Gone,
}

/// <summary>Where a certificate stands: the stored columns are this record's cache, written in the same transaction as the facts.</summary>
public sealed record CertificateState
{
    public required CertificateStatus Status { get; init; }

    public required NextActor NextActor { get; init; }

    /// <summary>When the clinic must have answered, UTC; null before sending and for types without a clock.</summary>
    public DateTime? AnswerDueAt { get; init; }

    /// <summary>The instant that orders lists: the deadline while the clinic works, else the last step.</summary>
    public required DateTime SortAt { get; init; }

    public required Desk Desk { get; init; }

    /// <summary>Sent and not yet answered: a citizen has at most one such request of each type.</summary>
    public bool IsOpen => Status is CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress or CertificateStatus.Paused;
}
