namespace Portal.Data.Certificates.Library;

/// <summary>A question that a municipality has agreed with its doctors to ask in this way.</summary>
public sealed record LibraryQuestion
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string TypeId { get; init; }

    public required string Wording { get; init; }

    /// <summary>The day it was agreed upon; null when nobody has written it down.</summary>
    public DateOnly? AgreedOn { get; init; }

    /// <summary>No longer offered; kept, so that it can be restored.</summary>
    public bool IsRetired { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }
}

/// <summary>A question of the library as the coordinator's form gives it.</summary>
public sealed record LibraryQuestionInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public required string TypeId { get; init; }

    public required string Wording { get; init; }

    public DateOnly? AgreedOn { get; init; }
}
