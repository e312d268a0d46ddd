using Portal.Data.Directory;

namespace Portal.Data.Audit;

/// <summary>Who acts, for which organisation, when, and in which request. Every write carries one.</summary>
public sealed record ActionContext
{
    public required Guid PersonId { get; init; }

    public required Role Role { get; init; }

    /// <summary>The municipality the person acts for; null for people of a clinic.</summary>
    public Guid? MunicipalityId { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Other units whose cases the person also sees: a cross-cutting caseworker's teams.</summary>
    public IReadOnlyList<Guid> CoveredUnitIds { get; init; } = [];

    /// <summary>Every unit the person works for; empty for people without one.</summary>
    public IReadOnlyList<Guid> UnitIds => UnitId is { } own ? [own, .. CoveredUnitIds] : CoveredUnitIds;

    /// <summary>The clinic the person acts for; null for people of a municipality.</summary>
    public Guid? ClinicId { get; init; }

    /// <summary>The doctor for whom a substitute from another clinic acts; null for everybody who acts for themselves.</summary>
    public Guid? OnBehalfOfId { get; init; }

    /// <summary>The instant of the act, UTC. Everything written in one act carries the same instant.</summary>
    public required DateTime At { get; init; }

    /// <summary>Ties the audit row to the technical log.</summary>
    public string? TraceId { get; init; }

    /// <summary>Whether the portal itself acts.</summary>
    public bool IsPortal => PersonId == Guid.Empty;

    /// <summary>The portal itself, at start and in its jobs: no person stands behind it.</summary>
    /// <param name="at">UTC.</param>
    public static ActionContext System(DateTime at) => new() { PersonId = Guid.Empty, Role = Role.Administrator, At = at };
}
