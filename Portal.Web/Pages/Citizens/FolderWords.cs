using Portal.Data;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.Goals;
using Portal.Data.Consents;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>A folder in words.</summary>
public static class FolderWords
{
    // What is longer is folded in the timeline.
    private const int LongestShown = 320;

    public static string TypeName(FolderCertificate certificate) => Texts.IsDanish ? certificate.TypeNameDa : certificate.TypeNameEn;

    /// <summary>When it happened; of what comes with a day, the day.</summary>
    public static string Moment(When when, FolderEntry entry) =>
        entry.Step == FolderStep.ConsentExpired ? when.ShortDay(DanishTime.DayOf(entry.At)) : When.Capital(when.Moment(entry.At));

    /// <summary>What happened, as the entry's heading.</summary>
    public static string Title(Texts texts, FolderEntry entry)
    {
        var type = (Texts.IsDanish ? entry.TypeNameDa : entry.TypeNameEn) ?? "";
        return entry.Step switch
        {
            FolderStep.ConsentGiven => texts["Citizens.Entry.ConsentGiven"],
            FolderStep.ConsentExpired => texts["Citizens.Entry.ConsentExpired"],
            FolderStep.ConsentWithdrawn => texts["Citizens.Entry.ConsentWithdrawn"],
            FolderStep.Drafted => texts["Citizens.Entry.Drafted", type],
            FolderStep.SparringAsked => texts["Citizens.Entry.SparringAsked"],
            FolderStep.SparringAdvised => texts["Citizens.Entry.SparringAdvised"],
            FolderStep.Sent => texts["Citizens.Entry.Sent", type],
            FolderStep.Answered => texts["Citizens.Entry.Answered", type],
            FolderStep.PhoneNote => texts["Citizens.Entry.PhoneNote", entry.ToName ?? ""],
            FolderStep.HandedOver => texts["Citizens.Entry.HandedOver"],
            FolderStep.Proposed => texts["Proposals.Entry"],
        };
    }

    /// <summary>Who it was, and what else belongs to it.</summary>
    public static string Meta(Texts texts, When when, FolderEntry entry)
    {
        var type = (Texts.IsDanish ? entry.TypeNameDa : entry.TypeNameEn) ?? "";
        return entry.Step switch
        {
            FolderStep.ConsentGiven =>
                texts["Citizens.Meta.ConsentGiven", entry.ByName ?? "", Kinds(texts, entry.Kinds), when.ShortDay(entry.UntilOn!.Value)],
            FolderStep.ConsentExpired => Kinds(texts, entry.Kinds),
            FolderStep.ConsentWithdrawn => texts["Citizens.Meta.ConsentWithdrawn", entry.ByName ?? "", Kinds(texts, entry.Kinds)],
            FolderStep.Drafted => texts["Citizens.Meta.Drafted", entry.ByName ?? "", texts.Of(entry.Status!.Value)],
            FolderStep.SparringAsked or FolderStep.SparringAdvised => texts["Citizens.Meta.Sparring", entry.ByName ?? "", entry.ToName ?? "", type],
            FolderStep.Sent => texts[
                "Citizens.Meta.Sent", entry.ByName ?? "", entry.ToName is null ? entry.ClinicName ?? "" : $"{entry.ToName}, {entry.ClinicName}", texts.Of(entry.Status!.Value)],
            FolderStep.Answered => $"{entry.ByName}, {entry.ByTitle}, {entry.ClinicName}",
            FolderStep.PhoneNote => type.Length == 0
                ? texts["Citizens.Meta.PhoneNote", entry.ByName ?? ""]
                : texts["Citizens.Meta.PhoneNoteAbout", entry.ByName ?? "", type],
            FolderStep.HandedOver => texts["Citizens.Meta.HandedOver", entry.FromName ?? "", entry.ToName ?? "", entry.ByName ?? ""],
            FolderStep.Proposed => $"{entry.ByName}, {entry.ByTitle}, {entry.ClinicName}",
        };
    }

    public static string Icon(FolderStep step) => step switch
    {
        FolderStep.ConsentGiven => "how-to-reg",
        FolderStep.ConsentExpired => "hourglass",
        FolderStep.ConsentWithdrawn => "person-remove",
        FolderStep.Drafted => "edit",
        FolderStep.SparringAsked or FolderStep.SparringAdvised => "chat",
        FolderStep.Sent => "send",
        FolderStep.Answered => "assignment",
        FolderStep.PhoneNote => "smartphone",
        FolderStep.HandedOver => "forward",
        FolderStep.Proposed => "feedback",
    };

    /// <summary>Whether the entry is the municipality's own, and no clinic ever sees it.</summary>
    public static bool IsInternal(FolderStep step) => step is FolderStep.SparringAsked or FolderStep.SparringAdvised or FolderStep.HandedOver;

    /// <summary>The beginning of a long text, cut between words, and what is left out.</summary>
    public static (string Start, string Remainder) Excerpt(string? text)
    {
        if (text is null || text.Length <= LongestShown)
        {
            return (text ?? "", "");
        }

        var space = text.LastIndexOfAny([' ', '\n'], LongestShown);
        // A text without a space is cut where no character of two units is torn apart.
        var cut = space > 0 ? space : char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return (text[..cut].TrimEnd(), text[cut..]);
    }

    /// <summary>The periods to choose from, each with its first day; null for all.</summary>
    public static IReadOnlyList<(string Text, DateOnly? From)> Periods(Texts texts, When when, Citizen citizen)
    {
        (string, DateOnly?)[] fixedOnes =
        [
            (texts["Citizens.WholeTime"], null),
            (texts["Citizens.LastQuarter"], when.Today.AddMonths(-3)),
            (texts["Citizens.LastYear"], when.Today.AddYears(-1)),
        ];
        return citizen.SickSinceOn is { } since ? [.. fixedOnes, (texts["Citizens.SinceSick"], since)] : fixedOnes;
    }

    /// <summary>Whether the period that is shown is none of those to choose from.</summary>
    public static bool IsOwnPeriod(Texts texts, When when, Citizen citizen, FolderFilter filter) =>
        filter.ToOn is not null || Periods(texts, when, citizen).All(period => period.From != filter.FromOn);

    /// <summary>By when, whether the citizen agreed, and who wrote it down.</summary>
    public static string GoalLine(Texts texts, When when, Goal goal)
    {
        string[] parts =
        [
            goal.Content.DueOn is { } due ? texts["Citizens.GoalDue", when.Day(due)] : "",
            goal.Content.AgreedOn is { } agreed ? texts["Citizens.GoalAgreed", when.Day(agreed)] : texts["Citizens.GoalNotAgreed"],
            texts["Citizens.GoalWritten", goal.WrittenByName, when.Day(DanishTime.DayOf(goal.WrittenAt))],
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    /// <summary>The parts of a goal by the name of their field, in the order of the form.</summary>
    public static IReadOnlyList<(string Field, string Text)> GoalParts(When when, GoalInput goal) =>
    [
        ("specific", goal.Specific),
        ("measurable", goal.Measurable),
        ("achievable", goal.Achievable),
        ("relevant", goal.Relevant),
        ("dueOn", goal.DueOn is { } due ? when.Day(due) : ""),
        ("ownWords", goal.OwnWords),
        ("agreedOn", goal.AgreedOn is { } agreed ? when.Day(agreed) : ""),
    ];

    /// <summary>From when until when a consent holds, or when it was withdrawn.</summary>
    public static string ConsentDays(Texts texts, When when, Consent consent) => consent.WithdrawnAt is { } withdrawn
        ? when.ShortDay(DanishTime.DayOf(withdrawn))
        : texts["Citizens.ConsentFromTo", when.ShortDay(consent.GivenOn), when.ShortDay(consent.ExpiresOn)];

    public static string ConsentSources(Texts texts, Consent consent) => texts[
        "Citizens.ConsentFrom",
        string.Join(", ", consent.Clinics.Select(clinic => clinic.Name).Concat(consent.OtherSources.Length > 0 ? [consent.OtherSources] : [])),
        consent.CaseReference];

    private static string Kinds(Texts texts, IReadOnlyList<InformationKind> kinds) => string.Join(", ", kinds.Select(kind => texts.Of(kind)));
}
