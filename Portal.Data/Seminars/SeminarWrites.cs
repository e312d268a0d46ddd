using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars;

/// <summary>What a place is called, and where it lies.</summary>
public sealed record PlaceName
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }
}

/// <summary>Writes a new meeting and the lists that belong to one, and looks up what a form names.</summary>
public sealed class SeminarWrites(DbSession db)
{
    internal const string InsertSql = """
        INSERT INTO Seminars (Id, MunicipalityId, OwnerId, Kind, SeriesId, RouteId, Title, TitleFolded, Purpose, Minutes, StartsAt, EndsAt,
                              PlaceKind, PlaceId, PlaceClinicId, PlaceName, PlaceAddress, PlaceLatitude, PlaceLongitude, OnlineAddress, HostMeeting,
                              CitizenId, ConsentId, IsWithoutDoctor, Capacity, ClaimHours, PaysHonorarium, ReplyBy, CreatedAt, Status, Round, LastPosition, CalendarSequence,
                              ChangedById, ChangedAt, Version)
        VALUES (@Id, @MunicipalityId, @OwnerId, @Kind, @SeriesId, @RouteId, @Title, @TitleFolded, @Purpose, @Minutes, @StartsAt, @EndsAt,
                @PlaceKind, @PlaceId, @PlaceClinicId, @PlaceName, @PlaceAddress, @PlaceLatitude, @PlaceLongitude, @OnlineAddress, @HostMeeting,
                @CitizenId, @ConsentId, @IsWithoutDoctor, @Capacity, @ClaimHours, @PaysHonorarium, @ReplyBy, @CreatedAt, @Status, @Round, 0, @CalendarSequence,
                @ById, @At, 1)
        """;

    internal const string DeleteAgendaSql = "DELETE FROM SeminarAgendaItems WHERE SeminarId = @Id";

    internal const string InsertAgendaSql = """
        INSERT INTO SeminarAgendaItems (SeminarId, Number, Kind, Title, Minutes, ForDoctor, ForCaseworker)
        VALUES (@SeminarId, @Number, @Kind, @Title, @Minutes, @ForDoctor, @ForCaseworker)
        """;

    internal const string DeleteMaterialsSql = "DELETE FROM SeminarMaterials WHERE SeminarId = @Id";

    internal const string InsertMaterialSql = """
        INSERT INTO SeminarMaterials (SeminarId, Number, OfferId, GuidelineVersion, Address, Title)
        VALUES (@SeminarId, @Number, @OfferId, @GuidelineVersion, @Address, @Title)
        """;

    internal const string DeleteClinicSql = "DELETE FROM SeminarInvitations WHERE SeminarId = @SeminarId AND ClinicId = @PartyId";

    internal const string DeleteUnitSql = "DELETE FROM SeminarInvitations WHERE SeminarId = @SeminarId AND UnitId = @PartyId";

    internal const string DeletePersonSql = "DELETE FROM SeminarInvitations WHERE SeminarId = @SeminarId AND PersonId = @PartyId";

    internal const string InsertInvitationSql = """
        INSERT INTO SeminarInvitations (Id, SeminarId, ClinicId, UnitId, PersonId, AddedAt)
        VALUES (@Id, @SeminarId, @ClinicId, @UnitId, @PersonId, @AddedAt)
        """;

    internal const string ListClinicIdsSql = "SELECT Id FROM Clinics WHERE Id IN @Ids AND IsEnabled = 1 ORDER BY Id";

    internal const string ListUnitIdsSql = "SELECT Id FROM Units WHERE Id IN @Ids AND MunicipalityId = @MunicipalityId ORDER BY Id";

    internal const string ListPersonIdsSql = """
        SELECT p.Id
        FROM People p
        WHERE p.Id IN @Ids AND p.IsActive = 1 AND p.Role NOT IN ('Auditor', 'Administrator') AND p.MunicipalityId = @MunicipalityId
        ORDER BY p.Id
        """;

    internal const string ListOffersSql = "SELECT Id, Name FROM Offers WHERE Id IN @Ids ORDER BY Id";

    internal const string ListGuidelinesSql = "SELECT Number FROM CommonGuidelines WHERE MunicipalityId = @MunicipalityId AND Number IN @Numbers ORDER BY Number, Id";

    internal const string FindMunicipalSql = "SELECT Name, Address, Latitude, Longitude FROM MeetingPlaces WHERE Id = @Id AND MunicipalityId = @MunicipalityId AND IsActive = 1";

    internal const string FindClinicSql = "SELECT Name, Street AS Address, PostalCode, City, Latitude, Longitude FROM Clinics WHERE Id = @Id AND IsEnabled = 1";

    internal const string CountTakenSql = """
        SELECT COUNT(1)
        FROM SeminarRegistrations
        WHERE SeminarId = @Id AND Round = @Round AND Status IN ('Registered', 'Offered')
        """;

    internal const string CountComingOfSql = """
        SELECT COUNT(1)
        FROM SeminarRegistrations r
        WHERE r.SeminarId = @Id AND r.Round = @Round AND r.Status IN ('Registered', 'Waitlisted', 'Offered')
          AND (r.ClinicId IN @ClinicIds OR r.PersonId IN @PersonIds OR EXISTS (SELECT 1 FROM People p WHERE p.Id = r.PersonId AND p.UnitId IN @UnitIds))
        """;

    internal async Task InsertAsync(Seminar seminar, ActionContext by, CancellationToken ct)
    {
        await db.ExecuteAsync(InsertSql, SeminarRow.Values(seminar, 0, by), ct);
        await SetAgendaAsync(seminar.Id, seminar.Agenda, ct);
        await SetMaterialsAsync(seminar.Id, seminar.Materials, ct);
        await AddInvitationsAsync(seminar.Id, seminar.Invitations, by, ct);
    }

    internal async Task SetAgendaAsync(Guid id, IReadOnlyList<AgendaItem> agenda, CancellationToken ct)
    {
        await db.ExecuteAsync(DeleteAgendaSql, new { Id = id }, ct);
        for (var i = 0; i < agenda.Count; i++)
        {
            var item = agenda[i];
            await db.ExecuteAsync(
                InsertAgendaSql, new { SeminarId = id, Number = i + 1, Kind = item.Kind.ToString(), item.Title, item.Minutes, item.ForDoctor, item.ForCaseworker }, ct);
        }
    }

    internal async Task SetMaterialsAsync(Guid id, IReadOnlyList<SeminarMaterial> materials, CancellationToken ct)
    {
        await db.ExecuteAsync(DeleteMaterialsSql, new { Id = id }, ct);
        for (var i = 0; i < materials.Count; i++)
        {
            var material = materials[i];
            await db.ExecuteAsync(InsertMaterialSql, new { SeminarId = id, Number = i + 1, material.OfferId, material.GuidelineVersion, material.Address, material.Title }, ct);
        }
    }

    internal async Task AddInvitationsAsync(Guid id, IEnumerable<SeminarInvitation> invitations, ActionContext by, CancellationToken ct)
    {
        foreach (var invitation in invitations)
        {
            var row = Guid.CreateVersion7(new DateTimeOffset(by.At));
            await db.ExecuteAsync(
                InsertInvitationSql, new { Id = row, SeminarId = id, invitation.ClinicId, invitation.UnitId, invitation.PersonId, AddedAt = by.At }, ct);
        }
    }

    internal async Task RemoveInvitationsAsync(Guid id, IEnumerable<SeminarInvitation> invitations, CancellationToken ct)
    {
        foreach (var invitation in invitations)
        {
            var sql = invitation.ClinicId is not null ? DeleteClinicSql : invitation.UnitId is not null ? DeleteUnitSql : DeletePersonSql;
            await db.ExecuteAsync(sql, new { SeminarId = id, PartyId = invitation.ClinicId ?? invitation.UnitId ?? invitation.PersonId }, ct);
        }
    }

    /// <summary>Whether every clinic, unit and person that a form names can be invited.</summary>
    internal async Task<IReadOnlyList<FieldError>> CheckInvitedAsync(SeminarInput input, Guid municipalityId, CancellationToken ct)
    {
        var errors = new List<FieldError>();
        await CheckAsync("clinics", input.ClinicIds, ListClinicIdsSql);
        await CheckAsync("units", input.UnitIds, ListUnitIdsSql);
        await CheckAsync("people", input.PersonIds, ListPersonIdsSql);
        return errors;

        async Task CheckAsync(string field, IReadOnlyList<Guid> ids, string sql)
        {
            if (ids.Count > 0 && (await db.QueryAsync<Guid>(sql, new { Ids = ids, MunicipalityId = municipalityId }, ct)).Count < ids.Distinct().Count())
            {
                errors.Add(new FieldError(field, "Errors.SeminarInvitedGone"));
            }
        }
    }

    /// <summary>The material as it is kept: what is gone from the catalogue is left out, what is there has its own name.</summary>
    internal async Task<IReadOnlyList<SeminarMaterial>> ReadMaterialsAsync(SeminarInput input, Guid municipalityId, CancellationToken ct)
    {
        var offers = (await db.QueryAsync<OfferName>(ListOffersSql, new { Ids = input.Materials.Select(material => material.OfferId).OfType<Guid>().ToList() }, ct))
            .ToDictionary(offer => offer.Id, offer => offer.Name);
        var guidelines = await db.QueryAsync<int>(
            ListGuidelinesSql, new { MunicipalityId = municipalityId, Numbers = input.Materials.Select(material => material.GuidelineVersion).OfType<int>().ToList() }, ct);
        return
        [
            .. input.Materials
                .Where(material => material.OfferId is { } offer ? offers.ContainsKey(offer) : material.GuidelineVersion is not { } number || guidelines.Contains(number))
                .Select(material => new SeminarMaterial
                {
                    OfferId = material.OfferId,
                    GuidelineVersion = material.GuidelineVersion,
                    Address = material.OfferId is null && material.GuidelineVersion is null ? material.Address : null,
                    Title = material.OfferId is { } offer ? offers[offer] : material.Title,
                }),
        ];
    }

    /// <summary>A chosen place with its name and where it lies.</summary>
    /// <returns>Null when it is none that one can choose.</returns>
    internal async Task<MeetingPlace?> FindPlaceAsync(PlaceChoice choice, Guid municipalityId, CancellationToken ct)
    {
        if (choice.Kind is PlaceKind.HostMeeting or PlaceKind.Online)
        {
            return new MeetingPlace { Kind = choice.Kind, Name = choice.Name, Address = choice.Address, Point = choice.Point, OnlineAddress = choice.OnlineAddress };
        }

        var isClinic = choice.Kind == PlaceKind.Clinic;
        var found = isClinic
            ? await db.FindAsync<ClinicPlace>(FindClinicSql, new { Id = choice.ClinicId }, ct) is { } clinic
                ? new PlaceName { Name = clinic.Name, Address = $"{clinic.Address}, {clinic.PostalCode} {clinic.City}", Latitude = clinic.Latitude, Longitude = clinic.Longitude }
                : null
            : await db.FindAsync<PlaceName>(FindMunicipalSql, new { Id = choice.PlaceId, MunicipalityId = municipalityId }, ct);
        return found is null ? null : new MeetingPlace
        {
            Kind = choice.Kind,
            PlaceId = isClinic ? null : choice.PlaceId,
            ClinicId = isClinic ? choice.ClinicId : null,
            Name = found.Name,
            Address = found.Address,
            Point = GeoPoint.From(found.Latitude, found.Longitude),
            OnlineAddress = choice.OnlineAddress,
        };
    }

    /// <summary>How many of some parties come, or wait for a place.</summary>
    internal Task<int> CountComingOfAsync(Seminar seminar, IReadOnlyCollection<SeminarInvitation> parties, CancellationToken ct) => db.FindAsync<int>(
        CountComingOfSql,
        new
        {
            seminar.Id,
            seminar.Round,
            ClinicIds = parties.Select(party => party.ClinicId).OfType<Guid>().ToList(),
            PersonIds = parties.Select(party => party.PersonId).OfType<Guid>().ToList(),
            UnitIds = parties.Select(party => party.UnitId).OfType<Guid>().ToList(),
        },
        ct);

    /// <summary>How many places are taken or kept for somebody.</summary>
    internal Task<int> CountTakenAsync(Seminar seminar, CancellationToken ct) => db.FindAsync<int>(CountTakenSql, new { seminar.Id, seminar.Round }, ct);

    private sealed record OfferName
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }
    }

    private sealed record ClinicPlace
    {
        public required string Name { get; init; }

        public required string Address { get; init; }

        public required string PostalCode { get; init; }

        public required string City { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }
    }
}
