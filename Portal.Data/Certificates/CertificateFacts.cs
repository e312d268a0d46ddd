namespace Portal.Data.Certificates;

public enum CertificateStatus
{
    Draft,
    Sent,
    Received,
    InProgress,
    Answered,
    Approved,
    Closed,
    Discarded,
}

/// <summary>Whom a certificate waits for.</summary>
public enum NextActor
{
    Caseworker,
    Clinic,
    Nobody,
}

public enum CertificateAction
{
    Edit,
    Send,
    Discard,

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
}
