namespace Portal.Data.Attachments;

/// <summary>What a file is attached to.</summary>
public enum AttachmentOwner
{
    /// <summary>A certificate: findings, letters and pictures that go with the answer.</summary>
    Certificate,

    /// <summary>An employer's statement: the first part as it came on paper.</summary>
    EmployerStatement,

    /// <summary>A thread: what goes with its messages.</summary>
    Thread,
}

/// <summary>The kinds of content that can be attached.</summary>
public enum AttachmentType
{
    Pdf,
    Png,
    Jpeg,
}

/// <summary>An attached file, without its content.</summary>
public sealed record Attachment
{
    public required Guid Id { get; init; }

    public required AttachmentOwner OwnerKind { get; init; }

    public required Guid OwnerId { get; init; }

    /// <summary>Cleaned; see <see cref="AttachmentRules.CleanName"/>.</summary>
    public required string FileName { get; init; }

    /// <summary>The media type that the content has, whatever the browser said.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the content, 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; init; }

    public required string UploadedByName { get; init; }

    public required DateTime UploadedAt { get; init; }

    /// <summary>When the clinic took it away; a signed answer that has it keeps it.</summary>
    public DateTime? RemovedAt { get; init; }
}

/// <summary>A file as a form posts it.</summary>
/// <param name="Name">What the browser calls it; never trusted.</param>
/// <param name="Content">At most <see cref="AttachmentRules.LargestBytes"/> and one more.</param>
public sealed record AttachmentInput(string Name, ReadOnlyMemory<byte> Content);

/// <summary>An attached file with its content; the reader disposes the stream.</summary>
public sealed record OpenedAttachment(Attachment Attachment, Stream Content);
