namespace Portal.Data.Seminars;

/// <summary>What those who plan write about a meeting; when and where are settled on their own.</summary>
public sealed record SeminarInput
{
    /// <summary>Made by the form; a repeat makes nothing twice. Not used when a meeting is changed.</summary>
    public Guid CommandId { get; init; }

    public MeetingKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public string Purpose { get; init; } = "";

    public int? Minutes { get; init; }

    public string HostMeeting { get; init; } = "";

    public Guid? CitizenId { get; init; }

    public Guid? ConsentId { get; init; }

    public bool IsWithoutDoctor { get; init; }

    public int? Capacity { get; init; }

    public int ClaimHours { get; init; } = SeminarRules.ClaimHours;

    public bool PaysHonorarium { get; init; }

    /// <summary>The day on which the reply is due; it is in time until <see cref="DanishCalendar.DueTime"/>.</summary>
    public DateOnly? ReplyBy { get; init; }

    public IReadOnlyList<Guid> ClinicIds { get; init; } = [];

    public IReadOnlyList<Guid> UnitIds { get; init; } = [];

    public IReadOnlyList<Guid> PersonIds { get; init; } = [];

    public IReadOnlyList<AgendaItemInput> Agenda { get; init; } = [];

    public IReadOnlyList<MaterialInput> Materials { get; init; } = [];

    /// <summary>The forum that this is the next meeting of.</summary>
    public Guid? SeriesId { get; init; }
}

/// <summary>An item of the agenda as the form gives it; one without a single word is none.</summary>
public sealed record AgendaItemInput
{
    public AgendaKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public int? Minutes { get; init; }

    public string ForDoctor { get; init; } = "";

    public string ForCaseworker { get; init; } = "";

    public bool IsEmpty => Title.Length == 0 && ForDoctor.Length == 0 && ForCaseworker.Length == 0 && Minutes is null;
}

/// <summary>Something to read beforehand: an offer of the catalogue, a version of the common guidelines, or an address with its title.</summary>
public sealed record MaterialInput
{
    public Guid? OfferId { get; init; }

    public int? GuidelineVersion { get; init; }

    public string Address { get; init; } = "";

    public string Title { get; init; } = "";
}

/// <summary>When and where a meeting is to be.</summary>
public sealed record SeminarTimeInput
{
    /// <summary>The day in Denmark.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Danish clock time.</summary>
    public TimeOnly? From { get; init; }

    public PlaceChoice Place { get; init; } = new();

    /// <summary>Why it may lie in somebody's consultation hours; empty when it does not.</summary>
    public string OffHoursReason { get; init; } = "";
}

/// <summary>Where a meeting is to be: a place of the municipality, a clinic, where the host meeting is, or online.</summary>
public sealed record PlaceChoice
{
    public PlaceKind? Kind { get; init; }

    public Guid? PlaceId { get; init; }

    public Guid? ClinicId { get; init; }

    /// <summary>Of the host meeting's place.</summary>
    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    public GeoPoint? Point { get; init; }

    public string OnlineAddress { get; init; } = "";
}

/// <summary>Which meetings a list holds.</summary>
public enum SeminarView
{
    /// <summary>To come: those the viewer plans, or has answered that they take part in.</summary>
    Mine,

    /// <summary>To come: those the viewer may take part in and has not said so.</summary>
    Open,

    /// <summary>Over, or cancelled.</summary>
    Past,
}

/// <summary>One line of a list of meetings.</summary>
public sealed record SeminarListItem
{
    public required Guid Id { get; init; }

    public required MeetingKind Kind { get; init; }

    public required SeminarStatus Status { get; init; }

    public required string Title { get; init; }

    public required string MunicipalityName { get; init; }

    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    public PlaceKind? PlaceKind { get; init; }

    public required string PlaceName { get; init; }

    public DateTime? PollDeadline { get; init; }

    public DateTime? ReplyBy { get; init; }

    public int? Capacity { get; init; }

    /// <summary>How many places are taken or kept for somebody.</summary>
    public required int TakenCount { get; init; }

    /// <summary>The viewer's own answer; null when there is none.</summary>
    public RegistrationStatus? MyStatus { get; init; }

    /// <summary>Until when a place is kept for the viewer.</summary>
    public DateTime? MyClaimBy { get; init; }

    /// <summary>Whether the viewer has said what suits them, while dates are asked for.</summary>
    public required bool HasVoted { get; init; }

    /// <summary>Whether it has been put before the viewer: their clinic, their unit, or they themselves.</summary>
    public required bool IsInvited { get; init; }

    public required bool IsOwner { get; init; }

    /// <summary>What the list is ordered by.</summary>
    public required DateTime SortAt { get; init; }
}

/// <summary>A time at which a clinic is invited elsewhere, UTC.</summary>
public sealed record TakenTime
{
    public required Guid ClinicId { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }
}
