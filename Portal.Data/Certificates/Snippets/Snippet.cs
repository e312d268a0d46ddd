namespace Portal.Data.Certificates.Snippets;

/// <summary>A short text that a doctor or a clinic writes often, to be put into an answer by a button. What was put in is the answer's: changing the snippet changes nothing there.</summary>
public sealed record Snippet
{
    public required Guid Id { get; init; }

    /// <summary>What stands on the button.</summary>
    public required string Name { get; init; }

    /// <summary>What the button puts in.</summary>
    public required string Wording { get; init; }

    /// <summary>The section of the certificate types under which it is offered; null for under every one.</summary>
    public string? SectionId { get; init; }

    /// <summary>The viewer's own; else the clinic's.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Not offered any more, and kept so that it can be taken up again.</summary>
    public bool IsRetired { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }
}

/// <summary>A snippet as its form gives it.</summary>
public sealed record SnippetInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>At most <see cref="SnippetRules.LongestName"/> characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>At most <see cref="SnippetRules.LongestWording"/> characters.</summary>
    public string Wording { get; init; } = "";

    /// <summary>Null for every section.</summary>
    public string? SectionId { get; init; }

    /// <summary>Only for the actor; else for the whole clinic. Settled when it is added.</summary>
    public bool IsOwn { get; init; }
}
