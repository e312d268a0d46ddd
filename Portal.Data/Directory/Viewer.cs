using Portal.Data.Audit;

namespace Portal.Data.Directory;

/// <summary>The signed-in person as the present request sees them: read anew each time, so that a removed right is gone at once.</summary>
public sealed record Viewer
{
    /// <summary>Where counting ends: people are shown »99+«.</summary>
    public const int MostWaiting = 100;

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Role Role { get; init; }

    public required string Phone { get; init; }

    public required string ReachableHours { get; init; }

    /// <summary>Of a municipality's people: theirs. Of a clinic's people: null, see <see cref="ClinicMunicipalityId"/>.</summary>
    public Guid? MunicipalityId { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Other units whose cases the person also sees.</summary>
    public IReadOnlyList<Guid> CoveredUnitIds { get; init; } = [];

    /// <summary>Whether there are such units, so that only those people's requests have to read them.</summary>
    public bool CoversUnits { get; init; }

    public Guid? ClinicId { get; init; }

    /// <summary>The municipality in which the person's clinic lies.</summary>
    public Guid? ClinicMunicipalityId { get; init; }

    /// <summary>Name of the clinic, or of the municipality's employment side.</summary>
    public required string OrganisationName { get; init; }

    /// <summary>City of the clinic, or name of the unit.</summary>
    public string? PlaceName { get; init; }

    /// <summary>Certificates on which this person's side must act, counted up to <see cref="MostWaiting"/>.</summary>
    public int WaitingCount { get; init; }

    /// <summary>Coordinator: published offers of the municipality that somebody should have confirmed by now.</summary>
    public int OffersForReviewCount { get; init; }

    /// <summary>Coordinator: citizens of the person's units whose caseworker no longer has access.</summary>
    public int OrphanCount { get; init; }

    /// <summary>Proposals from doctors on which this person's side must act, counted up to <see cref="MostWaiting"/>: for a clinic the unread answers.</summary>
    public int ProposalCount { get; init; }

    /// <summary>Threads in which this person, or nobody yet, has to do something, counted up to <see cref="MostWaiting"/>; for a consultant those with something unread.</summary>
    public int ThreadCount { get; init; }

    /// <summary>Whether another clinic has named the person as a substitute for today, so that only those people's requests have to read it.</summary>
    public bool HasSubstitutions { get; init; }

    /// <summary>For whom the session acts; null when the person acts for their own clinic.</summary>
    public StandIn? StandIn { get; init; }

    /// <summary>The municipality whose offers come first for this person.</summary>
    public Guid? HomeMunicipalityId => MunicipalityId ?? ClinicMunicipalityId;

    /// <summary>The person as they act for another clinic: everything that asks for the clinic gets that one.</summary>
    public Viewer StandingInFor(StandIn standIn) => this with
    {
        StandIn = standIn,
        ClinicId = standIn.ClinicId,
        ClinicMunicipalityId = standIn.ClinicMunicipalityId,
        OrganisationName = standIn.ClinicName,
        PlaceName = standIn.ClinicCity,
        WaitingCount = standIn.WaitingCount,
        ThreadCount = standIn.ThreadCount,
    };

    /// <param name="at">The instant of the act, UTC.</param>
    public ActionContext Acting(DateTime at, string? traceId) => new()
    {
        PersonId = PersonId,
        Role = Role,
        MunicipalityId = MunicipalityId,
        UnitId = UnitId,
        CoveredUnitIds = CoveredUnitIds,
        ClinicId = ClinicId,
        OnBehalfOfId = StandIn?.DoctorId,
        At = at,
        TraceId = traceId,
    };
}
