namespace Portal.Data.Threads;

/// <summary>What somebody writes, as the form gives it.</summary>
public sealed record ThreadPostInput
{
    /// <summary>Made by the browser, or by the form when it was drawn; a repeated post carries the same and changes nothing.</summary>
    public required Guid MessageId { get; init; }

    public string Body { get; init; } = "";

    /// <summary>A note of a call rather than a message.</summary>
    public bool IsPhoneNote { get; init; }

    /// <summary>With whom the call was; at most 160 characters.</summary>
    public string SpokeWith { get; init; } = "";

    /// <summary>When the call was, UTC; null when what was typed is no time.</summary>
    public DateTime? SpokenAt { get; init; }

    /// <summary>The question has its answer with this: no reply is awaited.</summary>
    public bool EndsQuestion { get; init; }

    public IReadOnlyList<Guid> OfferVersionIds { get; init; } = [];

    /// <summary>Certificates that the writer may read.</summary>
    public IReadOnlyList<Guid> RequestIds { get; init; } = [];

    /// <summary>Files that the writer has uploaded to the thread and that go with no message yet.</summary>
    public IReadOnlyList<Guid> AttachmentIds { get; init; } = [];
}

/// <summary>A new thread, as the form gives it.</summary>
public sealed record ThreadStartInput
{
    public ThreadCategory? Category { get; init; }

    /// <summary>At most 120 characters.</summary>
    public string Subject { get; init; } = "";

    public Guid? CitizenId { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? OfferVersionId { get; init; }

    /// <summary>For the municipality: which clinic; not needed when the certificate or the citizen says it.</summary>
    public Guid? ClinicId { get; init; }

    /// <summary>For the municipality: who of the clinic; null for the whole clinic.</summary>
    public Guid? ClinicPersonId { get; init; }

    /// <summary>For the clinic: which unit; not needed when the certificate, the citizen or the offer says it.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>For the clinic: who of the unit; null for the whole unit.</summary>
    public Guid? CaseworkerId { get; init; }

    /// <summary>The first message; its id is the thread's, too.</summary>
    public required ThreadPostInput Message { get; init; }
}

/// <summary>How a post ended.</summary>
/// <param name="Outcome">Its id is the message's.</param>
/// <param name="ThreadId">The thread.</param>
/// <param name="Sequence">The message's number; 0 when nothing was written.</param>
public sealed record PostOutcome(Outcome Outcome, Guid ThreadId, long Sequence = 0);

/// <summary>What somebody is writing, kept on the server until it is sent.</summary>
public sealed record ThreadDraft
{
    public string Body { get; init; } = "";

    public bool IsPhoneNote { get; init; }

    public string SpokeWith { get; init; } = "";

    /// <summary>Day and time as they were typed.</summary>
    public string SpokenOn { get; init; } = "";

    public string SpokenTime { get; init; } = "";

    /// <summary>Of a thread that is not begun yet: what the rest of its form holds.</summary>
    public ThreadStartInput? Start { get; init; }
}
