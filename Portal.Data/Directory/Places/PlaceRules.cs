using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Data.Audit;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Places;

/// <summary>Who keeps a municipality's places and school holidays, and what they must be like. Pure.</summary>
public static partial class PlaceRules
{
    public const int LongestName = 120;
    public const int LongestAddress = 200;
    public const int LongestHolidayName = 60;
    public const int MostSeats = 2000;

    /// <summary>Of one municipality.</summary>
    public const int MostPlaces = 100;

    /// <summary>Of one municipality, those to come.</summary>
    public const int MostHolidays = 50;

    private const int MostYearsAhead = 5;
    private const int MostHolidayDays = 100;

    // Denmark from Gedser to Skagen, and from Blåvand to Christiansø; whoever swaps the two numbers is outside it.
    private static readonly (double From, double To) Latitudes = (54.5, 57.8);
    private static readonly (double From, double To) Longitudes = (8.0, 15.3);

    /// <returns>Null when the actor may write what belongs to a municipality that is theirs; else why not.</returns>
    public static Refusal? WhyNot(ActionContext actor) => actor.Role == Role.Coordinator && actor.MunicipalityId is not null ? null : new Refusal("Refusals.PlacesOnlyCoordinator");

    /// <summary>What is wrong with a place on the map, and the place.</summary>
    /// <returns>The point is null when nothing was typed, and when something is wrong.</returns>
    public static (IReadOnlyList<FieldError> Errors, GeoPoint? Point) Read(PointInput input)
    {
        var (north, east) = input.Longitude.Length == 0 && Pair().Match(input.Latitude) is { Success: true } pair
            ? (pair.Groups[1].Value, pair.Groups[2].Value)
            : (input.Latitude, input.Longitude);
        if (north.Length == 0 && east.Length == 0)
        {
            return ([], null);
        }

        var errors = new List<FieldError>();
        var latitude = ReadDegrees("latitude", north, Latitudes, errors);
        var longitude = ReadDegrees("longitude", east, Longitudes, errors);
        return (errors, GeoPoint.From(latitude, longitude));
    }

    /// <summary>What is wrong with a place, where it lies, and how many can sit there.</summary>
    public static (IReadOnlyList<FieldError> Errors, GeoPoint? Point, int? Seats) Read(MeetingPlaceInput input)
    {
        var (pointErrors, point) = Read(input.Point);
        int? seats = int.TryParse(input.Seats, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostSeats ? number : null;
        FieldError?[] errors =
        [
            input.Name.Length == 0 ? new FieldError("name", "Errors.Required") : TextRules.CheckLine("name", input.Name, LongestName),
            TextRules.CheckLine("address", input.Address, LongestAddress),
            .. pointErrors,
            input.Seats.Length > 0 && seats is null ? new FieldError("seats", "Errors.Seats", MostSeats) : null,
        ];
        return ([.. errors.OfType<FieldError>()], point, seats);
    }

    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(SchoolHolidayInput input, DateOnly today)
    {
        FieldError?[] errors =
        [
            input.Name.Length == 0 ? new FieldError("name", "Errors.Required") : TextRules.CheckLine("name", input.Name, LongestHolidayName),
            input.FromDay is null ? new FieldError("fromDay", "Errors.Date") : null,
            (input.ToDay ?? input.FromDay) is not { } to ? null
                : to < input.FromDay ? new FieldError("toDay", "Errors.SubstitutionBackwards")
                : to < today ? new FieldError(input.ToDay is null ? "fromDay" : "toDay", "Errors.ClosurePast")
                : to > today.AddYears(MostYearsAhead) ? new FieldError(input.ToDay is null ? "fromDay" : "toDay", "Errors.YearsAhead", MostYearsAhead)
                : input.FromDay is { } from && to.DayNumber - from.DayNumber >= MostHolidayDays ? new FieldError("toDay", "Errors.HolidayTooLong", MostHolidayDays)
                : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    private static double? ReadDegrees(string field, string text, (double From, double To) range, List<FieldError> errors)
    {
        if (!Degrees().IsMatch(text))
        {
            errors.Add(new FieldError(field, "Errors.Degrees"));
            return null;
        }

        var degrees = double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
        if (degrees >= range.From && degrees <= range.To)
        {
            return degrees;
        }

        errors.Add(new FieldError(field, "Errors.NotInDenmark"));
        return null;
    }

    [GeneratedRegex(@"^[0-9]{1,3}(?:[.,][0-9]{1,12})?$")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"^([0-9]{1,3}\.[0-9]{1,12})\s*[,; ]\s*([0-9]{1,3}\.[0-9]{1,12})$")]
    private static partial Regex Pair();
}
