using System.Text.RegularExpressions;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Offers;

public enum OfferAction
{
    Read,
    Write,
    Publish,
}

/// <summary>What an offer must say before a doctor meets it, and who may do what with it.</summary>
public static partial class OfferRules
{
    public const int LongestSlug = 80;
    public const int LongestName = 80;
    public const int LongestPurpose = 160;

    /// <summary>One screen of text.</summary>
    public const int LongestBody = 2500;

    private const int MinutesOfAWeek = 7 * 24 * 60;

    /// <summary>Headings that the body must have, each with text below it.</summary>
    public static IReadOnlyList<string> RequiredHeadings { get; } =
        ["En almindelig dag", "Støtte", "For hvem", "Ikke for", "Sådan starter borgeren"];

    /// <returns>Null when the actor may; else the reason.</returns>
    public static Refusal? WhyNot(OfferAction action, Guid ownerMunicipalityId, ActionContext actor) => action switch
    {
        OfferAction.Read => actor.Role == Role.Auditor ? new Refusal("Refusals.OffersNotForRole") : null,
        OfferAction.Write or OfferAction.Publish => actor.Role != Role.Coordinator
            ? new Refusal("Refusals.OnlyCoordinatorWritesOffers")
            : actor.MunicipalityId != ownerMunicipalityId ? new Refusal("Refusals.OfferOfOtherMunicipality") : null,
    };

    /// <summary>Everything that keeps an offer from being published; empty when nothing does.</summary>
    public static IReadOnlyList<FieldError> Check(OfferInput input, RenderedBody body)
    {
        var facts = input.Facts;
        var errors = new List<FieldError>();
        if (!SlugShape().IsMatch(input.Slug) || input.Slug.Length > LongestSlug)
        {
            errors.Add(new FieldError("slug", "Errors.Slug"));
        }

        Line("name", input.Name, LongestName);
        Line("purpose", facts.Purpose, LongestPurpose);
        Line("schedule", facts.Schedule, 120);
        Line("place", facts.Place, TextRules.LongestLine);
        Line("startMode", facts.StartMode, 80);
        Line("supplier", facts.Supplier, TextRules.LongestLine);
        Line("reportsBack", facts.ReportsBack, 200);
        Line("contact", facts.Contact.Name, TextRules.LongestLine);
        Line("contact", facts.Contact.Role, TextRules.LongestLine);
        Line("contact", facts.Contact.Phone, 40);
        Must(facts.MinMinutesPerWeek >= 0 && facts.MinMinutesPerWeek <= facts.MaxMinutesPerWeek && facts.MaxMinutesPerWeek <= MinutesOfAWeek, "hoursPerWeek", "Errors.Range");
        Must(facts.MinWeeks >= 0 && facts.MinWeeks <= facts.MaxWeeks && facts.MaxWeeks <= 520, "lengthWeeks", "Errors.Range");
        Must(facts.WaitingWeeks is >= 0 and <= 520, "waitingWeeks", "Errors.Range");
        Must(facts.Capacity is null or > 0, "capacity", "Errors.Range");
        Must(facts.Step is >= 1 and <= 4, "step", "Errors.Range");
        Must(facts.Languages.Count > 0, "languages", "Errors.Required");
        Must(Enum.GetValues<PhysicalDemand>().All(demand => facts.Demands.Count(fact => fact.Demand == demand) == 1), "demands", "Errors.AllDemands");
        Must(Enum.GetValues<Consideration>().All(c => facts.Adaptations.Count(fact => fact.Consideration == c) == 1), "adaptations", "Errors.AllAdaptations");
        if (TextRules.CheckText("body", input.Body, LongestBody) is { } problem)
        {
            errors.Add(problem);
        }

        errors.AddRange(RequiredHeadings.Except(body.FilledHeadings).Select(heading => new FieldError("body", "Errors.MissingHeading", heading)));
        return errors;

        void Line(string field, string text, int longest)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                errors.Add(new FieldError(field, "Errors.Required"));
            }
            else if (TextRules.CheckLine(field, text, longest) is { } error)
            {
                errors.Add(error);
            }
        }

        void Must(bool holds, string field, string key)
        {
            if (!holds)
            {
                errors.Add(new FieldError(field, key));
            }
        }
    }

    /// <summary>Whether the weekly hours of an offer touch a range.</summary>
    public static bool IsIn(HoursBand band, int minMinutes, int maxMinutes)
    {
        var (from, to) = band switch
        {
            HoursBand.UpTo5 => (0, 5),
            HoursBand.From5To15 => (5, 15),
            HoursBand.From15To25 => (15, 25),
            HoursBand.Over25 => (25, 168),
        };
        // An offer of just five hours is »up to 5«, not »5 to 15«: the lower end is open but for the first range.
        return minMinutes <= to * 60 && (maxMinutes > from * 60 || from == 0);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex SlugShape();
}
