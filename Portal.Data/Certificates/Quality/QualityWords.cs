using System.Reflection;
using System.Text.RegularExpressions;

namespace Portal.Data.Certificates.Quality;

/// <summary>The Danish turns of phrase that the advice looks for: <c>db/reference/question-quality.json</c>.</summary>
/// <remarks>
/// Patterns are regular expressions over folded text. <c>{person}</c> stands for »borgeren«, »hun« or a name of one or two words,
/// <c>{end}</c> for the end of the sentence and the small words that may stand before it.
/// </remarks>
internal static class QualityWords
{
    private const string Person = "[a-z]+( [a-z]+)?";
    private const string End = "( (nu|igen|mere|i dag|lige nu|for tiden|for oejeblikket|aktuelt|fuld tid|paa fuld tid|fuldtid|paa nuvaerende tidspunkt))* ?([?.!]|$)";

    private static readonly Lists Data = Read();

    public static IReadOnlyList<Regex> Departments { get; } = Compile(Data.Departments.Select(word => $"\\b{word}"));

    public static IReadOnlyList<Regex> Judging { get; } = Compile(Data.Judging);

    public static IReadOnlyList<Regex> Decisions { get; } = Compile(Data.Decisions);

    public static IReadOnlyList<Regex> Several { get; } = Compile(Data.Several);

    /// <summary>Folded words that say nothing about what a question is about.</summary>
    public static IReadOnlySet<string> Small { get; } = Data.SmallWords.Select(TextFolding.Fold).ToHashSet();

    // Whatever somebody types, the time it takes grows with its length and no faster.
    private static IReadOnlyList<Regex> Compile(IEnumerable<string> patterns) =>
        [.. patterns.Select(pattern => new Regex(
            TextFolding.Fold(pattern).Replace("{person}", Person, StringComparison.Ordinal).Replace("{end}", End, StringComparison.Ordinal),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))];

    private static Lists Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("reference/question-quality.json")!;
        using var reader = new StreamReader(stream);
        return PortalJson.Read<Lists>(reader.ReadToEnd());
    }

    private sealed record Lists
    {
        public required IReadOnlyList<string> Departments { get; init; }

        public required IReadOnlyList<string> Judging { get; init; }

        public required IReadOnlyList<string> Decisions { get; init; }

        public required IReadOnlyList<string> Several { get; init; }

        public required IReadOnlyList<string> SmallWords { get; init; }
    }
}
