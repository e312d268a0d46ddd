namespace Portal.Data.Seminars.Calendar;

/// <summary>What a calendar is to do with a file: METHOD (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>Show it. Nobody is asked anything.</summary>
    Publish,

    /// <summary>Invite the one to whom it is sent, or tell them of a change.</summary>
    Request,
    Cancel,
}

public enum CalendarStatus
{
    Confirmed,

    /// <summary>Not settled: the meeting itself, or that the person comes.</summary>
    Tentative,
    Cancelled,
}

/// <summary>Whether the one who is invited has said that they come: PARTSTAT.</summary>
public enum CalendarAnswer
{
    None,
    Accepted,
}

/// <summary>A person or a sender in an invitation.</summary>
/// <param name="Address">An e-mail address.</param>
public sealed record CalendarParty(string Name, string Address);

/// <summary>One event of a calendar file. Its texts are written as they are: whoever makes one sees to it that they may leave the portal.</summary>
public sealed record CalendarEvent
{
    /// <summary>The same for ever, whatever the portal's address is: calendars know an event again by it.</summary>
    public required string Uid { get; init; }

    /// <summary>Rises with each change; a calendar passes by what is older than what it has.</summary>
    public required int Sequence { get; init; }

    /// <summary>When the file was made, UTC.</summary>
    public required DateTime StampedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EndsAt { get; init; }

    public required string Title { get; init; }

    /// <summary>Empty for none.</summary>
    public string Place { get; init; } = "";

    /// <summary>Empty for none; lines end in LF.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where more stands.</summary>
    public Uri? Address { get; init; }

    public GeoPoint? Point { get; init; }

    public CalendarStatus Status { get; init; }

    /// <summary>Whether calendars that others look into should show no more than that the time is taken.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Who invites; in invitations and cancellations only.</summary>
    public CalendarParty? Organizer { get; init; }

    /// <summary>Who is invited: the receiver alone, so that nobody learns from a file who else is.</summary>
    public CalendarParty? Attendee { get; init; }

    public CalendarAnswer Answer { get; init; }
}
