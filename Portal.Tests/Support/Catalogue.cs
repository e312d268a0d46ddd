using System.Text.Json;
using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Tests.Support;

/// <summary>The certificate types of the repository, without a database.</summary>
public static class Catalogue
{
    public static IReadOnlyList<CertificateTypeDefinition> Types { get; } = Read();

    /// <summary>Ids of the types that can be ordered, for <c>MemberData</c>.</summary>
    public static TheoryData<string> Orderable { get; } = [.. Types.Where(type => type.Orderable).Select(type => type.Id)];

    public static CertificateTypeDefinition Type(string id) => Types.First(type => type.Id == id);

    private static List<CertificateTypeDefinition> Read()
    {
        using var catalogue = JsonDocument.Parse(CertificateTypes.ReadCatalogue());
        return [.. catalogue.RootElement.GetProperty("types").EnumerateArray().Select(type => PortalJson.Read<CertificateTypeDefinition>(type.GetRawText()))];
    }
}
