namespace Portal.Data.Seminars.Slots;

/// <summary>How far every clinic has to every place.</summary>
/// <remarks>Distances are whole metres: sums of them are exact, and two places of equal travel are equal whatever the order of adding up.</remarks>
internal sealed class TravelTable
{
    private TravelTable(IReadOnlyList<PlaceReach> places) => Places = places;

    /// <summary>Those that people meet at before online, then those whose distances are known of more clinics, then by worst and by total travel, then as asked.</summary>
    public IReadOnlyList<PlaceReach> Places { get; }

    public static TravelTable Of(SlotQuery query)
    {
        var measured = query.Places.Select(place => PlaceReach.Of(place, query)).ToList();
        var sorted = measured.Order(Comparer<PlaceReach>.Create(Compare)).ToList(); // stable: equals stay as they were asked
        for (var i = 1; i < sorted.Count; i++)
        {
            sorted[i].Rank = sorted[i - 1].Rank + (Compare(sorted[i - 1], sorted[i]) == 0 ? 0 : 1);
        }

        return new TravelTable(sorted);
    }

    /// <summary>The places worth looking at: of those that are too far for the same clinics only the first is.</summary>
    public List<PlaceReach> Distinct()
    {
        var distinct = new List<PlaceReach>();
        foreach (var place in Places)
        {
            if (!distinct.Exists(other => other.Far.AsSpan().SequenceEqual(place.Far) && other.Doubtful.AsSpan().SequenceEqual(place.Doubtful)))
            {
                distinct.Add(place);
            }
        }

        return distinct;
    }

    private static int Compare(PlaceReach one, PlaceReach other)
    {
        var (a, b) = (one.Travel, other.Travel);
        var order = a.Place.IsOnline.CompareTo(b.Place.IsOnline);
        order = order != 0 ? order : a.Unmeasured.CompareTo(b.Unmeasured);
        order = order != 0 ? order : one.WorstMetres.CompareTo(other.WorstMetres);
        return order != 0 ? order : one.TotalMetres.CompareTo(other.TotalMetres);
    }
}

/// <summary>A place, and for which clinics it is too far; bit n of the words is the clinic n.</summary>
internal sealed class PlaceReach
{
    public required PlaceTravel Travel { get; init; }

    public required long TotalMetres { get; init; }

    public required int WorstMetres { get; init; }

    /// <summary>Known to be further away than is allowed.</summary>
    public required ulong[] Far { get; init; }

    /// <summary>There is a greatest distance, and nobody knows this one.</summary>
    public required ulong[] Doubtful { get; init; }

    /// <summary>0 for the least travel, equal for equal travel.</summary>
    public int Rank { get; set; }

    public static PlaceReach Of(SlotPlace place, SlotQuery query)
    {
        var words = (query.Clinics.Count + 63) / 64;
        var (far, doubtful) = (new ulong[words], new ulong[words]);
        var distances = new ClinicDistance[query.Clinics.Count];
        var (total, worst, unmeasured, tooFar) = (0L, 0, 0, 0);
        for (var i = 0; i < distances.Length; i++)
        {
            var clinic = query.Clinics[i].Hours;
            var metres = Metres(place, clinic.Point);
            distances[i] = new ClinicDistance(clinic, metres / 1000.0);
            total += metres ?? 0;
            worst = Math.Max(worst, metres ?? 0);
            unmeasured += metres is null ? 1 : 0;
            if (query.GreatestKilometres * 1000 is { } most && (metres is null || metres > most))
            {
                (metres is null ? doubtful : far)[i / 64] |= 1UL << (i % 64);
                tooFar += metres is null ? 0 : 1;
            }
        }

        return new PlaceReach
        {
            Travel = new PlaceTravel
            {
                Place = place,
                Distances = distances,
                TotalKilometres = total / 1000.0,
                WorstKilometres = worst / 1000.0,
                Unmeasured = unmeasured,
                TooFar = tooFar,
            },
            TotalMetres = total,
            WorstMetres = worst,
            Far = far,
            Doubtful = doubtful,
        };
    }

    /// <returns>Null when it is unknown.</returns>
    private static int? Metres(SlotPlace place, GeoPoint? clinic) =>
        place.IsOnline ? 0
        : place.Point is { } there && clinic is not null ? (int)Math.Round(there.KilometresTo(clinic) * 1000)
        : null;
}
