namespace Portal.Data.Citizens.PhoneNotes;

/// <summary>A note of a conversation by telephone, as the form gives it.</summary>
public sealed record PhoneNoteInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>With whom; at most 160 characters.</summary>
    public string SpokeWith { get; init; } = "";

    /// <summary>When, UTC; null when what was typed is no time.</summary>
    public DateTime? SpokenAt { get; init; }

    /// <summary>What was said; at most 4,000 characters.</summary>
    public string Note { get; init; } = "";

    /// <summary>The certificate that it was about; null when none.</summary>
    public Guid? RequestId { get; init; }
}
