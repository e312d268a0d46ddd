namespace Portal.Data.Directory;

/// <summary>For whom the present session acts: a doctor of another clinic than the person's own, during a substitution.</summary>
public sealed record StandIn
{
    public required Guid SubstitutionId { get; init; }

    /// <summary>The doctor on whose behalf everything is done.</summary>
    public required Guid DoctorId { get; init; }

    public required string DoctorName { get; init; }

    /// <summary>The last day, which it includes.</summary>
    public required DateOnly UntilOn { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicCity { get; init; }

    public required Guid ClinicMunicipalityId { get; init; }

    /// <summary>Certificates on which the clinic must act, counted up to <see cref="Viewer.MostWaiting"/>.</summary>
    public required int WaitingCount { get; init; }

    /// <summary>Threads in which the clinic has to reply and which nobody of it has, or the doctor does; counted up to <see cref="Viewer.MostWaiting"/>.</summary>
    public required int ThreadCount { get; init; }
}
