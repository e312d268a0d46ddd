namespace Portal.Data.Certificates;

public enum CertificateStatus
{
    Draft,

    /// <summary>A draft that the medical consultant advises on; the doctor knows nothing of it.</summary>
    InConsultation,
    Sent,

    /// <summary>The clinic it was sent to takes nothing any more: another must be chosen.</summary>
    DeliveryFailed,
    Received,

    /// <summary>The clinic asks what is meant.</summary>
    Clarifying,

    /// <summary>The clinic will answer; no consultation is booked.</summary>
    Accepted,
    Booked,

    /// <summary>The citizen did not come to the consultation.</summary>
    NoShow,
    InProgress,
    Answered,

    /// <summary>The municipality asks for more about one section of the answer.</summary>
    ComplementRequested,

    /// <summary>The municipality has returned the answer as inadequate; the fee is on hold.</summary>
    Returned,
    Approved,
    Closed,

    /// <summary>The citizen has withdrawn the consent: nobody answers until the caseworker has found another basis or withdrawn the request.</summary>
    Paused,

    /// <summary>The doctor says no, and why.</summary>
    Declined,
    Withdrawn,

    /// <summary>Sent to the wrong clinic, or about the wrong citizen: its text is gone for the receiver.</summary>
    Retracted,
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

    /// <summary>The portal finds that the clinic takes nothing any more.</summary>
    FailDelivery,

    /// <summary>The caseworker sends what could not be delivered to another clinic.</summary>
    SendElsewhere,

    /// <summary>The clinic sees it for the first time.</summary>
    Open,

    /// <summary>The clinic says that it will answer.</summary>
    Accept,

    /// <summary>The clinic sets, moves or clears the day of the consultation.</summary>
    Book,

    /// <summary>The clinic notes that the citizen did not come.</summary>
    NoteNoShow,

    /// <summary>The caseworker asks for a new time after a consultation that the citizen missed.</summary>
    AskNewTime,

    /// <summary>The clinic asks what is meant.</summary>
    AskBack,

    /// <summary>The caseworker answers with a new version of the request.</summary>
    Clarify,

    /// <summary>The clinic says no, with a code.</summary>
    Decline,

    /// <summary>The caseworker asks anew elsewhere, or for another type, after a no.</summary>
    AskAnew,

    /// <summary>The clinic sends it on to another clinic.</summary>
    Redirect,

    /// <summary>The clinic gives it to another of its doctors, or to all.</summary>
    Assign,

    /// <summary>The clinic writes in the answer.</summary>
    Answer,

    /// <summary>The staff says that the doctor can sign, or takes that back.</summary>
    MarkReady,

    /// <summary>The doctor signs and sends.</summary>
    Sign,

    /// <summary>The doctor signs what was withdrawn meanwhile: it is kept for the caseworker to decide.</summary>
    SignLate,

    /// <summary>The municipality sees the answer for the first time.</summary>
    ReadAnswer,

    /// <summary>The caseworker takes an answer that came after the request was withdrawn.</summary>
    UseLate,

    /// <summary>The caseworker leaves an answer that came after the request was withdrawn unused.</summary>
    RejectLate,

    /// <summary>The caseworker asks for more about one section.</summary>
    AskComplement,

    /// <summary>The caseworker needs the complement no more.</summary>
    DropComplement,

    /// <summary>The doctor cannot complement, and says why.</summary>
    CannotComplement,

    /// <summary>The caseworker returns an answer as inadequate.</summary>
    Return,

    /// <summary>The doctor disagrees with a return.</summary>
    Dispute,

    /// <summary>The caseworker takes the answer as it is after all.</summary>
    LiftReturn,

    /// <summary>The clinic writes a correction of what was sent.</summary>
    Correct,

    /// <summary>The doctor signs the correction: a new version.</summary>
    SignCorrection,

    /// <summary>The doctor takes the answer back to write it anew.</summary>
    Revoke,

    /// <summary>The municipality retracts a request sent to the wrong clinic or about the wrong citizen.</summary>
    RetractRequest,

    /// <summary>The doctor retracts an answer about the wrong citizen or to the wrong receiver.</summary>
    RetractAnswer,
    Approve,

    /// <summary>The caseworker tells the doctor what the answer was used for.</summary>
    GiveFeedback,

    /// <summary>The caseworker has looked after a re-assessment that the answer asked for.</summary>
    SettleReassessment,
    Close,

    /// <summary>The coordinator opens what was closed.</summary>
    Reopen,
}

/// <summary>The dated facts of a certificate. Everything else about where it stands is derived from them.</summary>
public sealed record CertificateFacts
{
    public required DateTime CreatedAt { get; init; }

    public DateTime? SentAt { get; init; }

    /// <summary>First time somebody at the clinic opened it.</summary>
    public DateTime? OpenedAt { get; init; }

    /// <summary>Which version of the request there is; the clinic's questions make new ones.</summary>
    public int RequestVersion { get; init; } = 1;

    /// <summary>The newest version of the request that the clinic has opened; 0 when none.</summary>
    public int SeenVersion { get; init; }

    /// <summary>When the clinic it was sent to turned out to take nothing any more.</summary>
    public DateTime? DeliveryFailedAt { get; init; }

    public DateTime? AcceptedAt { get; init; }

    /// <summary>How often a booked consultation was moved.</summary>
    public int Rebookings { get; init; }

    /// <summary>When the citizen was found not to have come; null once a new time was asked for.</summary>
    public DateTime? NoShowAt { get; init; }

    /// <summary>Since when the clinic waits to hear what is meant.</summary>
    public DateTime? ClarifySince { get; init; }

    public DateTime? DeclinedAt { get; init; }

    public DeclineCode? DeclineCode { get; init; }

    /// <summary>The type that the doctor says should have been asked for.</summary>
    public string? SuggestedTypeId { get; init; }

    /// <summary>The clinic where the doctor says the citizen is.</summary>
    public Guid? SuggestedClinicId { get; init; }

    /// <summary>How often a clinic has sent it on.</summary>
    public int Hops { get; init; }

    /// <summary>Since when the staff says that the doctor can sign.</summary>
    public DateTime? ReadyToSignAt { get; init; }

    public DateTime? AnswerStartedAt { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    /// <summary>When it was answered for the first time; null again when the doctor has taken the answer back.</summary>
    public DateTime? AnsweredAt { get; init; }

    /// <summary>When the newest version replaced the one before.</summary>
    public DateTime? ReplacedAt { get; init; }

    /// <summary>Since when the clinic is asked for more.</summary>
    public DateTime? ComplementSince { get; init; }

    /// <summary>Since when the answer is back at the clinic as inadequate.</summary>
    public DateTime? ReturnedSince { get; init; }

    /// <summary>Whether it was ever returned: once is all there is.</summary>
    public bool WasReturned { get; init; }

    /// <summary>When the doctor disagreed with the return.</summary>
    public DateTime? DisputedAt { get; init; }

    /// <summary>First time the municipality opened the newest version of the answer.</summary>
    public DateTime? ReadAt { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? DiscardedAt { get; init; }

    public DateTime? RetractedAt { get; init; }

    /// <summary>When an answer came after the request was withdrawn; null once the caseworker has decided.</summary>
    public DateTime? LateAnswerAt { get; init; }

    /// <summary>The day on which the doctor thinks it should be assessed again; null when nothing is to be done about it.</summary>
    public DateOnly? ReassessOn { get; init; }

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

/// <summary>Why a doctor says no. Which of them fit depends on the type: see <see cref="DeclineRules"/>.</summary>
public enum DeclineCode
{
    NoTime,

    /// <summary>The doctor does not know the citizen well enough.</summary>
    InsufficientKnowledge,

    /// <summary>Another type should have been asked for.</summary>
    WrongForm,
    NotMyPatient,
    PatientMoved,

    /// <summary>The doctor is disqualified.</summary>
    Conflict,
    QuestionsUnclear,
    CitizenRefuses,
    NoConsent,
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
    public bool IsOpen => Status.IsOpen();
}
