namespace Portal.Data.Seminars;

/// <summary>What kind of meeting it is.</summary>
public enum MeetingKind
{
    /// <summary>The yearly seminar of doctors and caseworkers.</summary>
    Seminar,

    /// <summary>Two to four times a year, as a series.</summary>
    CooperationForum,

    /// <summary>A slot in, or right after, a meeting that the doctors hold anyway (lægelaug).</summary>
    InExtensionOf,

    /// <summary>A short visit to one clinic.</summary>
    OutreachVisit,

    /// <summary>About one citizen, who has consented.</summary>
    RoundTable,

    /// <summary>A talk with one clinic about how the two work together.</summary>
    CooperationTalk,
}

public enum SeminarStatus
{
    /// <summary>Dates have been offered; people say which suit them.</summary>
    DatePoll,

    /// <summary>Only those who plan see it.</summary>
    Draft,

    Announced,

    /// <summary>It is over and attendance is written down.</summary>
    Held,

    MinutesDraft,
    MinutesPublished,
    Closed,
    Cancelled,
}

public enum SeminarAction
{
    /// <summary>Title, agenda, place, who is invited.</summary>
    Edit,

    /// <summary>Offer dates, and change which are offered.</summary>
    Poll,
    Vote,

    /// <summary>Settle on one of the dates.</summary>
    PickDate,
    Announce,
    Move,
    Cancel,

    /// <summary>Say whether one comes.</summary>
    Answer,

    /// <summary>Change somebody else's answer, after the deadline too.</summary>
    ChangeAnswers,

    RegisterAttendance,
    WriteMinutes,
    PublishMinutes,
    AmendMinutes,
    Decide,
    Close,
}

/// <summary>Where people meet.</summary>
public enum PlaceKind
{
    /// <summary>A place of the municipality, such as the job centre.</summary>
    Municipal,

    Clinic,

    /// <summary>Where the host meeting is held.</summary>
    HostMeeting,

    Online,
}

public enum AgendaKind
{
    /// <summary>One side tells, the other listens. A meeting of nothing else is none.</summary>
    Orientation,
    Discussion,
    Cases,
    Decision,
    Break,
}

/// <summary>Where one person's answer stands.</summary>
public enum RegistrationStatus
{
    Registered,

    /// <summary>On the waiting list: not registered.</summary>
    Waitlisted,

    /// <summary>A place has become free and is kept until the claim window ends.</summary>
    Offered,

    /// <summary>The offered place was not taken in time and has gone to the next.</summary>
    Lapsed,

    Declined,

    /// <summary>Not then; another time, in the person's words.</summary>
    OtherTime,
}

/// <summary>What a person can answer to an invitation.</summary>
public enum InvitationAnswer
{
    Coming,
    OtherTime,
    NotComing,
}

public enum Attendance
{
    Attended,

    /// <summary>Was expected and did not come.</summary>
    NoShow,

    /// <summary>Sent word.</summary>
    Excused,
}

public enum SlotChoice
{
    Yes,
    IfNeedBe,
    No,
}
