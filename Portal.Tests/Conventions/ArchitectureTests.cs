using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Content;
using Portal.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Conventions;

/// <summary>Who may know whom, and what the source may not hold.</summary>
public sealed partial class ArchitectureTests
{
    private const int LongestFile = 400;

    [Fact]
    public void Data_and_content_know_neither_each_other_nor_the_web()
    {
        foreach (var assembly in (Assembly[])[typeof(PortalData).Assembly, typeof(ContentFile).Assembly])
        {
            Assert.DoesNotContain(
                assembly.GetReferencedAssemblies(),
                known => known.Name!.StartsWith("Portal.", StringComparison.Ordinal) || known.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        }

        foreach (var project in (SourceFile[])[.. SourceTree.Files("Portal.Data", ".csproj"), .. SourceTree.Files("Portal.Content", ".csproj")])
        {
            Assert.DoesNotContain("FrameworkReference", project.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("../Portal.", project.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_web_opens_no_connection_and_holds_no_sql()
    {
        var files = SourceTree.Files("Portal.Web", ".cs", ".cshtml");

        Assert.NotEmpty(files);
        Assert.Empty(Found(files, DataAccess()));
    }

    [Fact]
    public void Entities_and_rules_use_the_base_library_alone()
    {
        var rules = SourceTree.Files("Portal.Data", ".cs").Where(file => file.Name.EndsWith("Rules.cs", StringComparison.Ordinal)).ToList();
        var entities = rules.Select(file => file.Path.Replace("Rules.cs", ".cs", StringComparison.Ordinal)).Append("Portal.Data/Citizens/Citizen.cs").ToList();
        var files = SourceTree.Files("Portal.Data", ".cs").Where(file => entities.Contains(file.Path)).Concat(rules).ToList();

        string[] some = ["Certificate.cs", "CertificateRules.cs", "Citizen.cs", "Offer.cs", "OfferRules.cs"];
        Assert.Empty(some.Except(files.Select(file => file.Name)));
        Assert.Empty(Found(files, Outside()));
    }

    [Fact]
    public void Below_the_web_the_time_is_handed_in() =>
        Assert.Empty(Found([.. SourceTree.Files("Portal.Data", ".cs"), .. SourceTree.Files("Portal.Content", ".cs")], ClockRead()));

    [Fact]
    public void No_file_is_longer_than_one_can_keep_in_mind()
    {
        var files = ((string[])["Portal.Web", "Portal.Data", "Portal.Content", "Portal.Tests", "Portal.E2E", "bench"])
            .SelectMany(project => SourceTree.Files(project, ".cs", ".cshtml", ".js", ".scss"));

        Assert.Empty(files.Where(file => file.LineCount > LongestFile).Select(file => $"{file.Path}: {file.LineCount} lines"));
    }

    private static IEnumerable<string> Found(IEnumerable<SourceFile> files, Regex pattern) =>
        from file in files
        from match in pattern.Matches(file.Text)
        select $"{file.Path}({file.Text.AsSpan(0, match.Index).Count('\n') + 1}): {match.Value}";

    [GeneratedRegex(
        @"\b(System\.Data|Dapper|DbSession|DbConnection|SqlConnection|SqliteConnection)\b"
        + @"|\bSELECT\s+[\w.,\s]+\bFROM\b|\bINSERT INTO\b|\bUPDATE \w+\s+SET\b|\bDELETE FROM\b")]
    private static partial Regex DataAccess();

    [GeneratedRegex(
        @"^using (?!System\b|Portal\.Data\.(Audit|Citizens|Consents|Directory|Offers|Certificates|Seminars);).*"
        + @"|\b(DbSession|DatabaseEngine|TimeProvider|ILogger|HttpClient|Dapper|Task|File)\b(?=[\s<(.])",
        RegexOptions.Multiline)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bTimeProvider\.System\b|\bStopwatch\b|\bEnvironment\.TickCount")]
    private static partial Regex ClockRead();
}
