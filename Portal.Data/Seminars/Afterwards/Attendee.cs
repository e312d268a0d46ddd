using Portal.Data.Directory;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Somebody who was expected at a meeting, or could have come.</summary>
public sealed record Attendee
{
    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    public required string PersonTitle { get; init; }

    public required Role Role { get; init; }

    /// <summary>The clinic the person came for; null for people of the municipality.</summary>
    public Guid? ClinicId { get; init; }

    public string? ClinicName { get; init; }

    /// <summary>Yder number of the clinic.</summary>
    public string? ProviderNumber { get; init; }

    /// <summary>What the person has answered; null when nothing.</summary>
    public RegistrationStatus? Status { get; init; }

    /// <summary>Who came in the person's stead.</summary>
    public string? SubstituteName { get; init; }

    public Attendance? Attendance { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? HonorariumSettledAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? MaterialSentAt { get; init; }
}

/// <summary>Who came, as the form gives it.</summary>
public sealed record AttendanceInput
{
    /// <summary>Of people who have answered the invitation.</summary>
    public IReadOnlyDictionary<Guid, Attendance> Marks { get; init; } = new Dictionary<Guid, Attendance>();

    /// <summary>People who came without having said so.</summary>
    public IReadOnlyList<Guid> Came { get; init; } = [];
}

/// <summary>How many came to a meeting.</summary>
public sealed record AttendanceCount
{
    public required int Attended { get; init; }

    public required int NoShow { get; init; }

    public required int Excused { get; init; }

    /// <summary>Clinics of which somebody came.</summary>
    public required int Clinics { get; init; }
}
