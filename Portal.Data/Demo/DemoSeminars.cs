using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Data.Directory.Places;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Data.Seminars.Polls;

namespace Portal.Data.Demo;

/// <summary>The demo world's meetings: announced, being voted on, being planned and called off. Those that were held are of <see cref="DemoAfterwards"/>.</summary>
public sealed class DemoSeminars(
    SeminarService service,
    SeminarTimes times,
    InviteeRepository invitees,
    MeetingPlaceRepository places,
    ConsentService consents,
    RegistrationService registrations,
    PollService polls,
    PollRepository pollRepository)
{
    private const string OffHoursReason = "Det er den eneste dag, hvor de fleste kan.";

    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        foreach (var meeting in DemoFiles.Read<IReadOnlyList<DemoMeeting>>("seminars"))
        {
            var id = await PlanAsync(scene, meeting, ct);
            await AskAsync(scene, meeting, id, ct);
            await CallOffAsync(scene, meeting, id, ct);
        }
    }

    private async Task<Guid> PlanAsync(DemoScene scene, DemoMeeting meeting, CancellationToken ct)
    {
        var by = By(scene, meeting.By, meeting.DaysAgo);
        var municipality = by.MunicipalityId!.Value;
        var clinics = (await invitees.ListClinicsAsync(municipality, ct)).ToDictionary(clinic => clinic.Name, clinic => clinic.Id);
        var units = await invitees.ListUnitsAsync(municipality, ct);
        var clinicIds = meeting.Clinics.Select(name => clinics[name]).ToList();
        var citizen = meeting.Citizen is { } key ? scene.Citizen(key) : (Guid?)null;
        if (citizen is not null)
        {
            clinicIds.Add(scene.Person("anna-holm").ClinicId!.Value);
        }

        var input = new SeminarInput
        {
            CommandId = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            Kind = meeting.Kind,
            Title = meeting.Title,
            Purpose = meeting.Purpose,
            Minutes = meeting.Minutes,
            HostMeeting = meeting.HostMeeting,
            Capacity = meeting.Capacity,
            PaysHonorarium = meeting.PaysHonorarium,
            CitizenId = citizen,
            ConsentId = citizen is { } about ? await ConsentAsync(about, clinicIds, by, ct) : null,
            ClinicIds = clinicIds,
            UnitIds = [.. units.Where(unit => meeting.Units.Contains(unit.Name)).Select(unit => unit.Id)],
            PersonIds = [.. meeting.People.Select(person => scene.Person(person).Id)],
            Agenda = meeting.Agenda,
        };
        var created = await service.CreateAsync(input, 1, by, ct);
        DemoWorld.Expect(created, meeting.Key);
        var id = created.Id;
        if (meeting.StartsInDays is { } days)
        {
            var time = new SeminarTimeInput
            {
                Day = Day(scene, days, meeting.Weekday),
                From = FormTime.Read(meeting.From),
                Place = await PlaceAsync(meeting, clinics, municipality, ct),
                OffHoursReason = OffHoursReason,
            };
            DemoWorld.Expect(await times.SetAsync(id, 1, time, by, ct), meeting.Key);
            DemoWorld.Expect(await service.AnnounceAsync(id, 2, OffHoursReason, by with { At = by.At.AddHours(1) }, ct), meeting.Key);
        }

        return id;
    }

    private async Task AskAsync(DemoScene scene, DemoMeeting meeting, Guid id, CancellationToken ct)
    {
        if (meeting.Poll is { } poll)
        {
            var slots = poll.Slots.Select(slot => new SlotInput(Day(scene, slot.StartsInDays, slot.Weekday), FormTime.Read(slot.From))).ToList();
            var input = new PollInput { Slots = slots, Deadline = DanishTime.DayOf(scene.At(0, 0)).AddDays(poll.DeadlineInDays), OffHoursReason = OffHoursReason };
            DemoWorld.Expect(await polls.OpenAsync(id, 1, input, By(scene, meeting.By, meeting.DaysAgo), ct), meeting.Key);
            foreach (var vote in poll.Votes)
            {
                var by = By(scene, vote.By, vote.DaysAgo);
                var offered = (await pollRepository.ReadAsync(id, ct)).Slots.OrderBy(slot => slot.StartsAt);
                var choices = offered.Zip(vote.Choices).ToDictionary(pair => pair.First.Id, pair => pair.Second);
                DemoWorld.Expect(await polls.VoteAsync(id, choices, by, ct), vote.By);
            }
        }

        foreach (var answer in meeting.Answers)
        {
            var input = new SeminarAnswerInput { Round = 1, Answer = answer.Answer, Note = answer.Note, SubstituteName = answer.Substitute };
            DemoWorld.Expect(await registrations.AnswerAsync(id, input, By(scene, answer.By, answer.DaysAgo), ct), answer.By);
        }
    }

    private async Task CallOffAsync(DemoScene scene, DemoMeeting meeting, Guid id, CancellationToken ct)
    {
        if (meeting.Cancel is { } cancel)
        {
            DemoWorld.Expect(await service.CancelAsync(id, 3, cancel.Reason, By(scene, meeting.By, cancel.DaysAgo), ct), meeting.Key);
        }
    }

    private async Task<PlaceChoice> PlaceAsync(DemoMeeting meeting, Dictionary<string, Guid> clinics, Guid municipality, CancellationToken ct) =>
        meeting.PlaceClinic is { } clinic ? new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = clinics[clinic] }
        : meeting.PlaceName is { } host ? new PlaceChoice { Kind = PlaceKind.HostMeeting, Name = host }
        : new PlaceChoice { Kind = PlaceKind.Municipal, PlaceId = (await places.ListAsync(municipality, ct)).First(place => place.Name == meeting.Place).Id };

    private async Task<Guid> ConsentAsync(Guid citizen, IReadOnlyList<Guid> clinicIds, ActionContext by, CancellationToken ct)
    {
        var given = DanishTime.DayOf(by.At);
        var input = new ConsentInput
        {
            Kinds = [InformationKind.Function, InformationKind.Treatment],
            ClinicIds = clinicIds,
            CaseReference = "Rundbordssamtale om vejen tilbage til arbejdet",
            HowGiven = ConsentForm.Written,
            ToldAboutRefusing = true,
            GivenOn = given,
            ExpiresOn = given.AddMonths(6),
        };
        var registered = await consents.RegisterAsync(citizen, input, by, ct);
        DemoWorld.Expect(registered, input.CaseReference);
        return registered.Id;
    }

    /// <summary>The first working day of a weekday (1 is Monday), so many days from the demo's now or after.</summary>
    private static DateOnly Day(DemoScene scene, int inDays, int weekday)
    {
        var day = DanishTime.DayOf(scene.At(0, 0)).AddDays(inDays);
        while ((int)day.DayOfWeek != weekday || !DanishCalendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static ActionContext By(DemoScene scene, string person, int daysAgo) => DemoWorld.Acting(scene.Person(person), scene.At(daysAgo, 9));
}

internal sealed record DemoMeeting
{
    public required string Key { get; init; }

    public required MeetingKind Kind { get; init; }

    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required string Title { get; init; }

    public required string Purpose { get; init; }

    public required int Minutes { get; init; }

    /// <summary>On or after this day, counted from the demo's now; null when no time is settled.</summary>
    public int? StartsInDays { get; init; }

    public int Weekday { get; init; }

    public string From { get; init; } = "";

    public string? Place { get; init; }

    public string? PlaceClinic { get; init; }

    public string? PlaceName { get; init; }

    public string HostMeeting { get; init; } = "";

    public string? Citizen { get; init; }

    public int? Capacity { get; init; }

    public bool PaysHonorarium { get; init; }

    public IReadOnlyList<string> Clinics { get; init; } = [];

    public IReadOnlyList<string> Units { get; init; } = [];

    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyList<AgendaItemInput> Agenda { get; init; } = [];

    public DemoPoll? Poll { get; init; }

    public IReadOnlyList<DemoReply> Answers { get; init; } = [];

    public DemoCalledOff? Cancel { get; init; }
}

internal sealed record DemoPoll(int DeadlineInDays, IReadOnlyList<DemoPollSlot> Slots, IReadOnlyList<DemoSlotVotes> Votes);

internal sealed record DemoPollSlot(int StartsInDays, int Weekday, string From);

internal sealed record DemoSlotVotes(string By, IReadOnlyList<SlotChoice> Choices, int DaysAgo);

internal sealed record DemoReply
{
    public required string By { get; init; }

    public required InvitationAnswer Answer { get; init; }

    public required int DaysAgo { get; init; }

    public string Note { get; init; } = "";

    public string Substitute { get; init; } = "";
}

internal sealed record DemoCalledOff(int DaysAgo, string Reason);
