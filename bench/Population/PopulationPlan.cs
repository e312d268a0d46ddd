namespace Portal.Bench.Population;

/// <summary>How large a population is. What is not said here follows from the number of certificates.</summary>
public sealed record PopulationPlan
{
    /// <summary>The fewest certificates that a population can have: the known people have so many between them.</summary>
    public const int Fewest = 1_000;

    /// <summary>Certificates in the whole database.</summary>
    public required int Certificates { get; init; }

    /// <summary>Certificates of the heavy unit, those of the heavy citizen among them.</summary>
    public required int HeavyUnit { get; init; }

    public required int HeavyCitizen { get; init; }

    /// <summary>Messages of <see cref="Known.LongThread"/>.</summary>
    public int LongThread { get; init; } = 1_000;

    /// <summary>The instant at which the portal's clock starts, UTC: a Monday morning. All times are counted back from here.</summary>
    public static DateTime Now { get; } = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    public int Municipalities => Math.Clamp(Certificates / 10_000, 2, 100);

    /// <summary>As the benchmark wants it: a unit with 20,000 certificates where there are a million, a citizen with 400 at any size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than <see cref="Fewest"/>.</exception>
    public static PopulationPlan OfSize(int certificates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(certificates, Fewest);
        return new PopulationPlan { Certificates = certificates, HeavyUnit = Math.Clamp(certificates / 50, 700, 20_000), HeavyCitizen = 400 };
    }
}
