using Portal.Data.Citizens;

namespace Portal.Data.Handovers;

/// <summary>That a case got another caseworker, and what the one who gave it wrote. Internal to the municipality: no clinic ever reads it.</summary>
public sealed record CaseHandover
{
    public required Guid Id { get; init; }

    public required string FromName { get; init; }

    public required string ToName { get; init; }

    /// <summary>Who did it: the giver, or somebody for them.</summary>
    public required string ByName { get; init; }

    public required string Note { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>What a form about giving cases away holds.</summary>
public sealed record HandoverInput
{
    public required Guid CommandId { get; init; }

    /// <summary>Who gets the case; null when nobody is chosen.</summary>
    public Guid? ToId { get; init; }

    /// <summary>What the next caseworker must know, at most <see cref="CaseHandoverRules.LongestNote"/> characters.</summary>
    public required string Note { get; init; }
}

/// <summary>Whose a case is, as it was read.</summary>
public sealed record OwnedCase
{
    /// <summary>The citizen's id.</summary>
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required int Version { get; init; }

    public static OwnedCase Of(Citizen citizen) => new()
    {
        Id = citizen.Id,
        MunicipalityId = citizen.MunicipalityId,
        UnitId = citizen.UnitId,
        CaseworkerId = citizen.CaseworkerId,
        Version = citizen.Version,
    };
}

/// <summary>Somebody who could take a case over.</summary>
public sealed record CaseTaker
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }
}

/// <summary>Somebody with cases to give away, as far as the viewer may give them.</summary>
public sealed record CaseGiver
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>False for somebody whose access has ended.</summary>
    public required bool IsActive { get; init; }

    public required int CitizenCount { get; init; }

    /// <summary>Certificates of these citizens that wait for somebody, drafts among them.</summary>
    public required int OpenCount { get; init; }
}

/// <summary>A case whose caseworker no longer has access.</summary>
public sealed record OrphanCase
{
    /// <summary>The citizen's id.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public required string CaseworkerName { get; init; }

    public required string UnitName { get; init; }

    /// <summary>Certificates of the citizen that wait for somebody, drafts among them.</summary>
    public required int OpenCount { get; init; }
}
