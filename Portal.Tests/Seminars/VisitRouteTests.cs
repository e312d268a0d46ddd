using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Visits;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>An afternoon of visits: the shortest way round, and a draft for each clinic.</summary>
public sealed class VisitRouteTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public void The_way_is_never_longer_than_any_other_order()
    {
        var random = new Random(20261123);
        for (var world = 0; world < 200; world++)
        {
            GeoPoint Somewhere() => new(55.5 + random.NextDouble(), 11 + random.NextDouble());
            var start = world % 3 == 0 ? null : Somewhere();
            var clinics = Enumerable.Range(0, random.Next(2, 7)).Select(_ => Somewhere()).ToArray();

            var way = VisitRoute.Order(start, clinics);

            Assert.Equal(Enumerable.Range(0, clinics.Length), way.Order());
            var shortest = Orders(clinics.Length).Min(order => Length(start, clinics, order));
            Assert.Equal(shortest, Length(start, clinics, way), 9);
        }
    }

    [Fact]
    public void Each_visit_begins_when_the_one_before_is_over_and_the_road_is_driven()
    {
        GeoPoint centre = new(55.717, 11.713), near = new(55.72, 11.72), far = new(55.66, 11.42);
        var from = new DateTime(2026, 12, 4, 12, 0, 0, DateTimeKind.Utc);

        var stops = VisitRoute.Plan(centre, [(Guid.NewGuid(), "Langt væk", far), (Guid.NewGuid(), "Ukendt", null), (Guid.NewGuid(), "Tæt på", near)], from, 30);

        Assert.Equal(["Tæt på", "Langt væk", "Ukendt"], stops.Select(stop => stop.Name));
        Assert.Equal(from, stops[0].StartsAt);
        // Nineteen kilometres are thirty minutes and a little, and five to arrive.
        Assert.Equal(from.AddMinutes(30 + 40), stops[1].StartsAt);
        Assert.Equal(stops[1].StartsAt.AddMinutes(30 + VisitRoute.UnknownWayMinutes), stops[2].StartsAt);
        Assert.Null(stops[2].Kilometres);
        Assert.All(stops, stop => Assert.Equal(0, stop.StartsAt.Minute % 5));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_clinic_gets_a_draft_once_and_hours_that_are_in_the_way_need_a_reason(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<VisitRouteService>();
        var hours = new ClinicScheduleInput
        {
            ValidFrom = new DateOnly(2026, 11, 23),
            Texts = Enumerable.Range(1, 5).ToDictionary(day => ClinicScheduleInput.Field(WindowKind.Consultation, day), _ => "8–15"),
        };
        World.Done(await world.Get<ClinicHoursService>().SaveScheduleAsync(Cast.Torvet.Id, hours, world.As(Cast.Anna), Ct));
        var input = new VisitRouteInput
        {
            Visit = Samples.MeetingInput with { Minutes = 30, Agenda = [] },
            ClinicIds = [Cast.Torvet.Id, Cast.Fjordhoej.Id],
            Day = new DateOnly(2026, 12, 4),
            From = new TimeOnly(13, 0),
        };

        var silent = await service.CreateAsync(input, "", world.As(Cast.Karin), Ct);
        var byMette = await service.CreateAsync(input, "", world.As(Cast.Mette), Ct);
        var one = await service.CreateAsync(input with { ClinicIds = [Cast.Torvet.Id] }, "", world.As(Cast.Karin), Ct);
        var first = World.Done(await service.CreateAsync(input, "Klinikken har selv bedt om det.", world.As(Cast.Karin), Ct));
        var again = World.Done(await service.CreateAsync(input, "Klinikken har selv bedt om det.", world.As(Cast.Karin), Ct));
        var meeting = await world.Get<SeminarRepository>().FindAsync(first, world.As(Cast.Karin), Ct);
        var siblings = await world.Get<SeminarListRepository>().ListSeriesAsync(meeting!.RouteId!.Value, world.As(Cast.Karin), Ct);

        Assert.Equal(("offHoursReason", "clinics"), (Assert.Single(silent.Errors).Field, Assert.Single(one.Errors).Field));
        Assert.Equal("Refusals.OnlyCoordinatorPlans", byMette.Reason!.Key);
        Assert.Equal((first, 2), (again, siblings.Count));
        Assert.Equal((MeetingKind.OutreachVisit, PlaceKind.Clinic, SeminarStatus.Draft), (meeting.Kind, meeting.Place.Kind!.Value, SeminarRules.Status(meeting.Facts)));
        Assert.Equal(new DateTime(2026, 12, 4, 12, 0, 0, DateTimeKind.Utc), siblings[0].StartsAt);
    }

    private static double Length(GeoPoint? start, GeoPoint[] clinics, IReadOnlyList<int> order)
    {
        var length = 0.0;
        var here = start;
        foreach (var next in order)
        {
            length += here?.KilometresTo(clinics[next]) ?? 0;
            here = clinics[next];
        }

        return length;
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (IReadOnlyList<int>)[.. order.Take(at), count - 1, .. order.Skip(at)]));
}
