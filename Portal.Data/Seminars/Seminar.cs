using Portal.Data.Directory;

namespace Portal.Data.Seminars;

/// <summary>A meeting of whichever kind, with what everybody who may see it sees.</summary>
public sealed record Seminar
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    /// <summary>Who plans it and is asked about it.</summary>
    public required Guid OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public required string OwnerTitle { get; init; }

    public required string OwnerPhone { get; init; }

    public required MeetingKind Kind { get; init; }

    /// <summary>The same for the meetings of one cooperation forum.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The same for the visits of one afternoon.</summary>
    public Guid? RouteId { get; init; }

    public required string Title { get; init; }

    /// <summary>What one gets from coming, in a sentence or two.</summary>
    public required string Purpose { get; init; }

    /// <summary>Length, 15 to 480, a multiple of 5.</summary>
    public required int Minutes { get; init; }

    public required MeetingPlace Place { get; init; }

    /// <summary>The meeting of the doctors that this one is a part of; empty when it is none.</summary>
    public required string HostMeeting { get; init; }

    /// <summary>The citizen a round-table talk is about.</summary>
    public Guid? CitizenId { get; init; }

    public string? CitizenName { get; init; }

    public Guid? ConsentId { get; init; }

    /// <summary>Somebody has decided that a round-table talk is held without a doctor.</summary>
    public required bool IsWithoutDoctor { get; init; }

    /// <summary>How many can come; null for as many as like.</summary>
    public int? Capacity { get; init; }

    /// <summary>For how many hours a freed place is kept for the next in line, 1 to 168.</summary>
    public required int ClaimHours { get; init; }

    /// <summary>Doctors are paid for coming.</summary>
    public required bool PaysHonorarium { get; init; }

    /// <summary>Why it is held within somebody's consultation hours; shown to everybody.</summary>
    public string? OffHoursReason { get; init; }

    public string? MoveReason { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>The month in which the next one is proposed: its first day.</summary>
    public DateOnly? NextProposedOn { get; init; }

    public required SeminarFacts Facts { get; init; }

    /// <summary>How often people have been asked: 1, and one more each time the meeting is moved.</summary>
    public required int Round { get; init; }

    /// <summary>SEQUENCE of the calendar event: rises with every change that a calendar must know.</summary>
    public required int CalendarSequence { get; init; }

    public required Guid ChangedById { get; init; }

    public required string ChangedByName { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<AgendaItem> Agenda { get; init; }

    public required IReadOnlyList<SeminarInvitation> Invitations { get; init; }

    public required IReadOnlyList<SeminarMaterial> Materials { get; init; }
}

/// <summary>What has happened to a meeting, and when. All times are UTC.</summary>
public sealed record SeminarFacts
{
    public required DateTime CreatedAt { get; init; }

    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    public DateTime? PollOpenedAt { get; init; }

    public DateTime? PollDeadline { get; init; }

    public DateTime? PollClosedAt { get; init; }

    public DateTime? AnnouncedAt { get; init; }

    /// <summary>By when people should have answered.</summary>
    public DateTime? ReplyBy { get; init; }

    public DateTime? MovedAt { get; init; }

    public DateTime? CancelledAt { get; init; }

    public DateTime? HeldAt { get; init; }

    public DateTime? MinutesStartedAt { get; init; }

    public DateTime? MinutesPublishedAt { get; init; }

    public DateTime? ClosedAt { get; init; }
}

/// <summary>Where a meeting is held.</summary>
public sealed record MeetingPlace
{
    /// <summary>Null as long as nobody has said.</summary>
    public PlaceKind? Kind { get; init; }

    /// <summary>The municipality's place, when it is one.</summary>
    public Guid? PlaceId { get; init; }

    /// <summary>The clinic, when it is held at one.</summary>
    public Guid? ClinicId { get; init; }

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    public GeoPoint? Point { get; init; }

    /// <summary>The https address of an online meeting, or of one that people may join online; empty when there is none.</summary>
    public string OnlineAddress { get; init; } = "";
}

/// <summary>One item of an agenda.</summary>
public sealed record AgendaItem
{
    public required AgendaKind Kind { get; init; }

    public required string Title { get; init; }

    public required int Minutes { get; init; }

    /// <summary>What is in it for the doctor, and what is asked of them.</summary>
    public required string ForDoctor { get; init; }

    /// <summary>What is in it for the caseworker, and what is asked of them.</summary>
    public required string ForCaseworker { get; init; }
}

/// <summary>Somebody who is invited: a whole clinic, a whole unit, or one person.</summary>
public sealed record SeminarInvitation
{
    public Guid? ClinicId { get; init; }

    public Guid? UnitId { get; init; }

    public Guid? PersonId { get; init; }

    /// <summary>Name of the clinic, the unit or the person.</summary>
    public required string Name { get; init; }

    /// <summary>Of a clinic: its city; of a person: the title; else empty.</summary>
    public required string Place { get; init; }

    /// <summary>Of a person: the role.</summary>
    public Role? Role { get; init; }

    public GeoPoint? Point { get; init; }
}

/// <summary>What people should have read before a meeting: an offer, a version of the common guidelines, or an address.</summary>
public sealed record SeminarMaterial
{
    public Guid? OfferId { get; init; }

    public string? OfferSlug { get; init; }

    public int? GuidelineVersion { get; init; }

    /// <summary>An https address.</summary>
    public string? Address { get; init; }

    public required string Title { get; init; }
}
