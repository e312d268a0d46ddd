using System.Globalization;

namespace Portal.Content.FrontMatter;

/// <summary>
/// Asks for fields by name and type. A field that is missing or wrong becomes a problem that says what is allowed, and an empty value
/// of the type comes back, so that one reading finds every problem of a file. Fields that were never asked for are unknown.
/// </summary>
/// <param name="fileName">Given back in every problem.</param>
/// <param name="fields">The fields of the file, or of one group in it.</param>
/// <param name="line">Where a missing field is reported: the first line of the file or of the group.</param>
/// <param name="problems">Added to.</param>
/// <param name="prefix">Empty, or the name of the group with a point.</param>
internal sealed class FrontMatterFields(
    string fileName, IReadOnlyList<FrontMatterField> fields, int line, List<ContentProblem> problems, string prefix = "")
{
    private const int ShownCharacters = 40;

    private readonly List<string> _asked = [];

    public delegate bool TryRead<T>(string text, out T value);

    public string Text(string name, int maxCharacters) =>
        One<string>(name, TextRule(maxCharacters), "", (text, out value) => IsText(value = text, maxCharacters));

    public string Text(string name, Predicate<string> isAllowed, string allowed) =>
        One<string>(name, allowed, "", (text, out value) => isAllowed(value = text));

    public IReadOnlyList<string> Texts(string name, int maxItems, int maxCharacters, bool isRequired = true) =>
        Many<string>(name, $"Skriv en liste som [a, b] med højst {maxItems} tekster på højst {maxCharacters} tegn.", maxItems, isRequired,
            (text, out value) => IsText(value = text, maxCharacters));

    /// <returns>The code as <paramref name="codes"/> spells it, or empty.</returns>
    public string Code(string name, IReadOnlyList<string> codes) =>
        One<string>(name, $"Skriv en af: {string.Join(", ", codes)}.", "", (text, out value) => TryCode(text, codes, out value));

    public IReadOnlyList<string> Codes(string name, IReadOnlyList<string> codes) =>
        Many<string>(name, $"Skriv en liste som [{codes[0]}] med en eller flere af: {string.Join(", ", codes)}.", codes.Count, true,
            (text, out value) => TryCode(text, codes, out value));

    public bool Flag(string name) => One<bool>(name, "Skriv true eller false.", false, bool.TryParse);

    public int Whole(string name, int min, int max) => One<int>(name, WholeRule(min, max), 0, Between(min, max));

    public int? OptionalWhole(string name, int min, int max) =>
        IsAbsent(name) ? null : One<int>(name, WholeRule(min, max), 0, Between(min, max));

    public DateOnly Date(string name) =>
        One<DateOnly>(name, "Skriv en dato som 2026-11-30.", default, (text, out value) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    /// <summary>A value of its own form.</summary>
    public T One<T>(string name, string allowed, T whenWrong, TryRead<T> tryRead)
    {
        if (Find(name, allowed, isRequired: true) is not { } field)
        {
            return whenWrong;
        }

        if (field.Kind != FrontMatterKind.Text)
        {
            Report(field.Name, field.Line, $"Feltet »{field.Name}« skal have én værdi. {allowed}");
            return whenWrong;
        }

        return Parsed(field, allowed, whenWrong, tryRead);
    }

    /// <summary>The fields of a group, or null with a problem when the group is not there.</summary>
    public FrontMatterFields? Group(string name, string allowed)
    {
        if (Find(name, allowed, isRequired: true) is not { } field)
        {
            return null;
        }

        if (field.Kind != FrontMatterKind.Group)
        {
            Report(field.Name, field.Line, $"Feltet »{field.Name}« skal være en gruppe af felter. {allowed}");
            return null;
        }

        return new(fileName, field.Children, field.Line, problems, field.Name + ".");
    }

    public void Report(string name, string message) =>
        Report(prefix + name, Get(name)?.Line ?? line, message);

    /// <summary>To be called after every field has been asked for.</summary>
    public void ReportUnknown()
    {
        foreach (var field in fields.Where(f => !_asked.Contains(f.Name[prefix.Length..], StringComparer.OrdinalIgnoreCase)))
        {
            Report(field.Name, field.Line, $"Feltet »{field.Name}« kendes ikke. De kendte er: {string.Join(", ", _asked)}.");
        }
    }

    private List<T> Many<T>(string name, string allowed, int maxItems, bool isRequired, TryRead<T> tryRead)
        where T : notnull
    {
        if ((!isRequired && IsAbsent(name)) || Find(name, allowed, isRequired) is not { } field)
        {
            return [];
        }

        if (field.Kind != FrontMatterKind.List || field.Children.Count > maxItems || field.Children.Any(item => item.Kind != FrontMatterKind.Text))
        {
            Report(field.Name, field.Line, $"Feltet »{field.Name}« skal være en liste. {allowed}");
            return [];
        }

        if (isRequired && field.Children.Count == 0)
        {
            Report(field.Name, field.Line, $"Listen »{field.Name}« er tom. {allowed}");
        }

        var values = field.Children.Select(item => Parsed(item, allowed, default!, tryRead)).ToList();
        if (values.Distinct().Count() < values.Count)
        {
            Report(field.Name, field.Line, $"Listen »{field.Name}« nævner det samme to gange. {allowed}");
        }

        return values;
    }

    private T Parsed<T>(FrontMatterField field, string allowed, T whenWrong, TryRead<T> tryRead)
    {
        var text = field.Text.Trim();
        if (text.Length == 0)
        {
            Report(field.Name, field.Line, $"Feltet »{field.Name}« er tomt. {allowed}");
            return whenWrong;
        }

        if (tryRead(text, out var value))
        {
            return value;
        }

        var shown = text.Length <= ShownCharacters ? $"»{text}«" : $"»{text[..ShownCharacters]} …« på {text.Length} tegn";
        Report(field.Name, field.Line, $"{shown} kan ikke bruges i »{field.Name}«. {allowed}");
        return whenWrong;
    }

    private FrontMatterField? Find(string name, string allowed, bool isRequired)
    {
        _asked.Add(name);
        var field = Get(name);
        if (field is null && isRequired)
        {
            Report(prefix + name, line, $"Feltet »{prefix}{name}« mangler. {allowed}");
        }

        return field;
    }

    private bool IsAbsent(string name)
    {
        var isAbsent = Get(name) is null or { Kind: FrontMatterKind.Text, Text: "" };
        if (isAbsent)
        {
            _asked.Add(name);
        }

        return isAbsent;
    }

    private FrontMatterField? Get(string name) =>
        fields.FirstOrDefault(f => f.Name.AsSpan(prefix.Length).Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Report(string field, int atLine, string message) =>
        problems.Add(new() { File = fileName, Line = atLine, Field = field, Message = message });

    private static string TextRule(int maxCharacters) => $"Skriv en tekst på én linje og højst {maxCharacters} tegn.";

    private static string WholeRule(int min, int max) => $"Skriv et helt tal fra {min} til {max}.";

    private static bool IsText(string text, int maxCharacters) => text.Length <= maxCharacters && !text.Any(char.IsControl);

    private static TryRead<int> Between(int min, int max) => (text, out value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

    private static bool TryCode(string text, IReadOnlyList<string> codes, out string code)
    {
        code = codes.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? "";
        return code.Length > 0;
    }
}
