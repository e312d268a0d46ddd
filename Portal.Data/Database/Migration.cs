using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Data.Database;

/// <summary>One script of <c>db/migrations</c>.</summary>
public sealed partial record Migration
{
    /// <summary>File name without ending, such as <c>0001_people</c>; the number orders the scripts.</summary>
    public required string Name { get; init; }

    public required string Sql { get; init; }

    /// <summary>SHA-256 of the text with line ends as LF, in hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The scripts for one engine, in order.</summary>
    /// <param name="suffix"><c>sqlite</c> or <c>sqlserver</c>.</param>
    public static IReadOnlyList<Migration> Embedded(string suffix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Select(resource => ScriptName().Match(resource))
            .Where(match => match.Success && (match.Groups["engine"].Value is "" || match.Groups["engine"].Value == suffix))
            .Select(match => new Migration { Name = match.Groups["name"].Value, Sql = Read(assembly, match.Value) })
            .OrderBy(migration => migration.Name, StringComparer.Ordinal)];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^migrations/(?<name>\d{4}_[a-z0-9_]+)(\.(?<engine>sqlite|sqlserver))?\.sql$")]
    private static partial Regex ScriptName();
}
