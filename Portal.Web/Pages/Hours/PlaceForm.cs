using System.Globalization;
using Portal.Data;
using Portal.Data.Directory.Places;

namespace Portal.Web.Pages.Hours;

/// <summary>The form for a meeting place.</summary>
public sealed record PlaceForm
{
    /// <summary>The place that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    public int Version { get; init; }

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";

    public string Latitude { get; init; } = "";

    public string Longitude { get; init; } = "";

    public string Seats { get; init; } = "";

    public bool IsJobCentre { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static PlaceForm Of(MunicipalPlace place) => new()
    {
        Id = place.Id,
        Version = place.Version,
        Name = place.Name,
        Address = place.Address,
        Latitude = HoursWords.Degrees(place.Point?.Latitude),
        Longitude = HoursWords.Degrees(place.Point?.Longitude),
        Seats = place.Seats?.ToString(CultureInfo.InvariantCulture) ?? "",
        IsJobCentre = place.IsJobCentre,
    };

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static PlaceForm Read(IFormCollection form) => new()
    {
        Id = Guid.TryParse(form["id"], out var id) ? id : null,
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        Name = TextRules.Clean(form["name"]),
        Address = TextRules.Clean(form["address"]),
        Latitude = TextRules.Clean(form["latitude"]),
        Longitude = TextRules.Clean(form["longitude"]),
        Seats = TextRules.Clean(form["seats"]),
        IsJobCentre = form["isJobCentre"] == "true",
    };

    public MeetingPlaceInput ToInput() => new()
    {
        Id = Id,
        Version = Version,
        Name = Name,
        Address = Address,
        Point = new PointInput { Latitude = Latitude, Longitude = Longitude },
        Seats = Seats,
        IsJobCentre = IsJobCentre,
    };
}
