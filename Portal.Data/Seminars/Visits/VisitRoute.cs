namespace Portal.Data.Seminars.Visits;

/// <summary>A clinic to be visited, in its place on the way.</summary>
/// <param name="Kilometres">As the crow flies from the stop before, or from where the afternoon begins; null when one of the two places is unknown.</param>
/// <param name="StartsAt">UTC.</param>
public sealed record VisitStop(Guid ClinicId, string Name, double? Kilometres, DateTime StartsAt);

/// <summary>In which order several clinics are visited in one afternoon, and when each. Pure.</summary>
public static class VisitRoute
{
    /// <summary>With more visits nobody gets round in an afternoon.</summary>
    public const int MostStops = 8;

    /// <summary>Minutes on the road for a kilometre as the crow flies: roads are about a third longer, at some fifty kilometres an hour. An estimate, no fact.</summary>
    public const double MinutesPerKilometre = 1.6;

    /// <summary>Parking, stairs and saying hello.</summary>
    public const int ArrivalMinutes = 5;

    /// <summary>What is set aside for a way that nobody can measure.</summary>
    public const int UnknownWayMinutes = 20;

    /// <summary>The shortest way round, beginning at <paramref name="start"/> and ending at the last clinic; clinics that lie nobody knows where come last, in the order given.</summary>
    /// <param name="start">Where the afternoon begins; null when that is unknown: then the way begins at whichever clinic makes it shortest.</param>
    /// <param name="clinics">At most <see cref="MostStops"/>.</param>
    /// <returns>Positions in <paramref name="clinics"/>. Of several shortest ways the one that comes first in the order given.</returns>
    public static IReadOnlyList<int> Order(GeoPoint? start, IReadOnlyList<GeoPoint?> clinics)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clinics.Count, MostStops);
        var known = Enumerable.Range(0, clinics.Count).Where(i => clinics[i] is not null).ToList();
        var best = (Length: double.PositiveInfinity, Way: (IReadOnlyList<int>)[]);
        Search([], 0);
        return [.. best.Way, .. Enumerable.Range(0, clinics.Count).Except(known)];

        // Eight clinics have 40,320 orders: every one is tried, and left as soon as it is too long.
        void Search(List<int> way, double length)
        {
            if (length >= best.Length)
            {
                return;
            }

            if (way.Count == known.Count)
            {
                best = (length, [.. way]);
                return;
            }

            var here = way.Count == 0 ? start : clinics[way[^1]];
            foreach (var next in known.Except(way).ToList())
            {
                way.Add(next);
                Search(way, length + (here?.KilometresTo(clinics[next]!) ?? 0));
                way.RemoveAt(way.Count - 1);
            }
        }
    }

    /// <summary>When each clinic is visited.</summary>
    /// <param name="from">When the first visit begins, UTC.</param>
    /// <param name="minutes">Length of a visit.</param>
    /// <returns>In the order of the visits; each begins on a multiple of five minutes.</returns>
    public static IReadOnlyList<VisitStop> Plan(GeoPoint? start, IReadOnlyList<(Guid Id, string Name, GeoPoint? Point)> clinics, DateTime from, int minutes)
    {
        var stops = new List<VisitStop>();
        var here = start;
        var at = from;
        foreach (var i in Order(start, [.. clinics.Select(clinic => clinic.Point)]))
        {
            var (id, name, point) = clinics[i];
            var way = here is not null && point is not null ? here.KilometresTo(point) : (double?)null;
            if (stops.Count > 0)
            {
                at = at.AddMinutes(minutes + RoadMinutes(way));
            }

            stops.Add(new VisitStop(id, name, way, at));
            here = point;
        }

        return stops;
    }

    /// <summary>Minutes from one clinic into the next, a multiple of five.</summary>
    public static int RoadMinutes(double? kilometres) =>
        kilometres is { } way ? (int)Math.Ceiling(((way * MinutesPerKilometre) + ArrivalMinutes) / 5) * 5 : UnknownWayMinutes;
}
