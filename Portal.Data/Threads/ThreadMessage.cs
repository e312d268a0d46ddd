namespace Portal.Data.Threads;

/// <summary>A message, a note of a call, or a line of the portal's.</summary>
public sealed record ThreadMessage
{
    /// <summary>Made by the writer's browser; a repeat changes nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its number in the thread, from 1.</summary>
    public required long Sequence { get; init; }

    public required ThreadMessageKind Kind { get; init; }

    /// <summary>What a line of the portal's tells; null for what people write.</summary>
    public ThreadEvent? Event { get; init; }

    /// <summary>What the line names; empty for what people write.</summary>
    public ThreadEventDetail Detail { get; init; } = new();

    public required Guid AuthorId { get; init; }

    /// <summary>Name, title and place as they were on the day.</summary>
    public required string AuthorName { get; init; }

    public required string AuthorTitle { get; init; }

    public required string AuthorPlace { get; init; }

    public required ThreadSide Side { get; init; }

    /// <summary>As typed, Markdown in its small form; empty when it was taken back.</summary>
    public required string Body { get; init; }

    /// <summary>May be written into a page as it is.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>With whom a call was, in the writer's words.</summary>
    public string? SpokeWith { get; init; }

    /// <summary>When the call was, UTC.</summary>
    public DateTime? SpokenAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SentAt { get; init; }

    public DateTime? RetractedAt { get; init; }

    public string? RetractedByName { get; init; }

    public RetractReason? RetractReason { get; init; }

    public IReadOnlyList<ThreadLink> Links { get; init; } = [];

    /// <summary>Who has read it, the first reader first; the writer is not among them.</summary>
    public IReadOnlyList<ThreadReceipt> ReadBy { get; init; } = [];
}

/// <summary>What a line of the portal's names, as it was on the day. Never anything that somebody has written as a message.</summary>
public sealed record ThreadEventDetail
{
    /// <summary>The person or clinic that the line is about.</summary>
    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Phone { get; init; }

    public string? Hours { get; init; }

    public DisputeStep? Step { get; init; }

    public DisputeOutcome? Outcome { get; init; }
}

/// <summary>What goes with a message: an offer or a certificate in its version of that day, or a file.</summary>
public sealed record ThreadLink
{
    public Guid? OfferVersionId { get; init; }

    public string? OfferName { get; init; }

    public string? OfferSlug { get; init; }

    public int? OfferVersionNumber { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>What doctors call the certificate, such as »LÆ 285«.</summary>
    public string? RequestCode { get; init; }

    public string? RequestNameDa { get; init; }

    public string? RequestNameEn { get; init; }

    /// <summary>Which version of the answer the certificate had; null when it had none.</summary>
    public int? AnswerVersion { get; init; }

    public Guid? AttachmentId { get; init; }

    public string? FileName { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Bytes { get; init; }
}

/// <summary>Somebody has read a message.</summary>
/// <param name="ReadAt">UTC.</param>
public sealed record ThreadReceipt(string Name, DateTime ReadAt);
