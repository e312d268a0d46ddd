using Portal.Data.Audit;

namespace Portal.Data.Seminars;

/// <summary>A row of <c>Seminars</c>, as it is read and written.</summary>
internal sealed record SeminarRow
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required Guid OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public required string OwnerTitle { get; init; }

    public required string OwnerPhone { get; init; }

    public required MeetingKind Kind { get; init; }

    public Guid? SeriesId { get; init; }

    public Guid? RouteId { get; init; }

    public required string Title { get; init; }

    public required string Purpose { get; init; }

    public required int Minutes { get; init; }

    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    public PlaceKind? PlaceKind { get; init; }

    public Guid? PlaceId { get; init; }

    public Guid? PlaceClinicId { get; init; }

    public required string PlaceName { get; init; }

    public required string PlaceAddress { get; init; }

    public double? PlaceLatitude { get; init; }

    public double? PlaceLongitude { get; init; }

    public required string OnlineAddress { get; init; }

    public required string HostMeeting { get; init; }

    public Guid? CitizenId { get; init; }

    public string? CitizenName { get; init; }

    public Guid? ConsentId { get; init; }

    public required bool IsWithoutDoctor { get; init; }

    public int? Capacity { get; init; }

    public required int ClaimHours { get; init; }

    public required bool PaysHonorarium { get; init; }

    public DateTime? ReplyBy { get; init; }

    public string? OffHoursReason { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? PollOpenedAt { get; init; }

    public DateTime? PollDeadline { get; init; }

    public DateTime? PollClosedAt { get; init; }

    public DateTime? AnnouncedAt { get; init; }

    public DateTime? MovedAt { get; init; }

    public string? MoveReason { get; init; }

    public DateTime? CancelledAt { get; init; }

    public string? CancelReason { get; init; }

    public DateTime? HeldAt { get; init; }

    public DateTime? MinutesStartedAt { get; init; }

    public DateTime? MinutesPublishedAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateOnly? NextProposedOn { get; init; }

    public required int Round { get; init; }

    public required int CalendarSequence { get; init; }

    public required Guid ChangedById { get; init; }

    public required string ChangedByName { get; init; }

    public required int Version { get; init; }

    public Seminar ToSeminar(IReadOnlyList<AgendaItem> agenda, IReadOnlyList<SeminarInvitation> invitations, IReadOnlyList<SeminarMaterial> materials) => new()
    {
        Id = Id,
        MunicipalityId = MunicipalityId,
        MunicipalityName = MunicipalityName,
        OwnerId = OwnerId,
        OwnerName = OwnerName,
        OwnerTitle = OwnerTitle,
        OwnerPhone = OwnerPhone,
        Kind = Kind,
        SeriesId = SeriesId,
        RouteId = RouteId,
        Title = Title,
        Purpose = Purpose,
        Minutes = Minutes,
        Place = new MeetingPlace
        {
            Kind = PlaceKind,
            PlaceId = PlaceId,
            ClinicId = PlaceClinicId,
            Name = PlaceName,
            Address = PlaceAddress,
            Point = GeoPoint.From(PlaceLatitude, PlaceLongitude),
            OnlineAddress = OnlineAddress,
        },
        HostMeeting = HostMeeting,
        CitizenId = CitizenId,
        CitizenName = CitizenName,
        ConsentId = ConsentId,
        IsWithoutDoctor = IsWithoutDoctor,
        Capacity = Capacity,
        ClaimHours = ClaimHours,
        PaysHonorarium = PaysHonorarium,
        OffHoursReason = OffHoursReason,
        MoveReason = MoveReason,
        CancelReason = CancelReason,
        NextProposedOn = NextProposedOn,
        Facts = new SeminarFacts
        {
            CreatedAt = CreatedAt,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            PollOpenedAt = PollOpenedAt,
            PollDeadline = PollDeadline,
            PollClosedAt = PollClosedAt,
            AnnouncedAt = AnnouncedAt,
            ReplyBy = ReplyBy,
            MovedAt = MovedAt,
            CancelledAt = CancelledAt,
            HeldAt = HeldAt,
            MinutesStartedAt = MinutesStartedAt,
            MinutesPublishedAt = MinutesPublishedAt,
            ClosedAt = ClosedAt,
        },
        Round = Round,
        CalendarSequence = CalendarSequence,
        ChangedById = ChangedById,
        ChangedByName = ChangedByName,
        Version = Version,
        Agenda = agenda,
        Invitations = invitations,
        Materials = materials,
    };

    /// <summary>What <see cref="SeminarRepository.SetSql"/> and the insert want.</summary>
    public static object Values(Seminar seminar, int version, ActionContext by) => new
    {
        seminar.Id,
        Version = version,
        seminar.MunicipalityId,
        seminar.OwnerId,
        Kind = seminar.Kind.ToString(),
        seminar.SeriesId,
        seminar.RouteId,
        seminar.Title,
        TitleFolded = TextFolding.Fold(seminar.Title),
        seminar.Purpose,
        seminar.Minutes,
        PlaceKind = seminar.Place.Kind?.ToString(),
        seminar.Place.PlaceId,
        PlaceClinicId = seminar.Place.ClinicId,
        PlaceName = seminar.Place.Name,
        PlaceAddress = seminar.Place.Address,
        PlaceLatitude = seminar.Place.Point?.Latitude,
        PlaceLongitude = seminar.Place.Point?.Longitude,
        seminar.Place.OnlineAddress,
        seminar.HostMeeting,
        seminar.CitizenId,
        seminar.ConsentId,
        seminar.IsWithoutDoctor,
        seminar.Capacity,
        seminar.ClaimHours,
        seminar.PaysHonorarium,
        seminar.OffHoursReason,
        seminar.MoveReason,
        seminar.CancelReason,
        seminar.NextProposedOn,
        seminar.Facts.CreatedAt,
        seminar.Facts.StartsAt,
        seminar.Facts.EndsAt,
        seminar.Facts.PollOpenedAt,
        seminar.Facts.PollDeadline,
        seminar.Facts.PollClosedAt,
        seminar.Facts.AnnouncedAt,
        seminar.Facts.ReplyBy,
        seminar.Facts.MovedAt,
        seminar.Facts.CancelledAt,
        seminar.Facts.HeldAt,
        seminar.Facts.MinutesStartedAt,
        seminar.Facts.MinutesPublishedAt,
        seminar.Facts.ClosedAt,
        Status = SeminarRules.Status(seminar.Facts).ToString(),
        seminar.Round,
        seminar.CalendarSequence,
        ById = by.PersonId,
        by.At,
    };
}
