using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Seminars;

/// <summary>Reads meetings, always within what the viewer may see, and writes what has become of one.</summary>
public sealed class SeminarRepository(DbSession db)
{
    private const string Columns = """
        SELECT s.Id, s.MunicipalityId, m.Name AS MunicipalityName, s.OwnerId, o.Name AS OwnerName, o.Title AS OwnerTitle, o.Phone AS OwnerPhone,
               s.Kind, s.SeriesId, s.RouteId, s.Title, s.Purpose, s.Minutes, s.StartsAt, s.EndsAt,
               s.PlaceKind, s.PlaceId, s.PlaceClinicId, s.PlaceName, s.PlaceAddress, s.PlaceLatitude, s.PlaceLongitude, s.OnlineAddress, s.HostMeeting,
               s.CitizenId, z.Name AS CitizenName, s.ConsentId, s.IsWithoutDoctor, s.Capacity, s.ClaimHours, s.PaysHonorarium, s.ReplyBy, s.OffHoursReason,
               s.CreatedAt, s.PollOpenedAt, s.PollDeadline, s.PollClosedAt, s.AnnouncedAt, s.MovedAt, s.MoveReason, s.CancelledAt, s.CancelReason,
               s.HeldAt, s.MinutesStartedAt, s.MinutesPublishedAt, s.ClosedAt, s.NextProposedOn, s.Round, s.CalendarSequence,
               s.ChangedById, c.Name AS ChangedByName, s.Version
        FROM Seminars s
        JOIN Municipalities m ON m.Id = s.MunicipalityId
        JOIN People o ON o.Id = s.OwnerId
        JOIN People c ON c.Id = s.ChangedById
        LEFT JOIN Citizens z ON z.Id = s.CitizenId
        """;

    internal const string FindSql = Columns + """

        WHERE s.Id = @Id
        """ + SeminarSight.IsTheirs;

    internal const string ReadSql = Columns + """

        WHERE s.Id = @Id
        """;

    internal const string ListAgendaSql = """
        SELECT Kind, Title, Minutes, ForDoctor, ForCaseworker
        FROM SeminarAgendaItems
        WHERE SeminarId = @Id
        ORDER BY SeminarId, Number
        """;

    internal const string ListInvitationsSql = """
        SELECT i.ClinicId, i.UnitId, i.PersonId, COALESCE(k.Name, u.Name, p.Name) AS Name, COALESCE(k.City, p.Title) AS Place, p.Role, k.Latitude, k.Longitude
        FROM SeminarInvitations i
        LEFT JOIN Clinics k ON k.Id = i.ClinicId
        LEFT JOIN Units u ON u.Id = i.UnitId
        LEFT JOIN People p ON p.Id = i.PersonId
        WHERE i.SeminarId = @Id
        ORDER BY k.Name COLLATE {danish}, u.Name COLLATE {danish}, p.Name COLLATE {danish}, i.Id
        """;

    internal const string ListMaterialsSql = """
        SELECT a.OfferId, o.Slug AS OfferSlug, a.GuidelineVersion, a.Address, a.Title
        FROM SeminarMaterials a
        LEFT JOIN Offers o ON o.Id = a.OfferId
        WHERE a.SeminarId = @Id
        ORDER BY a.SeminarId, a.Number
        """;

    internal const string ListTakenSql = """
        SELECT i.ClinicId, s.StartsAt, s.EndsAt
        FROM Seminars s
        JOIN SeminarInvitations i ON i.SeminarId = s.Id
        WHERE i.ClinicId IN @ClinicIds AND s.StartsAt < @To AND s.EndsAt > @From
          AND s.AnnouncedAt IS NOT NULL AND s.CancelledAt IS NULL AND s.Id <> @ExceptId
        ORDER BY s.StartsAt, i.Id
        """;

    internal const string LockSql = "UPDATE Seminars SET LastPosition = LastPosition + 1 WHERE Id = @Id";

    internal const string FindPositionSql = "SELECT LastPosition FROM Seminars WHERE Id = @Id";

    internal const string SetSql = """
        UPDATE Seminars
        SET Title = @Title, TitleFolded = @TitleFolded, Purpose = @Purpose, Minutes = @Minutes, StartsAt = @StartsAt, EndsAt = @EndsAt,
            PlaceKind = @PlaceKind, PlaceId = @PlaceId, PlaceClinicId = @PlaceClinicId, PlaceName = @PlaceName, PlaceAddress = @PlaceAddress,
            PlaceLatitude = @PlaceLatitude, PlaceLongitude = @PlaceLongitude, OnlineAddress = @OnlineAddress, HostMeeting = @HostMeeting,
            ConsentId = @ConsentId, IsWithoutDoctor = @IsWithoutDoctor, Capacity = @Capacity, ClaimHours = @ClaimHours, PaysHonorarium = @PaysHonorarium,
            ReplyBy = @ReplyBy, OffHoursReason = @OffHoursReason, PollOpenedAt = @PollOpenedAt, PollDeadline = @PollDeadline, PollClosedAt = @PollClosedAt,
            AnnouncedAt = @AnnouncedAt, MovedAt = @MovedAt, MoveReason = @MoveReason, CancelledAt = @CancelledAt, CancelReason = @CancelReason,
            HeldAt = @HeldAt, MinutesStartedAt = @MinutesStartedAt, MinutesPublishedAt = @MinutesPublishedAt, ClosedAt = @ClosedAt,
            NextProposedOn = @NextProposedOn, Status = @Status, Round = @Round, CalendarSequence = @CalendarSequence, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <returns>Null when the meeting does not exist, or is not the viewer's to see.</returns>
    public async Task<Seminar?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        await WithListsAsync(await db.FindAsync<SeminarRow>(FindSql, SeminarSight.With(viewer, new { Id = id }), ct), ct);

    /// <summary>Times between two instants, UTC, at which clinics are invited to an announced meeting.</summary>
    /// <param name="exceptSeminarId">The meeting that is being planned.</param>
    public Task<IReadOnlyList<TakenTime>> ListTakenAsync(IReadOnlyList<Guid> clinicIds, DateTime from, DateTime to, Guid? exceptSeminarId, CancellationToken ct) =>
        db.QueryAsync<TakenTime>(ListTakenSql, new { ClinicIds = clinicIds, From = from, To = to, ExceptId = exceptSeminarId ?? Guid.Empty }, ct);

    /// <summary>The meeting, whoever asks: for the portal's own jobs.</summary>
    internal async Task<Seminar?> ReadAsync(Guid id, CancellationToken ct) => await WithListsAsync(await db.FindAsync<SeminarRow>(ReadSql, new { Id = id }, ct), ct);

    /// <summary>Holds the meeting's row until the transaction ends, so that places are given out one by one.</summary>
    /// <returns>The next place in the order in which people ask.</returns>
    internal async Task<long> TakePositionAsync(Guid id, CancellationToken ct)
    {
        await db.ExecuteAsync(LockSql, new { Id = id }, ct);
        return await db.FindAsync<long>(FindPositionSql, new { Id = id }, ct);
    }

    /// <summary>Writes a meeting as it is to be, lists apart.</summary>
    /// <returns>False when somebody else changed it since <paramref name="version"/>.</returns>
    internal async Task<bool> SetAsync(Seminar after, int version, ActionContext by, CancellationToken ct) =>
        await db.ExecuteAsync(SetSql, SeminarRow.Values(after, version, by), ct) == 1;

    private async Task<Seminar?> WithListsAsync(SeminarRow? row, CancellationToken ct)
    {
        if (row is null)
        {
            return null;
        }

        var agenda = await db.QueryAsync<AgendaItem>(ListAgendaSql, new { row.Id }, ct);
        var invitations = await db.QueryAsync<InvitationRow>(ListInvitationsSql, new { row.Id }, ct);
        var materials = await db.QueryAsync<SeminarMaterial>(ListMaterialsSql, new { row.Id }, ct);
        return row.ToSeminar(agenda, [.. invitations.Select(invitation => invitation.ToInvitation())], materials);
    }

    private sealed record InvitationRow
    {
        public Guid? ClinicId { get; init; }

        public Guid? UnitId { get; init; }

        public Guid? PersonId { get; init; }

        public required string Name { get; init; }

        public string? Place { get; init; }

        public Role? Role { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }

        public SeminarInvitation ToInvitation() => new()
        {
            ClinicId = ClinicId,
            UnitId = UnitId,
            PersonId = PersonId,
            Name = Name,
            Place = Place ?? "",
            Role = Role,
            Point = GeoPoint.From(Latitude, Longitude),
        };
    }
}
