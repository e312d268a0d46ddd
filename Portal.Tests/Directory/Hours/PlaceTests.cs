using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;
using Portal.Data.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Directory.Hours;

/// <summary>Where a municipality meets, where its clinics lie, and when its schools are closed.</summary>
public sealed class PlaceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = DanishTime.DayOf(TestClock.Start);

    [Theory]
    [InlineData("55.7166", "11.7132", "55.7166 11.7132")]
    [InlineData("55,7166", "11,7132", "55.7166 11.7132")]
    [InlineData("55.7166, 11.7132", "", "55.7166 11.7132")] // as maps give it
    [InlineData("55.7166 11.7132", "", "55.7166 11.7132")]
    [InlineData("56", "9", "56 9")]
    [InlineData("", "", "")]
    [InlineData("55.7166", "", "longitude: Errors.Degrees")]
    [InlineData("", "11.7132", "latitude: Errors.Degrees")]
    [InlineData("11.7132", "55.7166", "latitude: Errors.NotInDenmark, longitude: Errors.NotInDenmark")] // swapped
    [InlineData("54.49", "11.7", "latitude: Errors.NotInDenmark")]
    [InlineData("55.7", "15.31", "longitude: Errors.NotInDenmark")]
    [InlineData("55°43'", "11.7", "latitude: Errors.Degrees")]
    [InlineData("-55.7", "11.7", "latitude: Errors.Degrees")]
    [InlineData("1e2", "NaN", "latitude: Errors.Degrees, longitude: Errors.Degrees")]
    public void A_point_is_two_numbers_in_Denmark_or_nothing(string latitude, string longitude, string expected)
    {
        var (errors, point) = PlaceRules.Read(new PointInput { Latitude = latitude, Longitude = longitude });

        var found = point is null ? "" : FormattableString.Invariant($"{point.Latitude} {point.Longitude}");
        Assert.Equal(expected, errors.Count > 0 ? string.Join(", ", errors.Select(error => $"{error.Field}: {error.Key}")) : found);
        Assert.True(errors.Count == 0 || point is null);
    }

    [Fact]
    public void Only_the_coordinator_keeps_places() => Assert.Equal(
        [Cast.Karin, Cast.Kirsten],
        Cast.People.Where(person => PlaceRules.WhyNot(new() { PersonId = person.Id, Role = person.Role, MunicipalityId = person.MunicipalityId, At = TestClock.Start }) is null));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_place_is_kept_by_its_municipality_and_changed_by_who_saw_it_as_it_is(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<MeetingPlaceService>();
        var id = World.Done(await service.SaveAsync(Hall, world.As(Cast.Karin), Ct));
        var repeat = await service.SaveAsync(Hall, world.As(Cast.Karin), Ct);
        var same = await service.SaveAsync(Hall with { Seats = "9" }, world.As(Cast.Karin), Ct);
        var other = World.Done(await service.SaveAsync(Hall with { Name = "Ådalen", Point = new(), Seats = "", IsJobCentre = true }, world.As(Cast.Karin), Ct));
        World.Done(await service.SaveAsync(Hall, world.As(Cast.Kirsten), Ct));

        var stranger = await service.SaveAsync(Hall with { Id = id, Version = 1, Name = "Mit" }, world.As(Cast.Kirsten), Ct);
        World.Done(await service.SaveAsync(Hall with { Id = id, Version = 1, Seats = "80" }, world.As(Cast.Karin), Ct));
        var stale = await service.SaveAsync(Hall with { Id = id, Version = 1, Seats = "81" }, world.As(Cast.Karin), Ct);
        var staleRemove = await service.RemoveAsync(id, 1, world.As(Cast.Karin), Ct);
        var places = await world.Get<MeetingPlaceRepository>().ListAsync(Cast.Holbaek.Id, Ct);
        World.Done(await service.RemoveAsync(other, 1, world.As(Cast.Karin), Ct));
        World.Done(await service.RemoveAsync(other, 1, world.As(Cast.Karin), Ct));

        Assert.Equal(id, repeat.Id);
        Assert.Equal("name: Errors.PlaceTaken", $"{same.Errors[0].Field}: {same.Errors[0].Key}");
        Assert.Equal([OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther], new[] { stranger.Kind, stale.Kind, staleRemove.Kind });
        Assert.Equal(
            [
                new MunicipalPlace { Id = id, Name = "Borgerhuset", Address = "Parkvej 211", Point = new GeoPoint(55.7, 11.7), Seats = 80, IsJobCentre = false, Version = 2 },
                new MunicipalPlace { Id = other, Name = "Ådalen", Address = "Parkvej 211", IsJobCentre = true, Version = 1 },
            ],
            places);
        Assert.Equal([id], (await world.Get<MeetingPlaceRepository>().ListAsync(Cast.Holbaek.Id, Ct)).Select(place => place.Id));
        Assert.Equal(["place.save", "place.remove"], (await world.AuditAsync(other)).Select(row => row.Action));
        Assert.Equal("Refusals.PlacesOnlyCoordinator", (await service.SaveAsync(Hall, world.As(Cast.Mette), Ct)).Reason?.Key);
        Assert.Equal(
            ["name: Errors.Required", "latitude: Errors.Degrees", "longitude: Errors.Degrees", "seats: Errors.Seats"],
            (await service.SaveAsync(new MeetingPlaceInput { Point = new PointInput { Latitude = "x" }, Seats = "0" }, world.As(Cast.Karin), Ct)).Errors.Select(error => $"{error.Field}: {error.Key}"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clinic_lies_where_its_own_coordinator_says(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var points = world.Get<ClinicPoints>();
        var input = new PointInput { Latitude = "55,7166", Longitude = "11,7132" };

        var far = await points.SetAsync(Cast.Torvet.Id, 1, input, world.As(Cast.Kirsten), Ct);
        var own = await points.SetAsync(Cast.Torvet.Id, 1, input, world.As(Cast.Anna), Ct);
        World.Done(await points.SetAsync(Cast.Torvet.Id, 1, input, world.As(Cast.Karin), Ct));
        var stale = await points.SetAsync(Cast.Torvet.Id, 1, new PointInput(), world.As(Cast.Karin), Ct);
        var hours = await world.Get<ClinicHoursRepository>().ListAsync([Cast.Torvet.Id, Cast.Fjordhoej.Id], Today, Today, Ct);

        Assert.Equal((OutcomeKind.NotFound, "Refusals.PlacesOnlyCoordinator", OutcomeKind.ChangedByOther), (far.Kind, own.Reason?.Key, stale.Kind));
        Assert.Equal([null, new GeoPoint(55.7166, 11.7132)], hours.Select(clinic => clinic.Point));
        Assert.Contains("clinic.locate", (await world.AuditAsync(Cast.Torvet.Id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_school_holiday_is_the_municipalitys_own(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SchoolHolidayService>();
        var input = new SchoolHolidayInput { Name = "Vinterferie", FromDay = new(2027, 2, 13), ToDay = new(2027, 2, 21) };
        var id = World.Done(await service.AddAsync(input, world.As(Cast.Karin), Ct));
        var repeat = World.Done(await service.AddAsync(input, world.As(Cast.Karin), Ct));
        var theirs = World.Done(await service.AddAsync(input with { FromDay = new(2027, 2, 20), ToDay = new(2027, 2, 28) }, world.As(Cast.Kirsten), Ct));

        World.Done(await service.DeleteAsync(theirs, world.As(Cast.Karin), Ct));
        var holidays = world.Get<SchoolHolidayRepository>();

        Assert.Equal(id, repeat);
        Assert.Equal([id], (await holidays.ListAsync(Cast.Holbaek.Id, new(2027, 2, 21), new(2027, 2, 21), Ct)).Select(holiday => holiday.Id));
        Assert.Empty(await holidays.ListAsync(Cast.Holbaek.Id, new(2027, 2, 22), new(2027, 3, 1), Ct));
        Assert.Equal([theirs], (await holidays.ListAsync(Cast.Kalundborg.Id, Today, DateOnly.MaxValue, Ct)).Select(holiday => holiday.Id));
        Assert.Equal(
            ["name: Errors.Required", "toDay: Errors.SubstitutionBackwards"],
            (await service.AddAsync(input with { Name = "", ToDay = new(2027, 2, 1) }, world.As(Cast.Karin), Ct)).Errors.Select(error => $"{error.Field}: {error.Key}"));
        Assert.Equal("toDay: Errors.ClosurePast", (await service.AddAsync(input with { FromDay = Today.AddDays(-3), ToDay = Today.AddDays(-1) }, world.As(Cast.Karin), Ct)).Errors.Select(error => $"{error.Field}: {error.Key}").Single());
        Assert.Equal("Refusals.PlacesOnlyCoordinator", (await service.DeleteAsync(id, world.As(Cast.Mette), Ct)).Reason?.Key);
    }

    private static MeetingPlaceInput Hall { get; } =
        new() { Name = "Borgerhuset", Address = "Parkvej 211", Point = new PointInput { Latitude = "55.7", Longitude = "11.7" }, Seats = "40" };
}
