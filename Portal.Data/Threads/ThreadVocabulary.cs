namespace Portal.Data.Threads;

/// <summary>Who speaks in a thread.</summary>
public enum ThreadSide
{
    Municipality,
    Clinic,

    /// <summary>A medical consultant who was invited; belongs to neither of the two.</summary>
    Consultant,
}

/// <summary>On whom a thread waits.</summary>
public enum ThreadTurn
{
    Municipality,
    Clinic,
    Nobody,
}

/// <summary>What a thread belongs to.</summary>
public enum ThreadSubjectKind
{
    General,

    /// <summary>A citizen's case.</summary>
    Case,

    Certificate,
    Offer,
}

/// <summary>What a thread is about: fixed, and visible to both sides.</summary>
public enum ThreadCategory
{
    Clarification,
    Offer,
    Considerations,
    Coordination,
    Meeting,
    Disagreement,
    Fee,
    Other,
}

public enum ThreadStatus
{
    AwaitingDoctor,
    AwaitingCaseworker,

    /// <summary>The question has its answer; the caseworker has not yet said that it is dealt with.</summary>
    Answered,

    /// <summary>Nobody has to do anything; the next message opens it again.</summary>
    Handled,

    /// <summary>Ended by somebody; must be reopened before anything can be written.</summary>
    Closed,

    /// <summary>The doctor has said that another clinic must answer; the caseworker decides what that clinic gets to read.</summary>
    Redirected,
}

public enum ThreadMessageKind
{
    Message,

    /// <summary>What was said by telephone (offentlighedsloven § 13).</summary>
    PhoneNote,

    /// <summary>A line that the portal writes; see <see cref="ThreadEvent"/>.</summary>
    System,
}

/// <summary>What a line of the portal's tells.</summary>
public enum ThreadEvent
{
    CaseworkerChanged,
    Assigned,
    ConsultantInvited,
    ConsultantLeft,
    Redirected,
    ClinicReplaced,
    RedirectDeclined,
    Handled,
    Closed,
    Reopened,
    Disputed,
    DisputeStep,
    DisputeResolved,
}

/// <summary>What can be tried next when the two do not agree.</summary>
public enum DisputeStep
{
    Call,
    Consultant,
    RoundTable,
}

/// <summary>How a disagreement ended.</summary>
public enum DisputeOutcome
{
    Agreed,

    /// <summary>The municipality decides the case; the doctor's view stands in it.</summary>
    MunicipalityDecides,

    /// <summary>A new certificate is asked for.</summary>
    NewCertificate,

    /// <summary>They still see it differently, and both views stand in the case.</summary>
    BothViewsNoted,
}

/// <summary>Why somebody takes a message back.</summary>
public enum RetractReason
{
    WrongReceiver,
    WrongCitizen,
    WrongContent,
}

/// <summary>How somebody wishes to be asked.</summary>
public enum ContactWay
{
    Thread,
    Phone,
    Visit,
    CertificateOnly,
}

/// <summary>What can be done to a thread, besides reading it.</summary>
public enum ThreadAction
{
    Post,
    PostAndAnswer,
    NotePhoneCall,
    Handle,
    Close,
    Reopen,
    Assign,
    InviteConsultant,
    RemoveConsultant,
    Leave,
    Redirect,
    ReplaceClinic,
    DeclineRedirect,
    Dispute,
    TakeDisputeStep,
    ResolveDispute,
}
