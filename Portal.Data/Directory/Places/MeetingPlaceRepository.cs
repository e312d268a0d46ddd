using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Places;

/// <summary>Reads where municipalities can hold meetings.</summary>
public sealed class MeetingPlaceRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT Id, Name, Address, Latitude, Longitude, Seats, IsJobCentre, Version
        FROM MeetingPlaces
        WHERE MunicipalityId = @MunicipalityId AND IsActive = 1
        ORDER BY Name COLLATE {danish}, Id
        """;

    /// <summary>The places in use, in the order of the Danish alphabet.</summary>
    public async Task<IReadOnlyList<MunicipalPlace>> ListAsync(Guid municipalityId, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(ListSql, new { MunicipalityId = municipalityId }, ct)).Select(static row => row.ToPlace())];

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
