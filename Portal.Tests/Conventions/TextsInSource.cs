using System.Text.RegularExpressions;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Conventions;

/// <summary>The keys of texts that the source of the portal names.</summary>
public static partial class TextsInSource
{
    /// <summary>Keys as they stand in the source; where a part is filled in when the portal runs, it is <c>*</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = Read();

    /// <summary>The acts that the source writes to the access log, but for those of the portal itself: no municipality's auditor sees them.</summary>
    public static IReadOnlyList<string> Acts { get; } = ReadActs();

    // Thousands of texts are looked for among thousands of keys: the whole names are found at once, and only patterns are tried one by one.
    private static readonly HashSet<string> Whole = [.. Keys.Where(key => !key.Contains('*', StringComparison.Ordinal))];
    private static readonly Regex[] Patterns = [.. Keys.Where(key => key.Contains('*', StringComparison.Ordinal)).Select(key => new Regex(PatternOf(key)))];
    private static readonly string[] Forms = [".one", ".many", ".Title", ".Text"];

    /// <summary>Whether the source asks for a text, by its name or by a pattern.</summary>
    public static bool Asks(string key) =>
        Whole.Contains(key)
        || Forms.Any(form => key.EndsWith(form, StringComparison.Ordinal) && Whole.Contains(key[..^form.Length]))
        || Patterns.Any(pattern => pattern.IsMatch(key));

    /// <summary>Whether a key of the source, or one of the forms that are made from it, is this text.</summary>
    public static bool IsNamed(string key, string named) => Regex.IsMatch(key, PatternOf(named));

    private static string PatternOf(string named) =>
        $@"^{Regex.Escape(named).Replace(@"\*", "[A-Za-z0-9.-]+", StringComparison.Ordinal)}(\.one|\.many|\.Title|\.Text)?$";

    private static List<string> Read()
    {
        var start = new Regex($"""(\$?)"(?={string.Join('|', Texts.Files)})(?=[A-Za-z]+\.)""");
        var keys = new HashSet<string>();
        foreach (var text in Sources())
        {
            foreach (Match match in start.Matches(text))
            {
                var from = match.Index + match.Length;
                keys.Add(match.Groups[1].Value == "$" ? Pattern(text, from) : text[from..text.IndexOf('"', from)]);
            }
        }

        return [.. keys.Where(key => Shape().IsMatch(key)).Order(StringComparer.Ordinal)];
    }

    private static List<string> ReadActs()
    {
        string[] otherWords = ["contact", "cpr", "interpreter", "m", "page"];
        string[] ofThePortal = ["certificate-type.import"];
        string[] boxesOfTheConsentForm =
        [
            "consent.kinds", "consent.clinics", "consent.sources", "consent.case", "consent.how", "consent.told", "consent.given", "consent.expires",
        ];
        // The last four are put together from the name of the action.
        return [.. Sources().SelectMany(text => Act().Matches(text)).Select(match => match.Groups[1].Value)
            .Where(act => (!otherWords.Contains(act.Split('.')[0]) || act.StartsWith("contact.set-", StringComparison.Ordinal)) && !ofThePortal.Contains(act) && !boxesOfTheConsentForm.Contains(act))
            .Concat(["certificate.discard", "certificate.approve", "certificate.close", "certificate.withdraw"])
            .Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Sources() => new[] { "Portal.Web", "Portal.Data" }
        .SelectMany(project => SourceTree.Files(project, ".cs", ".cshtml"))
        .Select(file => file.Text);

    /// <summary>The text of an interpolated string from where its content begins, with <c>*</c> for each place.</summary>
    private static string Pattern(string source, int from)
    {
        var pattern = "";
        var depth = 0;
        for (var i = from; depth > 0 || source[i] != '"'; i++)
        {
            if (source[i] == '{' && depth++ == 0)
            {
                pattern += "*";
            }
            else if (source[i] == '}')
            {
                depth--;
            }
            else if (depth == 0)
            {
                pattern += source[i];
            }
        }

        return pattern;
    }

    [GeneratedRegex("\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Act();

    [GeneratedRegex(@"^[A-Za-z]+(\.[A-Za-z0-9*-]+)+$")]
    private static partial Regex Shape();
}
