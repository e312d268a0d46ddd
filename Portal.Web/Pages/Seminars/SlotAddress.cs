using System.Globalization;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;

namespace Portal.Web.Pages.Seminars;

/// <summary>What the slot finder is asked, as the page's address says it; an address that says nothing asks for what is usual.</summary>
public sealed record SlotAddress
{
    // Stands for all invited clinics, in the address.
    private const string Clinics = "clinics";

    public required string FirstDay { get; init; }

    public required string LastDay { get; init; }

    public required string Earliest { get; init; }

    public required string Latest { get; init; }

    public required string Kilometres { get; init; }

    /// <summary>Keys of <see cref="PlaceKey"/>; null for everywhere.</summary>
    public IReadOnlySet<string>? Places { get; init; }

    /// <summary>Whether somebody has said what they want.</summary>
    public required bool IsAsked { get; init; }

    public static SlotAddress Read(IQueryCollection query, DateOnly today)
    {
        var proposed = SlotRules.Proposed(today);
        var isAsked = query.ContainsKey("firstDay");
        return new SlotAddress
        {
            IsAsked = isAsked,
            FirstDay = isAsked ? TextRules.Clean(query["firstDay"]) : FormDay.Text(proposed.FirstDay),
            LastDay = isAsked ? TextRules.Clean(query["lastDay"]) : FormDay.Text(proposed.LastDay),
            Earliest = isAsked ? TextRules.Clean(query["earliest"]) : FormTime.Text(proposed.Earliest),
            Latest = isAsked ? TextRules.Clean(query["latest"]) : FormTime.Text(proposed.Latest),
            Kilometres = TextRules.Clean(query["kilometres"]),
            Places = isAsked ? query["places"].OfType<string>().ToHashSet() : null,
        };
    }

    public SlotLimits ToLimits() => new()
    {
        FirstDay = FormDay.Read(FirstDay),
        LastDay = FormDay.Read(LastDay),
        Earliest = FormTime.Read(Earliest),
        Latest = FormTime.Read(Latest),
        GreatestKilometres = Kilometres.Length == 0 ? null
            : int.TryParse(Kilometres, NumberStyles.None, CultureInfo.InvariantCulture, out var kilometres) ? kilometres : 0,
    };

    public bool Has(string placeKey) => Places is null || Places.Contains(placeKey);

    /// <summary>What a place is called in the address: the clinics that are invited are one.</summary>
    public static string PlaceKey(SlotPlace place) => place.Kind == PlaceKind.Clinic ? Clinics : Key(place);

    /// <summary>What a place is called in a form where each clinic is its own.</summary>
    public static string Key(SlotPlace place) => place.Id is { } id ? $"{place.Kind}.{id}" : $"{place.Kind}";

    /// <summary>Reads what <see cref="Key"/> has written.</summary>
    public static PlaceChoice Choice(string key)
    {
        var parts = key.Split('.', 2);
        var id = parts.Length == 2 && Guid.TryParse(parts[1], out var found) ? found : (Guid?)null;
        return !Enum.TryParse<PlaceKind>(parts[0], out var kind) || !Enum.IsDefined(kind) ? new PlaceChoice()
            : new PlaceChoice { Kind = kind, PlaceId = kind == PlaceKind.Municipal ? id : null, ClinicId = kind == PlaceKind.Clinic ? id : null };
    }
}
