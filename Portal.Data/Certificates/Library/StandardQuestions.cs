using System.Reflection;

namespace Portal.Data.Certificates.Library;

/// <summary>The questions that come with the portal, for each type that can be ordered: <c>db/reference/question-library.json</c>.</summary>
public static class StandardQuestions
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByType = Read();

    /// <summary>The questions of a type in their order; empty when there are none.</summary>
    public static IReadOnlyList<string> Of(string typeId) => ByType.GetValueOrDefault(typeId) ?? [];

    private static Dictionary<string, IReadOnlyList<string>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("reference/question-library.json")!;
        using var reader = new StreamReader(stream);
        return PortalJson.Read<Dictionary<string, IReadOnlyList<string>>>(reader.ReadToEnd());
    }
}
