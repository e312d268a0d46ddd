using Portal.Data;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>Meetings that have been announced and answered, for tests of what follows them.</summary>
internal static class HeldMeetings
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>An announced meeting, by default Karin's yearly seminar for Torvet and Fjordhøj, in 30 days.</summary>
    public static async Task<Guid> AnnounceAsync(World world, Func<SeminarInput, SeminarInput>? change = null, Person? by = null, int inDays = 30)
    {
        var planner = by ?? Cast.Karin;
        var input = new SeminarInput
        {
            CommandId = Guid.NewGuid(),
            Kind = MeetingKind.Seminar,
            // The same words within ten minutes would be the same meeting.
            Title = $"Fælles seminar {Guid.NewGuid():n}",
            Purpose = "Vi bliver enige om skånehensyn.",
            Minutes = 90,
            PaysHonorarium = true,
            ClinicIds = [Cast.Torvet.Id, Cast.Fjordhoej.Id],
            Agenda = [new AgendaItemInput { Kind = AgendaKind.Discussion, Title = "Skånehensyn", Minutes = 45, ForDoctor = "Hvad der er nok", ForCaseworker = "Hvad der skal bruges" }],
        };
        var id = World.Done(await world.Get<SeminarService>().CreateAsync(change is null ? input : change(input), 1, world.As(planner), Ct));
        var time = new SeminarTimeInput
        {
            Day = DanishTime.DayOf(world.Clock.Now).AddDays(inDays),
            From = new TimeOnly(16, 30),
            Place = new PlaceChoice { Kind = PlaceKind.Online, OnlineAddress = "https://moede.example.dk/1" },
            // Kept only where the meeting lies in somebody's hours, or beside another of theirs.
            OffHoursReason = "Det var den eneste dag, alle kunne.",
        };
        World.Done(await world.Get<SeminarTimes>().SetAsync(id, 1, time, world.As(planner), Ct));
        World.Done(await world.Get<SeminarService>().AnnounceAsync(id, 2, time.OffHoursReason, world.As(planner), Ct));
        return id;
    }

    /// <summary>A round-table talk of Mette's about a citizen of Torvet, announced on a consent.</summary>
    public static async Task<(Guid Id, Guid CitizenId, Guid ConsentId)> RoundTableAsync(World world)
    {
        var citizen = await world.CitizenAsync();
        var consent = World.Done(await world.Get<ConsentService>().RegisterAsync(citizen, Samples.Consent(world.Clock.Now), world.As(Cast.Mette), Ct));
        var id = await AnnounceAsync(
            world,
            input => input with { Kind = MeetingKind.RoundTable, ClinicIds = [Cast.Torvet.Id], CitizenId = citizen, ConsentId = consent, PaysHonorarium = false },
            Cast.Mette);
        return (id, citizen, consent);
    }

    /// <summary>Lets the time of a meeting come and pass.</summary>
    public static async Task PassAsync(World world, Guid id) => world.Clock.Now = (await FindAsync(world, id)).Facts.EndsAt!.Value.AddMinutes(5);

    /// <summary>An answer as it stands in the database.</summary>
    public static async Task AnswerAsync(World world, Guid id, Person person, RegistrationStatus status)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(
            """
            INSERT INTO SeminarRegistrations (Id, SeminarId, Round, PersonId, ClinicId, Status, Note, IsLate, AnsweredAt, Version)
            VALUES (@Id, @SeminarId, 1, @PersonId, @ClinicId, @Status, '', 0, @At, 1)
            """,
            new { Id = Guid.NewGuid(), SeminarId = id, PersonId = person.Id, person.ClinicId, Status = status.ToString(), At = world.Clock.Now },
            Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>The seminar, over and written down: Anna and Birgit came, Frida did not, and Bo had said so.</summary>
    public static async Task<Guid> HoldAsync(World world, Func<SeminarInput, SeminarInput>? change = null)
    {
        var id = await AnnounceAsync(world, change);
        await AnswerAsync(world, id, Cast.Anna, RegistrationStatus.Registered);
        await AnswerAsync(world, id, Cast.Birgit, RegistrationStatus.Registered);
        await AnswerAsync(world, id, Cast.Frida, RegistrationStatus.Registered);
        await AnswerAsync(world, id, Cast.Bo, RegistrationStatus.Declined);
        await PassAsync(world, id);
        World.Done(await RegisterAsync(world, id, Cast.Karin, (Cast.Anna, Attendance.Attended), (Cast.Birgit, Attendance.Attended), (Cast.Frida, Attendance.NoShow)));
        return id;
    }

    public static async Task<Outcome> RegisterAsync(World world, Guid id, Person by, params (Person Person, Attendance Mark)[] marks) => await world.Get<AttendanceService>().RegisterAsync(
        id, (await FindAsync(world, id)).Version, new AttendanceInput { Marks = marks.ToDictionary(mark => mark.Person.Id, mark => mark.Mark) }, world.As(by), Ct);

    /// <summary>The meeting as it stands, whoever may see it.</summary>
    public static async Task<Seminar> FindAsync(World world, Guid id) => (await world.Get<SeminarRepository>().ReadAsync(id, Ct))!;

    public static async Task<IReadOnlyList<Attendee>> AnsweredAsync(World world, Guid id) =>
        await world.Get<AttendanceRepository>().ListAnsweredAsync(await FindAsync(world, id), Ct);
}
