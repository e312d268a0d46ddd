using Portal.Content.FrontMatter;
using Portal.Content.Markdown;

namespace Portal.Content.Offers;

/// <summary>The rules for the text of an offer: the same headings in the same order, so that a doctor finds the answer without reading.</summary>
public static class OfferBody
{
    private const string Field = "body";
    private const int HeadingLevel = 2;

    public static IReadOnlyList<string> RequiredHeadings { get; } =
        ["En almindelig dag", "Støtte", "For hvem", "Ikke for", "Sådan starter borgeren"];

    /// <summary>May stand last: research or practice behind the offer, with source and year.</summary>
    public const string OptionalHeading = "Derfor virker det";

    private static readonly string[] Order = [.. RequiredHeadings, OptionalHeading];

    internal static IEnumerable<ContentProblem> Problems(FrontMatterDocument document)
    {
        ContentProblem At(int bodyLine, string message) =>
            new() { File = document.FileName, Line = document.BodyLine + bodyLine - 1, Field = Field, Message = message };

        var max = MarkdownLimits.Offer.MaxCharacters;
        if (document.Body.Length > max)
        {
            var line = document.Body.AsSpan(0, max).Count('\n') + 1;
            yield return At(line, $"Teksten er på {document.Body.Length} tegn. Den må højst være på {max}; grænsen nås i denne linje.");
        }

        var rendered = SafeMarkdown.Render(document.Body, MarkdownLimits.Offer);
        if (rendered.IsPlain)
        {
            yield return At(1, "Teksten kan ikke vises. Brug kun overskrifter, afsnit, punktlister, fed, kursiv, links og små tabeller.");
            yield break;
        }

        foreach (var (line, message) in HeadingProblems(rendered.Sections))
        {
            yield return At(line, message);
        }
    }

    private static IEnumerable<(int Line, string Message)> HeadingProblems(IReadOnlyList<MarkdownSection> sections)
    {
        var seen = new HashSet<string>();
        var furthest = -1;
        foreach (var section in sections)
        {
            var place = section.Level == HeadingLevel ? Array.IndexOf(Order, section.Heading) : -1;
            if (section.Level == 0)
            {
                yield return (section.Line, $"Teksten skal begynde med overskriften »## {Order[0]}«.");
            }
            else if (place < 0)
            {
                var allowed = string.Join(", ", Order.Select(heading => $"»## {heading}«"));
                yield return (section.Line, $"Overskriften »{section.Heading}« kan ikke bruges. De tilladte er i denne orden: {allowed}.");
            }
            else if (!seen.Add(section.Heading))
            {
                yield return (section.Line, $"Overskriften »{section.Heading}« må kun stå én gang.");
            }
            else if (place < furthest)
            {
                yield return (section.Line, $"Overskriften »{section.Heading}« skal stå før »{Order[furthest]}«.");
            }
            else if (section.PlainText.Length == 0)
            {
                yield return (section.Line, $"Der skal stå en tekst under overskriften »{section.Heading}«.");
            }

            furthest = Math.Max(furthest, place);
        }

        foreach (var missing in RequiredHeadings.Where(heading => !seen.Contains(heading)))
        {
            yield return (1, $"Overskriften »## {missing}« mangler.");
        }
    }
}
