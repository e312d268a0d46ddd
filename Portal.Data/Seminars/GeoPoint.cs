namespace Portal.Data.Seminars;

/// <summary>A place on the earth (WGS 84).</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public sealed record GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Null when one of the two is missing.</summary>
    public static GeoPoint? From(double? latitude, double? longitude) => latitude is { } north && longitude is { } east ? new GeoPoint(north, east) : null;

    /// <summary>Distance as the crow flies, in kilometres (haversine; the mean radius of the earth).</summary>
    public double KilometresTo(GeoPoint other)
    {
        var north = double.DegreesToRadians(other.Latitude - Latitude) / 2;
        var east = double.DegreesToRadians(other.Longitude - Longitude) / 2;
        var half = Math.Pow(Math.Sin(north), 2)
            + (Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Math.Pow(Math.Sin(east), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
