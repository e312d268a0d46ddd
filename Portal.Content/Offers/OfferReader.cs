using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Content.FrontMatter;

namespace Portal.Content.Offers;

/// <summary>Reads one offer file; every problem of the file is found in one reading.</summary>
internal static partial class OfferReader
{
    private const int NameCharacters = 80;
    private const int LineCharacters = 120;
    private const int MunicipalityCharacters = 40;
    private const decimal MaxHours = 37;
    private const int MaxWeeks = 260;
    private const int MaxWaitingWeeks = 104;

    /// <returns>Null when something was added to <paramref name="problems"/>.</returns>
    public static OfferDocument? Read(FrontMatterDocument document, OfferVocabulary vocabulary, List<ContentProblem> problems)
    {
        var found = new List<ContentProblem>(document.Problems);
        OfferDocument? offer = null;
        if (document.IsReadable)
        {
            var fields = new FrontMatterFields(document.FileName, document.Fields, line: 1, found);
            offer = Offer(fields, document, vocabulary);
            fields.ReportUnknown();
            found.AddRange(OfferBody.Problems(document));
        }

        problems.AddRange(found.OrderBy(problem => problem.Line));
        return found.Count == 0 ? offer : null;
    }

    private static OfferDocument Offer(FrontMatterFields fields, FrontMatterDocument document, OfferVocabulary vocabulary)
    {
        var slug = fields.Text("slug", IsSlug, $"Skriv højst {NameCharacters} tegn: a-z, 0-9 og enkelte bindestreger, fx rygtraening-smaa-hold.");
        var name = fields.Text("name", NameCharacters);
        var municipality = fields.Text("municipality", MunicipalityCharacters);
        var alsoFor = fields.Texts("alsoFor", 20, MunicipalityCharacters, isRequired: false);
        if (alsoFor.Contains(municipality, StringComparer.OrdinalIgnoreCase))
        {
            fields.Report("alsoFor", $"»{municipality}« ejer tilbuddet og skal ikke også stå i »alsoFor«. Skriv kun andre kommuner.");
        }

        var kind = fields.Code("kind", vocabulary.Kinds);
        var owner = fields.Code("owner", vocabulary.Owners);
        var referral = fields.Code("referral", vocabulary.Referrals);
        var attendance = fields.Code("attendance", vocabulary.Attendances);
        var purpose = fields.Text("purpose", 160);
        var hours = fields.One<(decimal Min, decimal Max)>(
            "hoursPerWeek", $"Skriv timer som 4 eller 3-5, med punktum som i 2.5, over 0 og højst {MaxHours}.", default, TryHours);
        var weeks = fields.One<(int Min, int Max)>(
            "lengthWeeks", $"Skriv hele uger som 10 eller 4-13, højst {MaxWeeks}, eller 0 når der ikke er en fast længde.", default, TryWeeks);

        return new()
        {
            FileName = document.FileName,
            Slug = slug,
            Name = name,
            Municipality = municipality,
            AlsoFor = alsoFor,
            Kind = kind,
            Owner = owner,
            Referral = referral,
            Attendance = attendance,
            Purpose = purpose,
            MinHoursPerWeek = hours.Min,
            MaxHoursPerWeek = hours.Max,
            MinWeeks = weeks.Min,
            MaxWeeks = weeks.Max,
            Schedule = fields.Text("schedule", LineCharacters),
            Place = fields.Text("place", LineCharacters),
            Languages = fields.Texts("languages", 20, 40),
            Interpreter = fields.Flag("interpreter"),
            WaitingWeeks = fields.Whole("waitingWeeks", 0, MaxWaitingWeeks),
            WaitingCheckedOn = fields.Date("waitingCheckedOn"),
            StartMode = fields.Text("startMode", 80),
            Capacity = fields.OptionalWhole("capacity", 1, 1_000),
            Supplier = fields.Text("supplier", LineCharacters),
            Contact = Contact(fields),
            Step = fields.Whole("step", 1, 4),
            IsTreatment = fields.Flag("isTreatment"),
            HirePossible = fields.Code("hirePossible", vocabulary.HireAnswers),
            Mentor = fields.Flag("mentor"),
            CanRunParallel = fields.Flag("canRunParallel"),
            ReportsBack = fields.Text("reportsBack", 200),
            BenefitAreas = fields.Codes("benefitAreas", vocabulary.BenefitAreas),
            Demands = Levels(fields, "demands", vocabulary.Demands, vocabulary.DemandLevels),
            Adaptations = Levels(fields, "adaptations", vocabulary.Considerations, vocabulary.AdaptationLevels),
            ReviewBy = fields.Date("reviewBy"),
            Body = document.Body,
        };
    }

    private static OfferContact Contact(FrontMatterFields fields)
    {
        var contact = fields.Group("contact", "Skriv { name: …, role: …, phone: \"12 34 56 78\" }.");
        var read = new OfferContact
        {
            Name = contact?.Text("name", NameCharacters) ?? "",
            Role = contact?.Text("role", NameCharacters) ?? "",
            Phone = contact?.Text("phone", PhonePattern().IsMatch, "Skriv 8 til 15 cifre, gerne med mellemrum og med + foran en landekode.") ?? "",
        };
        contact?.ReportUnknown();
        return read;
    }

    private static List<LevelNote> Levels(FrontMatterFields fields, string name, IReadOnlyList<string> codes, IReadOnlyList<string> levels)
    {
        var allowed = $"Skriv en af: {string.Join(", ", levels)}; gerne med komma og en note på højst {LineCharacters} tegn.";
        if (fields.Group(name, $"Svar på hver af: {string.Join(", ", codes)}. {allowed}") is not { } answers)
        {
            return [];
        }

        var read = codes
            .Select(code => answers.One<LevelNote?>(JsonName(code), allowed, null, (text, out value) => TryLevel(code, text, levels, out value)))
            .OfType<LevelNote>()
            .ToList();
        answers.ReportUnknown();
        return read;
    }

    // As files write it: heavyLifting for HeavyLifting.
    private static string JsonName(string code) => char.ToLowerInvariant(code[0]) + code[1..];

    private static bool TryLevel(string code, string text, IReadOnlyList<string> levels, out LevelNote? answer)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var level = (comma < 0 ? text : text[..comma]).Trim();
        var note = comma < 0 ? null : text[(comma + 1)..].Trim();
        var known = levels.FirstOrDefault(l => l.Equals(level, StringComparison.OrdinalIgnoreCase));
        answer = known is null ? null : new() { Code = code, Level = known, Note = note };
        return known is not null && (note is null || (note.Length is > 0 and <= LineCharacters && !note.Any(char.IsControl)));
    }

    private static bool TryHours(string text, out (decimal Min, decimal Max) hours)
    {
        var (from, to) = Ends(text);
        hours = default;
        return decimal.TryParse(from, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours.Min)
            & decimal.TryParse(to, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours.Max)
            && hours.Min > 0 && hours.Min <= hours.Max && hours.Max <= MaxHours;
    }

    private static bool TryWeeks(string text, out (int Min, int Max) weeks)
    {
        var (from, to) = Ends(text);
        weeks = default;
        return int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out weeks.Min)
            & int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out weeks.Max)
            && weeks.Min <= weeks.Max && weeks.Max <= MaxWeeks && (weeks.Min > 0 || weeks.Max == 0);
    }

    private static (string From, string To) Ends(string text)
    {
        var dash = text.AsSpan().IndexOfAny('-', '–');
        return dash < 0 ? (text, text) : (text[..dash].Trim(), text[(dash + 1)..].Trim());
    }

    private static bool IsSlug(string text) => text.Length <= NameCharacters && SlugPattern().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();

    [GeneratedRegex(@"^\+?([0-9] ?){7,14}[0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePattern();
}
