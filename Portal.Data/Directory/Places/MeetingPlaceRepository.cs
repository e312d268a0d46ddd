using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Places;

/// <summary>Reads and writes where municipalities can hold meetings.</summary>
public sealed class MeetingPlaceRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT Id, Name, Address, Latitude, Longitude, Seats, IsJobCentre, Version
        FROM MeetingPlaces
        WHERE MunicipalityId = @MunicipalityId AND IsActive = 1
        ORDER BY Name COLLATE {danish}, Id
        """;

    // Changes nothing, and makes whoever else writes the municipality's places or holidays wait until this transaction ends.
    internal const string TakeTurnSql = "UPDATE Municipalities SET Version = Version WHERE Id = @MunicipalityId";

    internal const string InsertSql = """
        INSERT INTO MeetingPlaces (Id, MunicipalityId, Name, Address, Latitude, Longitude, Seats, IsJobCentre, IsActive, Version)
        VALUES (@Id, @MunicipalityId, @Name, @Address, @Latitude, @Longitude, @Seats, @IsJobCentre, 1, 1)
        """;

    internal const string UpdateSql = """
        UPDATE MeetingPlaces
        SET Name = @Name, Address = @Address, Latitude = @Latitude, Longitude = @Longitude, Seats = @Seats, IsJobCentre = @IsJobCentre, Version = Version + 1
        WHERE Id = @Id AND MunicipalityId = @MunicipalityId AND Version = @Version AND IsActive = 1
        """;

    // The row stays: meetings that were held there name it.
    internal const string RemoveSql = """
        UPDATE MeetingPlaces
        SET IsActive = 0, Version = Version + 1
        WHERE Id = @Id AND MunicipalityId = @MunicipalityId AND Version = @Version AND IsActive = 1
        """;

    /// <summary>The places in use, in the order of the Danish alphabet.</summary>
    public async Task<IReadOnlyList<MunicipalPlace>> ListAsync(Guid municipalityId, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(ListSql, new { MunicipalityId = municipalityId }, ct)).Select(static row => row.ToPlace())];

    internal Task TakeTurnAsync(Guid municipalityId, CancellationToken ct) => db.ExecuteAsync(TakeTurnSql, new { MunicipalityId = municipalityId }, ct);

    internal Task InsertAsync(MunicipalPlace place, Guid municipalityId, CancellationToken ct) => db.ExecuteAsync(InsertSql, Parameters(place, municipalityId), ct);

    /// <param name="place">As it shall be, with the version that was read.</param>
    /// <returns>False when somebody else changed or removed it since.</returns>
    internal async Task<bool> UpdateAsync(MunicipalPlace place, Guid municipalityId, CancellationToken ct) =>
        await db.ExecuteAsync(UpdateSql, Parameters(place, municipalityId), ct) == 1;

    /// <returns>False when somebody else changed or removed it since.</returns>
    internal async Task<bool> RemoveAsync(Guid id, int version, Guid municipalityId, CancellationToken ct) =>
        await db.ExecuteAsync(RemoveSql, new { Id = id, Version = version, MunicipalityId = municipalityId }, ct) == 1;

    private static object Parameters(MunicipalPlace place, Guid municipalityId) => new
    {
        place.Id,
        MunicipalityId = municipalityId,
        place.Name,
        place.Address,
        place.Point?.Latitude,
        place.Point?.Longitude,
        place.Seats,
        place.IsJobCentre,
        place.Version,
    };

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Address { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }

        public int? Seats { get; init; }

        public required bool IsJobCentre { get; init; }

        public required int Version { get; init; }

        public MunicipalPlace ToPlace() => new()
        {
            Id = Id,
            Name = Name,
            Address = Address,
            Point = GeoPoint.From(Latitude, Longitude),
            Seats = Seats,
            IsJobCentre = IsJobCentre,
            Version = Version,
        };
    }
}
