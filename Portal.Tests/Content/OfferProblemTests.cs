using Portal.Content.FrontMatter;
using Portal.Content.Offers;

namespace Portal.Tests.Content;

public sealed class OfferProblemTests
{
    private static readonly string LongWord = new('a', 2_600);

    /// <summary>What is wrong, the file, and the line, field and part of the sentence of its one problem.</summary>
    public static TheoryData<string, string, int, string, string> Problems => new()
    {
        // The file
        { "no front matter", "## En almindelig dag", 1, "", "begynde med en linje med ---" },
        { "empty file", "", 1, "", "begynde med en linje med ---" },
        { "no closing line", OfferFile.With("2027-05-01\n---", "2027-05-01"), 1, "", "slutte med en linje" },
        { "too large", OfferFile.Text + new string('a', FrontMatterReader.MaxBytes), 1, "", "64 kB" },
        // YAML
        { "broken yaml", OfferFile.With("step: 2", "step: [2"), 23, "", "kan ikke læses" },
        { "colon in text", OfferFile.With("Løbende optag", "Løbende: optag"), 19, "", "anførselstegn" },
        { "not fields", "---\n- a\n---\n", 2, "", "felt: værdi" },
        { "anchor", OfferFile.With("name: Ryg", "name: &a Ryg"), 3, "", "& og *" },
        { "alias", OfferFile.With("place: Træning", "place: *a # Træning"), 14, "", "& og *" },
        { "tag", OfferFile.With("step: 2", "step: !!int 2"), 23, "", "typer med !" },
        { "nested", OfferFile.With("[dansk]", "[[dansk]]"), 15, "", "flere lag" },
        { "deep", OfferFile.With("[dansk]", new string('[', 20_000)), 15, "", "flere lag" },
        { "two documents", OfferFile.With("step: 2", "...\nstep: 2"), 24, "", "tre punktummer" },
        { "list as name", OfferFile.With("step: 2", "? [a]\n: 2"), 23, "", "enkelt ord" },
        { "too many", OfferFile.With("step: 2\n", string.Concat(Enumerable.Repeat("step: 2\n", 80))), 102, "", "højst være 100 felter" },
        // Fields
        { "unknown", OfferFile.With("step: 2", "step: 2\nlevel: 3"), 24, "level", "kendes ikke" },
        { "unknown in group", OfferFile.With("role: Fys", "title: x, role: Fys"), 22, "contact.title", "kendes ikke" },
        { "duplicate", OfferFile.With("step: 2", "step: 2\nStep: 3"), 24, "Step", "linje 23" },
        { "missing", OfferFile.With("place: Træningscenter Holbæk, Smedelundsgade 160\n", ""), 1, "place", "mangler" },
        { "missing in group", OfferFile.With("role: Fysioterapeut, ", ""), 22, "contact.role", "mangler" },
        { "missing group", OfferFile.With("contact: {", "# contact: {"), 1, "contact", "mangler" },
        { "empty", OfferFile.With("place: Træningscenter Holbæk, Smedelundsgade 160", "place:"), 14, "place", "er tomt" },
        { "list for text", OfferFile.With("step: 2", "step: [2]"), 23, "step", "én værdi" },
        { "text for list", OfferFile.With("[dansk]", "dansk"), 15, "languages", "liste" },
        { "empty list", OfferFile.With("[dansk]", "[]"), 15, "languages", "er tom" },
        { "twice in list", OfferFile.With("jobafklaring]", "sygedagpenge]"), 29, "benefitAreas", "to gange" },
        { "text for group", OfferFile.With("{ name: Lone Dahl, role: Fysioterapeut, phone: \"70 00 10 04\" }", "Lone"), 22, "contact", "gruppe" },
        { "slug", OfferFile.With("slug: ryg", "slug: Ryg"), 2, "slug", "a-z" },
        { "code", OfferFile.With("kind: training", "kind: Sport"), 6, "kind", "WorkPlacement" },
        { "code in list", OfferFile.With("[Sygedagpenge,", "[Penge,"), 29, "benefitAreas", "Ledighedsydelse" },
        { "flag", OfferFile.With("mentor: false", "mentor: nej"), 26, "mentor", "true eller false" },
        { "number", OfferFile.With("waitingWeeks: 2", "waitingWeeks: to"), 17, "waitingWeeks", "0 til 104" },
        { "number out of range", OfferFile.With("step: 2", "step: 5"), 23, "step", "1 til 4" },
        { "optional number", OfferFile.With("capacity: 12", "capacity: -1"), 20, "capacity", "1 til 1000" },
        { "decimal comma", OfferFile.With("2.5-5", "2,5-5"), 11, "hoursPerWeek", "punktum" },
        { "range backwards", OfferFile.With("2.5-5", "5-3"), 11, "hoursPerWeek", "3-5" },
        { "too many hours", OfferFile.With("2.5-5", "38"), 11, "hoursPerWeek", "37" },
        { "weeks from zero", OfferFile.With("lengthWeeks: 10", "lengthWeeks: 0-10"), 12, "lengthWeeks", "fast længde" },
        { "date", OfferFile.With("2026-11-10", "10.11.2026"), 18, "waitingCheckedOn", "2026-11-30" },
        { "date that is none", OfferFile.With("2027-05-01", "2027-02-29"), 58, "reviewBy", "2026-11-30" },
        { "phone", OfferFile.With("70 00 10 04", "ring bare"), 22, "contact.phone", "cifre" },
        { "too long", OfferFile.With("Hvad borgeren har øvet.", new string('a', 201)), 28, "reportsBack", "højst 200 tegn" },
        { "more than one line", OfferFile.With("place: ", "place: |\n  a\n  "), 14, "place", "én linje" },
        { "own municipality again", OfferFile.With("[Kalundborg]", "[holbæk]"), 5, "alsoFor", "andre kommuner" },
        // Levels
        { "demand without answer", OfferFile.With("  noise: no\n", ""), 30, "demands.noise", "No, Sometimes, Yes" },
        { "consideration without answer", OfferFile.With("  quiet: possible\n", ""), 42, "adaptations.quiet", "ByAgreement" },
        { "unknown demand", OfferFile.With("  noise: no\n", "  noise: no\n  smell: no\n"), 40, "demands.smell", "kendes ikke" },
        { "level", OfferFile.With("bending: yes", "bending: often"), 37, "demands.bending", "No, Sometimes, Yes" },
        { "note without text", OfferFile.With("bending: yes", "bending: \"yes,\""), 37, "demands.bending", "note" },
        { "note too long", OfferFile.With("bending: yes", "bending: yes, " + new string('a', 121)), 37, "demands.bending", "højst 120 tegn" },
        // Body
        { "text before", OfferFile.With("## En almindelig dag", "Hej.\n\n## En almindelig dag"), 61, "body", "begynde med overskriften" },
        { "heading missing", OfferFile.With("## Ikke for\nBrud.\n", ""), 61, "body", "»## Ikke for« mangler" },
        { "heading empty", OfferFile.With("Brud.", ""), 70, "body", "»Ikke for«" },
        { "heading extra", OfferFile.With("Brud.", "Brud.\n\n## Pris\nGratis."), 73, "body", "»Pris« kan ikke bruges" },
        { "heading level", OfferFile.With("Brud.", "Brud.\n\n### Pris\nGratis."), 73, "body", "»Pris« kan ikke bruges" },
        { "heading twice", OfferFile.With("Brud.", "Brud.\n\n## Ikke for\nBørn."), 73, "body", "én gang" },
        { "headings swapped", OfferFile.With("## Støtte", "## x").Replace("## For hvem", "## Støtte", StringComparison.Ordinal)
            .Replace("## x", "## For hvem", StringComparison.Ordinal), 67, "body", "før »For hvem«" },
        { "body too long", OfferFile.With("Brud.", $"Brud.\n\n{LongWord}"), 73, "body", "højst være på 2500" },
        { "body too deep", OfferFile.With("Brud.", new string('>', 20)), 61, "body", "kan ikke vises" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Problem_names_line_field_and_what_is_allowed(string what, string text, int line, string field, string message)
    {
        var result = OfferLibrary.Read([new("a.md", text)], OfferFile.Vocabulary);

        Assert.True(result.Offers.Count == 0, what);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("a.md", line, field), (problem.File, problem.Line, problem.Field));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_a_file_is_found_at_once()
    {
        var text = OfferFile.With("step: 2", "step: 9").Replace("kind: training", "kind: x", StringComparison.Ordinal)
            .Replace("Brud.", "", StringComparison.Ordinal);

        var result = OfferLibrary.Read([new("a.md", text)], OfferFile.Vocabulary);

        Assert.Equal([(6, "kind"), (23, "step"), (70, "body")], result.Problems.Select(p => (p.Line, p.Field)));
    }
}
