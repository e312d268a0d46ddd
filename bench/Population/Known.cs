namespace Portal.Bench.Population;

/// <summary>The people and citizens whose pages are looked at: the same ids, and the same cases, in a population of any size.</summary>
public static class Known
{
    /// <summary>Has <see cref="OpenCases"/> open cases, as caseworkers do.</summary>
    public const string Caseworker = "bench-caseworker";

    /// <summary>The doctor of the citizens of <see cref="Caseworker"/>.</summary>
    public const string Gp = "bench-gp";

    /// <summary>Coordinates the heavy unit.</summary>
    public const string HeavyCoordinator = "bench-heavy-coordinator";

    /// <summary>Has half of the heavy unit's certificates.</summary>
    public const string HeavyCaseworker = "bench-heavy-caseworker";

    /// <summary>The doctor of all citizens of the heavy unit.</summary>
    public const string HeavyGp = "bench-heavy-gp";

    /// <summary>Certificates of <see cref="Caseworker"/> that are neither done nor gone.</summary>
    public const int OpenCases = 60;

    public const int ShortThreadMessages = 100;

    /// <summary>The type of which <see cref="Citizen"/> and <see cref="HeavyCitizen"/> have an open request.</summary>
    public const string OpenType = "LAE125";

    /// <summary>The type that was answered about them not long ago.</summary>
    public const string AnsweredType = "LAE135";

    /// <summary>One of the citizens of <see cref="Caseworker"/>, with six certificates.</summary>
    public static Guid Citizen { get; } = Id(1);

    /// <summary>A citizen of <see cref="HeavyCaseworker"/>, with more certificates than anybody has.</summary>
    public static Guid HeavyCitizen { get; } = Id(2);

    /// <summary>A thread between <see cref="Caseworker"/> and <see cref="Gp"/> with <see cref="PopulationPlan.LongThread"/> messages.</summary>
    public static Guid LongThread { get; } = Id(3);

    /// <summary>A thread between the same two with <see cref="ShortThreadMessages"/> messages.</summary>
    public static Guid ShortThread { get; } = Id(4);

    /// <summary>A thread between the same two that the benchmark writes in.</summary>
    public static Guid LiveThread { get; } = Id(5);

    /// <summary>A thread that a whole crowd looks at, see <see cref="InCrowd"/>.</summary>
    public static Guid CrowdThread { get; } = Id(6);

    /// <summary>One of the caseworkers whose unit has <see cref="CrowdThread"/>.</summary>
    /// <param name="number">From 0, below <see cref="Organisations.CrowdSize"/>.</param>
    public static string InCrowd(int number) => $"bench-crowd-{number}";

    private static Guid Id(int number) => new(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]);
}
