using System.Text.Json;
using Portal.Data.Citizens;

namespace Portal.Tests.Web;

/// <summary>The people of the demo world that the tests know by name.</summary>
public static class DemoPeople
{
    /// <summary>Stands for a visitor who has not signed in.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The values of <c>person</c> on the sign-in page.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "gp", "gp-other", "gp-far", "staff", "caseworker", "caseworker-colleague", "caseworker-far", "coordinator", "consultant", "admin", "auditor",
    ];

    /// <summary>The ten digits of each citizen's number, by name.</summary>
    public static IReadOnlyDictionary<string, string> CprOf { get; } = ReadCpr();

    /// <summary>The ten digits of every citizen's number.</summary>
    public static IReadOnlySet<string> CprDigits { get; } = CprOf.Values.ToHashSet();

    public static TheoryData<string> Theory => [.. Keys];

    private static Dictionary<string, string> ReadCpr()
    {
        using var file = typeof(CprNumber).Assembly.GetManifestResourceStream("demo/citizens.json")!;
        using var citizens = JsonDocument.Parse(file);
        return citizens.RootElement.EnumerateArray().ToDictionary(
            citizen => citizen.GetProperty("name").GetString()!, citizen => citizen.GetProperty("cpr").GetString()!);
    }
}
