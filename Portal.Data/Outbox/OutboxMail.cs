using Portal.Data.Seminars;

namespace Portal.Data.Outbox;

/// <summary>A mail to one person that waits to be sent, claimed by this process, with what it needs to be written.</summary>
/// <remarks>The address and the meeting are read when it is sent: what has changed meanwhile is right in the mail.</remarks>
public sealed record OutboxMail
{
    public required Guid Id { get; init; }

    public required SeminarNotice Kind { get; init; }

    public required Guid PersonId { get; init; }

    public required string PersonName { get; init; }

    /// <summary>Null when the person has no address, or no access any more.</summary>
    public string? Email { get; init; }

    public required Guid SeminarId { get; init; }

    public required MeetingKind MeetingKind { get; init; }

    public required string Title { get; init; }

    public required string MunicipalityName { get; init; }

    /// <summary>Who is asked about the meeting.</summary>
    public required string OwnerName { get; init; }

    public required string OwnerPhone { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? EndsAt { get; init; }

    public PlaceKind? PlaceKind { get; init; }

    public required string PlaceName { get; init; }

    public required string PlaceAddress { get; init; }

    public DateTime? ReplyBy { get; init; }

    public DateTime? PollDeadline { get; init; }

    /// <summary>Until when a place is kept for the person, UTC.</summary>
    public DateTime? ClaimBy { get; init; }

    /// <summary>METHOD of <see cref="CalendarText"/>; null when the mail carries no event.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>The calendar file, as it was when the mail was decided on.</summary>
    public string? CalendarText { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>How often it has been tried, this time counted.</summary>
    public required int Attempts { get; init; }
}

/// <summary>A mail that is to be sent.</summary>
internal sealed record NewMail
{
    public required Guid PersonId { get; init; }

    public required SeminarNotice Kind { get; init; }

    public required Guid SeminarId { get; init; }

    public string? CalendarMethod { get; init; }

    public string? CalendarText { get; init; }
}
