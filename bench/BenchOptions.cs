using System.Globalization;
using Portal.Bench.Population;

namespace Portal.Bench;

/// <summary>What can be measured alone.</summary>
internal enum BenchPart
{
    /// <summary>Pages with many certificates against the same with few.</summary>
    Pages,

    /// <summary>Messages on their way.</summary>
    Threads,

    /// <summary>The search for a time that suits everybody.</summary>
    Slots,
}

/// <summary>What the command line and the environment say.</summary>
internal sealed record BenchOptions
{
    public const string SizeVariable = "PORTAL_BENCH_CERTIFICATES";

    public const string Usage = $"""
        ./portal bench [--certificates N] [--rounds N] [--keep DIR] [--only pages|threads|slots]
            --certificates N   size of the large population, default 1000000 or {SizeVariable}
            --rounds N         how many times each is measured, default 300
            --keep DIR         keeps the populations there, and takes them from there the next time
            --only PART        pages, threads or slots alone
        """;

    public int Certificates { get; private init; } = 1_000_000;

    public int Rounds { get; private init; } = 300;

    /// <summary>Null for a folder that is deleted at the end.</summary>
    public string? Keep { get; private init; }

    /// <summary>Null for everything.</summary>
    public BenchPart? Only { get; private init; }

    /// <exception cref="FormatException">A word is unknown, or a number is none; the message says which.</exception>
    public static BenchOptions Read(IReadOnlyList<string> words, string? size)
    {
        var options = string.IsNullOrEmpty(size)
            ? new BenchOptions()
            : new BenchOptions { Certificates = Number(SizeVariable, size, PopulationPlan.Fewest) };
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new FormatException($"{words[i]} needs a value.");
            options = words[i] switch
            {
                "--certificates" => options with { Certificates = Number(words[i], value, PopulationPlan.Fewest) },
                "--rounds" => options with { Rounds = Number(words[i], value, 1) },
                "--keep" => options with { Keep = Path.GetFullPath(value) },
                "--only" => options with { Only = Part(value) },
                _ => throw new FormatException($"'{words[i]}' is not an option of bench."),
            };
        }

        return options;
    }

    private static BenchPart Part(string text) => text switch
    {
        "pages" => BenchPart.Pages,
        "threads" => BenchPart.Threads,
        "slots" => BenchPart.Slots,
        _ => throw new FormatException($"--only: '{text}' is neither pages nor threads nor slots."),
    };

    private static int Number(string name, string text, int atLeast) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast
            ? number
            : throw new FormatException($"{name}: '{text}' is not a whole number from {atLeast} on.");
}
