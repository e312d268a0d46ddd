using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;

namespace Portal.Data.Demo;

/// <summary>Meetings of the demo world that are over: who came, the minutes, what was decided, what was paid.</summary>
public sealed class DemoAfterwards(
    SeminarService service, SeminarTimes times, SeminarRepository seminars, AttendanceService attendance, MinutesService minutes, DecisionService decisions, HonorariumService honorarium)
{
    private readonly Dictionary<string, Guid> _ids = [];

    /// <summary>The meeting with a key of <c>held-meetings.json</c>.</summary>
    internal Guid Meeting(string key) => _ids[key];

    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        foreach (var meeting in DemoFiles.Read<IReadOnlyList<DemoHeldMeeting>>("held-meetings"))
        {
            var id = _ids[meeting.Key] = await AnnounceAsync(scene, meeting, ct);
            await FollowUpAsync(scene, meeting, id, ct);
        }
    }

    private async Task<Guid> AnnounceAsync(DemoScene scene, DemoHeldMeeting meeting, CancellationToken ct)
    {
        var by = By(scene, meeting, 45);
        var created = await service.CreateAsync(
            new SeminarInput
            {
                CommandId = Guid.CreateVersion7(),
                Kind = meeting.Kind,
                Title = meeting.Title,
                Purpose = meeting.Purpose,
                Minutes = meeting.Minutes,
                PaysHonorarium = meeting.PaysHonorarium,
                ClinicIds = [.. meeting.ClinicsOf.Select(person => scene.Person(person).ClinicId!.Value)],
                UnitIds = [.. meeting.UnitsOf.Select(person => scene.Person(person).UnitId!.Value)],
                Agenda = [new AgendaItemInput { Kind = AgendaKind.Discussion, Title = meeting.Item, Minutes = 20, ForDoctor = meeting.ForDoctor, ForCaseworker = meeting.ForCaseworker }],
            },
            1,
            by,
            ct);
        DemoWorld.Expect(created, meeting.Title);
        var time = new SeminarTimeInput
        {
            Day = DanishTime.DayOf(scene.At(meeting.DaysAgo, meeting.Hour)),
            From = new TimeOnly(meeting.Hour, 30),
            Place = new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = scene.Person(meeting.ClinicsOf[0]).ClinicId },
            OffHoursReason = "Det var den eneste dag, alle kunne.",
        };
        DemoWorld.Expect(await times.SetAsync(created.Id, 1, time, by, ct), meeting.Title);
        DemoWorld.Expect(await service.AnnounceAsync(created.Id, 2, time.OffHoursReason, By(scene, meeting, 40), ct), meeting.Title);
        return created.Id;
    }

    private async Task FollowUpAsync(DemoScene scene, DemoHeldMeeting meeting, Guid id, CancellationToken ct)
    {
        var by = By(scene, meeting, -1);
        var came = new AttendanceInput { Came = [.. meeting.Came.Select(person => scene.Person(person).Id)] };
        DemoWorld.Expect(await attendance.RegisterAsync(id, await VersionAsync(id, by, ct), came, by, ct), meeting.Title);
        if (meeting.Decisions.Count > 0)
        {
            DemoWorld.Expect(await decisions.SaveAsync(id, await VersionAsync(id, by, ct), meeting.Decisions, by, ct), meeting.Title);
        }

        var writing = By(scene, meeting, -3);
        var text = string.Join('\n', meeting.FirstText.Count > 0 ? meeting.FirstText : meeting.Text);
        DemoWorld.Expect(await minutes.PublishAsync(id, new MinutesInput { BasedOn = 0, Body = text }, writing, ct), meeting.Title);
        if (meeting.FirstText.Count > 0)
        {
            var amended = new MinutesInput { BasedOn = 1, Body = string.Join('\n', meeting.Text), Reason = meeting.Amendment };
            DemoWorld.Expect(await minutes.AmendAsync(id, amended, By(scene, meeting, -5), ct), meeting.Title);
        }

        if (meeting.Settled.Count > 0)
        {
            var paying = By(scene, meeting, -20);
            DemoWorld.Expect(await honorarium.SettleAsync(id, await VersionAsync(id, paying, ct), [.. meeting.Settled.Select(person => scene.Person(person).Id)], paying, ct), meeting.Title);
        }
    }

    private async Task<int> VersionAsync(Guid id, ActionContext by, CancellationToken ct) => (await seminars.FindAsync(id, by, ct))!.Version;

    /// <summary>Who plans the meeting, so many days before it; after it, with a number below zero.</summary>
    private static ActionContext By(DemoScene scene, DemoHeldMeeting meeting, int daysBefore) =>
        DemoWorld.Acting(scene.Person(meeting.By), scene.At(meeting.DaysAgo + daysBefore, 10));
}

internal sealed record DemoHeldMeeting
{
    public required string Key { get; init; }

    public required string By { get; init; }

    public required MeetingKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Purpose { get; init; }

    public required int Minutes { get; init; }

    public required bool PaysHonorarium { get; init; }

    public required int DaysAgo { get; init; }

    public required int Hour { get; init; }

    /// <summary>Somebody of each clinic that is invited.</summary>
    public required IReadOnlyList<string> ClinicsOf { get; init; }

    /// <summary>Somebody of each unit that is invited.</summary>
    public required IReadOnlyList<string> UnitsOf { get; init; }

    /// <summary>What was on the agenda.</summary>
    public required string Item { get; init; }

    public required string ForDoctor { get; init; }

    public required string ForCaseworker { get; init; }

    public required IReadOnlyList<string> Came { get; init; }

    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>The minutes, a line each.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    /// <summary>The minutes before they were amended; empty when they never were.</summary>
    public IReadOnlyList<string> FirstText { get; init; } = [];

    public string Amendment { get; init; } = "";

    public IReadOnlyList<string> Decisions { get; init; } = [];
}
