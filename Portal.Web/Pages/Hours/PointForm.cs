using Portal.Data;
using Portal.Data.Directory.Places;

namespace Portal.Web.Pages.Hours;

/// <summary>The form for where a clinic lies.</summary>
public sealed record PointForm
{
    /// <summary>Of the clinic as the form shows it.</summary>
    public int Version { get; init; }

    public string Latitude { get; init; } = "";

    public string Longitude { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static PointForm Of(ClinicPoint clinic) => new()
    {
        Version = clinic.Version,
        Latitude = HoursWords.Degrees(clinic.Latitude),
        Longitude = HoursWords.Degrees(clinic.Longitude),
    };

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static PointForm Read(IFormCollection form) => new()
    {
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        Latitude = TextRules.Clean(form["latitude"]),
        Longitude = TextRules.Clean(form["longitude"]),
    };

    public PointInput ToInput() => new() { Latitude = Latitude, Longitude = Longitude };
}
