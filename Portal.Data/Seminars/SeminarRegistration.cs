namespace Portal.Data.Seminars;

/// <summary>One person's answer to an invitation, in one round.</summary>
public sealed record SeminarRegistration
{
    public required Guid Id { get; init; }

    public required Guid SeminarId { get; init; }

    public required int Round { get; init; }

    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    public required string PersonTitle { get; init; }

    public Guid? ClinicId { get; init; }

    public string? ClinicName { get; init; }

    public required RegistrationStatus Status { get; init; }

    /// <summary>Place in the order in which people have asked; null for who does not come.</summary>
    public long? Position { get; init; }

    /// <summary>The person's own words; empty when there are none.</summary>
    public required string Note { get; init; }

    /// <summary>Who comes in the person's stead.</summary>
    public string? SubstituteName { get; init; }

    /// <summary>Answered after the deadline: taken all the same.</summary>
    public required bool IsLate { get; init; }

    public required DateTime AnsweredAt { get; init; }

    public DateTime? OfferedAt { get; init; }

    /// <summary>Until when an offered place is kept, UTC.</summary>
    public DateTime? ClaimBy { get; init; }

    public Attendance? Attendance { get; init; }

    public DateTime? HonorariumSettledAt { get; init; }

    public DateTime? MaterialSentAt { get; init; }

    public required int Version { get; init; }
}
