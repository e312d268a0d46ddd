using System.Globalization;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>What the slot finder has found, in words.</summary>
public static class SlotWords
{
    // From then on people call it evening.
    private const int EveningMinute = 16 * 60;

    /// <summary>Such as »kl. 16.00–17.00«.</summary>
    public static string Span(Texts texts, int fromMinute, int toMinute) => texts["Slots.Span", Clock(fromMinute), Clock(toMinute)];

    /// <summary>Such as »8 af 9 klinikker fri«.</summary>
    public static string Free(Texts texts, SlotProposal slot) => slot.Travel.Distances.Count == 1
        ? texts[slot.FreeClinics == 1 ? "Slots.FreeOne" : "Slots.NotFreeOne"]
        : texts["Slots.Free", slot.FreeClinics, slot.Travel.Distances.Count];

    public static string Place(Texts texts, SlotPlace place) => place.IsOnline ? texts.Of(PlaceKind.Online) : place.Name;

    /// <summary>Such as »længst 12,1 km, i alt 34,2 km«, and how many have a way that nobody knows.</summary>
    public static string Travel(Texts texts, PlaceTravel travel)
    {
        var measured = travel.Distances.Count - travel.Unmeasured;
        return travel.Place.IsOnline ? texts["Slots.NoTravel"]
            : measured == 0 ? texts["Slots.TravelUnknown"]
            : texts["Slots.Travel", Kilometres(travel.WorstKilometres), Kilometres(travel.TotalKilometres)]
                + (travel.Unmeasured == 0 ? "" : " · " + texts.Count("Slots.Unmeasured", travel.Unmeasured));
    }

    /// <summary>The trade-off: a sentence for each clinic that something known keeps, and one for all those of whom too little is known.</summary>
    public static IReadOnlyList<string> Why(Texts texts, SlotProposal slot, int? most)
    {
        var unknown = slot.Conflicts.Where(conflict => !conflict.IsKnown).ToLookup(conflict => conflict.Why.Kind, conflict => conflict.Clinic.Name);
        var sentences = slot.Conflicts.Where(conflict => conflict.IsKnown).Select(conflict => Sentence(texts, slot.Day, conflict, most));
        return
        [
            .. sentences,
            .. unknown.OrderBy(group => group.Key).Select(group => texts[group.Key == ConflictKind.Unknown ? "Slots.HoursUnknown" : "Slots.DistanceUnknown", Names(texts, [.. group])]),
        ];
    }

    /// <summary>Such as »12,1 km«.</summary>
    public static string Kilometres(double kilometres) => kilometres.ToString("N1", CultureInfo.CurrentCulture) + " km";

    /// <summary>Such as »16.00«.</summary>
    public static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}{(Texts.IsDanish ? '.' : ':')}{minutes % 60:00}");

    private static string Sentence(Texts texts, DateOnly day, SlotConflict conflict, int? most)
    {
        var (name, why) = (conflict.Clinic.Name, conflict.Why);
        return why.Kind switch
        {
            ConflictKind.Consultation => texts[why.FromMinute >= EveningMinute ? "Slots.EveningConsultation" : "Slots.Consultation", name, Weekday(day), Clock(why.FromMinute), Clock(why.ToMinute)],
            ConflictKind.Phone => texts["Slots.Phone", name, Weekday(day), Clock(why.FromMinute), Clock(why.ToMinute)],
            ConflictKind.Break => texts["Slots.Break", name, Clock(why.FromMinute), Clock(why.ToMinute)],
            ConflictKind.OtherMeeting => texts["Slots.OtherMeeting", name, Clock(why.FromMinute), Clock(why.ToMinute)],
            ConflictKind.Closed => why.Reason.Length == 0 ? texts["Slots.Closed", name] : texts["Slots.ClosedFor", name, why.Reason],
            ConflictKind.TooFar => texts["Slots.TooFar", name, Kilometres(conflict.Kilometres ?? 0), most ?? 0],
            ConflictKind.Unknown => texts["Slots.HoursUnknown", name],
        };
    }

    private static string Weekday(DateOnly day) => day.ToString("dddd", CultureInfo.CurrentCulture);

    private static string Names(Texts texts, IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : texts["Slots.And", string.Join(", ", names.Take(names.Count - 1)), names[^1]];
}
