using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Data.Demo;

/// <summary>Where the demo world's clinics lie and when they have time, where its municipalities meet, and when their schools are closed. All of it is invented.</summary>
public sealed class DemoHours(
    DirectoryRepository directory, ClinicHoursService hours, ClinicPoints points, MeetingPlaceService places, SchoolHolidayService holidays)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var file = DemoFiles.Read<DemoHoursFile>("hours");
        var world = DemoFiles.Read<DemoOrganisations>("organisations");
        var municipalities = await directory.ListMunicipalitiesAsync(ct);
        var receivers = await directory.ListReceiversAsync(ct);
        var clinics = world.Clinics.ToDictionary(clinic => clinic.Key, clinic => receivers.Single(row => row.ProviderNumber == clinic.ProviderNumber));
        var ids = world.Municipalities.ToDictionary(municipality => municipality.Key, municipality => municipalities.Single(row => row.ShortName == municipality.ShortName).Id);
        var coordinators = ((string[])["susanne-vedel", "dorte-riis"]).Select(scene.Person).ToDictionary(person => person.MunicipalityId!.Value);
        ActionContext Coordinator(Guid municipalityId) => DemoWorld.Acting(coordinators[municipalityId], scene.At(120, 10));

        foreach (var point in file.Points)
        {
            var clinic = clinics[point.Clinic];
            var input = new PointInput { Latitude = point.Latitude, Longitude = point.Longitude };
            DemoWorld.Expect(await points.SetAsync(clinic.Id, 1, input, Coordinator(clinic.MunicipalityId), ct), point.Clinic);
        }

        foreach (var place in file.Places)
        {
            var input = new MeetingPlaceInput
            {
                Name = place.Name,
                Address = place.Address,
                Point = new PointInput { Latitude = place.Latitude, Longitude = place.Longitude },
                Seats = place.Seats,
                IsJobCentre = place.IsJobCentre,
            };
            DemoWorld.Expect(await places.SaveAsync(input, Coordinator(ids[place.Municipality]), ct), place.Name);
        }

        foreach (var holiday in file.Holidays.Where(holiday => holiday.ToDay >= DanishTime.DayOf(scene.At(120, 10))))
        {
            var input = new SchoolHolidayInput { Name = holiday.Name, FromDay = holiday.FromDay, ToDay = holiday.ToDay };
            DemoWorld.Expect(await holidays.AddAsync(input, Coordinator(ids[holiday.Municipality]), ct), holiday.Name);
        }

        foreach (var schedule in file.Schedules)
        {
            var by = DemoWorld.Acting(scene.Person(schedule.By), scene.At(schedule.DaysAgo, 10));
            DemoWorld.Expect(await hours.SaveScheduleAsync(clinics[schedule.Clinic].Id, schedule.ToInput(DanishTime.DayOf(by.At)), by, ct), schedule.Clinic);
        }

        var today = DanishTime.DayOf(scene.At(0, 0));
        foreach (var closure in file.Closures)
        {
            var input = new ClinicClosureInput { FromDay = today.AddDays(closure.FromInDays), ToDay = today.AddDays(closure.ToInDays), Reason = closure.Reason };
            DemoWorld.Expect(
                await hours.AddClosureAsync(clinics[closure.Clinic].Id, input, DemoWorld.Acting(scene.Person(closure.By), scene.At(closure.DaysAgo, 11)), ct), closure.Clinic);
        }
    }
}

internal sealed record DemoHoursFile
{
    public required IReadOnlyList<DemoPoint> Points { get; init; }

    public required IReadOnlyList<DemoSchedule> Schedules { get; init; }

    public required IReadOnlyList<DemoClosure> Closures { get; init; }

    public required IReadOnlyList<DemoPlace> Places { get; init; }

    public required IReadOnlyList<DemoHoliday> Holidays { get; init; }
}

internal sealed record DemoPoint
{
    public required string Clinic { get; init; }

    public required string Latitude { get; init; }

    public required string Longitude { get; init; }
}

internal sealed record DemoSchedule
{
    public required string Clinic { get; init; }

    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    /// <summary>From which day it holds, counted from the day on which it was entered.</summary>
    public required int ValidInDays { get; init; }

    public required string Note { get; init; }

    public required DemoWeek Week { get; init; }

    public ClinicScheduleInput ToInput(DateOnly enteredOn) => new()
    {
        ValidFrom = enteredOn.AddDays(ValidInDays),
        Note = Note,
        Texts = Enum.GetValues<WindowKind>()
            .SelectMany(kind => Week.Of(kind).Select((text, day) => (Field: ClinicScheduleInput.Field(kind, day + 1), Text: text)))
            .ToDictionary(box => box.Field, box => box.Text),
    };
}

/// <summary>The hours of each kind, from Monday on.</summary>
internal sealed record DemoWeek
{
    public IReadOnlyList<string> Consultation { get; init; } = [];

    public IReadOnlyList<string> Phone { get; init; } = [];

    public IReadOnlyList<string> FreeLunch { get; init; } = [];

    public IReadOnlyList<string> Of(WindowKind kind) => kind switch
    {
        WindowKind.Consultation => Consultation,
        WindowKind.Phone => Phone,
        WindowKind.FreeLunch => FreeLunch,
    };
}

internal sealed record DemoClosure
{
    public required string Clinic { get; init; }

    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required int FromInDays { get; init; }

    public required int ToInDays { get; init; }

    public required string Reason { get; init; }
}

internal sealed record DemoPlace
{
    public required string Municipality { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string Latitude { get; init; }

    public required string Longitude { get; init; }

    public required string Seats { get; init; }

    public required bool IsJobCentre { get; init; }
}

internal sealed record DemoHoliday
{
    public required string Municipality { get; init; }

    public required string Name { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }
}
