using Portal.Data;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Data.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>A meeting from the first draft to the day it is called off, and who sees it on the way.</summary>
public sealed class SeminarServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Tuesday = new(2026, 12, 15);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_meeting_is_planned_timed_announced_moved_and_cancelled(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (service, times) = (world.Get<SeminarService>(), world.Get<SeminarTimes>());

        var id = World.Done(await service.CreateAsync(Samples.MeetingInput, 1, world.As(Cast.Karin), Ct));
        var drafted = await ReadersAsync(world, id);
        var untimed = await service.AnnounceAsync(id, 1, "", world.As(Cast.Karin), Ct);
        World.Done(await times.SetAsync(id, 1, At(Tuesday, 15, 30), world.As(Cast.Karin), Ct));
        World.Done(await service.AnnounceAsync(id, 2, "", world.As(Cast.Karin), Ct));
        var announced = await ReadersAsync(world, id);
        World.Done(await times.MoveAsync(id, 3, At(Tuesday.AddDays(1), 16, 0), "Salen er optaget.", world.As(Cast.Karin), Ct));
        var moved = await FindAsync(world, id, Cast.Anna);
        World.Done(await service.CancelAsync(id, 4, "For få tilmeldte.", world.As(Cast.Karin), Ct));
        var cancelled = await FindAsync(world, id, Cast.Frida);

        Assert.Equal(["Karin"], drafted);
        Assert.Equal(["time", "place"], untimed.Errors.Select(error => error.Field));
        Assert.Equal(["Anna", "Bo", "Birgit", "Frida", "Mette", "Morten", "Karin", "Jonas", "Lars", "Adam"], announced);
        Assert.Equal((2, 2, new DateTime(2026, 12, 16, 15, 0, 0, DateTimeKind.Utc), "Salen er optaget."), (moved!.Round, moved.CalendarSequence, moved.Facts.StartsAt!.Value, moved.MoveReason!));
        Assert.Equal(moved.Facts.StartsAt.Value.AddMinutes(120), moved.Facts.EndsAt);
        // Nobody said by when: a week before, at four in the afternoon.
        Assert.Equal(new DateTime(2026, 12, 9, 15, 0, 0, DateTimeKind.Utc), moved.Facts.ReplyBy);
        Assert.Equal((SeminarStatus.Cancelled, "For få tilmeldte.", 3), (SeminarRules.Status(cancelled!.Facts), cancelled.CancelReason!, cancelled.CalendarSequence));
        Assert.Equal(
            ["seminar.create", "seminar.set-time", "seminar.announce", "seminar.move", "seminar.cancel"],
            (await world.AuditAsync(id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_repeat_makes_nothing_twice_and_who_comes_late_loses_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SeminarService>();
        var input = Samples.MeetingInput;

        var first = World.Done(await service.CreateAsync(input, 1, world.As(Cast.Karin), Ct));
        var again = World.Done(await service.CreateAsync(input, 1, world.As(Cast.Karin), Ct));
        var back = World.Done(await service.CreateAsync(input with { CommandId = Guid.NewGuid() }, 1, world.As(Cast.Karin), Ct));
        World.Done(await world.Get<SeminarEditor>().EditAsync(first, 1, input with { Title = "Nyt navn", ClinicIds = [Cast.Fjordhoej.Id, Cast.Vestbyen.Id] }, world.As(Cast.Karin), Ct));
        var stale = await world.Get<SeminarEditor>().EditAsync(first, 1, input, world.As(Cast.Karin), Ct);
        var meeting = await FindAsync(world, first, Cast.Karin);

        Assert.Equal((first, first), (again, back));
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal(("Nyt navn", 2), (meeting!.Title, meeting.Version));
        Assert.Equal([Cast.Fjordhoej.Name, Cast.Vestbyen.Name], meeting.Invitations.Select(invitation => invitation.Name));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_a_coordinator_plans_for_clinics_and_only_whom_the_municipality_can_invite(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SeminarService>();

        var byMette = await service.CreateAsync(Samples.MeetingInput, 1, world.As(Cast.Mette), Ct);
        var byAnna = await service.CreateAsync(Samples.MeetingInput, 1, world.As(Cast.Anna), Ct);
        var strangers = await service.CreateAsync(
            Samples.MeetingInput with { ClinicIds = [Guid.NewGuid()], UnitIds = [Cast.KalundborgUnit.Id], PersonIds = [Cast.Kim.Id] }, 1, world.As(Cast.Karin), Ct);
        var series = World.Done(await service.CreateAsync(Samples.MeetingInput with { Kind = MeetingKind.CooperationForum }, 3, world.As(Cast.Karin), Ct));
        var siblings = await world.Get<SeminarListRepository>().ListSeriesAsync(series, world.As(Cast.Karin), Ct);

        Assert.Equal(["Refusals.OnlyCoordinatorPlans", "Refusals.OnlyCoordinatorPlans"], [byMette.Reason!.Key, byAnna.Reason!.Key]);
        Assert.Equal(["clinics", "units", "people"], strangers.Errors.Select(error => error.Field));
        Assert.Equal(3, siblings.Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clinic_cannot_be_at_two_meetings_at_once_unless_somebody_says_why(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (service, times) = (world.Get<SeminarService>(), world.Get<SeminarTimes>());
        await AnnouncedAsync(world, Samples.MeetingInput);
        var second = World.Done(await service.CreateAsync(Samples.MeetingInput with { Title = "Et andet møde" }, 1, world.As(Cast.Karin), Ct));

        var atOnce = await times.SetAsync(second, 1, At(Tuesday, 16, 0), world.As(Cast.Karin), Ct);
        World.Done(await times.SetAsync(second, 1, At(Tuesday, 16, 0) with { OffHoursReason = "De to møder følges ad." }, world.As(Cast.Karin), Ct));
        var silent = await service.AnnounceAsync(second, 2, "", world.As(Cast.Karin), Ct);
        World.Done(await service.AnnounceAsync(second, 2, "De to møder følges ad.", world.As(Cast.Karin), Ct));
        var shown = await FindAsync(world, second, Cast.Anna);

        var error = Assert.Single(atOnce.Errors);
        Assert.Equal(("from", "Errors.OffHours"), (error.Field, error.Key));
        Assert.Equal([$"{Cast.Fjordhoej.Name}, {Cast.Torvet.Name}"], error.Arguments);
        Assert.Equal("offHoursReason", Assert.Single(silent.Errors).Field);
        Assert.Equal("De to møder følges ad.", shown!.OffHoursReason);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Times_that_cannot_be_are_refused_at_their_field(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await world.Get<SeminarService>().CreateAsync(Samples.MeetingInput, 1, world.As(Cast.Karin), Ct));

        Assert.Equal(["day:Errors.SeminarInPast"], await FaultsAsync(At(new DateOnly(2026, 11, 20), 15, 30)));
        // The clocks go forward on 28 March 2027: half past two is no time on that night.
        Assert.Equal(["from:Errors.TimeSkipped"], await FaultsAsync(At(new DateOnly(2027, 3, 28), 2, 30)));
        Assert.Equal(["day:Errors.Date", "from:Errors.Time"], await FaultsAsync(At(Tuesday, 15, 30) with { Day = null, From = null }));
        Assert.Equal(["place:Errors.SeminarNoPlace"], await FaultsAsync(At(Tuesday, 15, 30) with { Place = new PlaceChoice { Kind = PlaceKind.Municipal, PlaceId = Guid.NewGuid() } }));
        Assert.Equal(["onlineAddress:Errors.OnlineAddress"], await FaultsAsync(At(Tuesday, 15, 30) with { Place = new PlaceChoice { Kind = PlaceKind.Online, OnlineAddress = "http://x.dk" } }));

        async Task<IEnumerable<string>> FaultsAsync(SeminarTimeInput input) =>
            (await world.Get<SeminarTimes>().SetAsync(id, 1, input, world.As(Cast.Karin), Ct)).Errors.Select(error => $"{error.Field}:{error.Key}");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_talk_about_a_citizen_rests_on_a_consent_and_is_seen_by_the_invited_alone(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (service, times) = (world.Get<SeminarService>(), world.Get<SeminarTimes>());
        var citizen = await world.CitizenAsync();
        var input = Samples.MeetingInput with
        {
            Kind = MeetingKind.RoundTable, Title = "Rundbordssamtale", Minutes = 60, CitizenId = citizen, ClinicIds = [Cast.Torvet.Id], PersonIds = [Cast.Lars.Id],
        };

        var nobody = await service.CreateAsync(input with { ClinicIds = [] }, 1, world.As(Cast.Mette), Ct);
        var foreign = await service.CreateAsync(input, 1, world.As(Cast.Karin) with { UnitId = Cast.Jobafklaring.Id, Role = Role.Caseworker, PersonId = Cast.Jonas.Id }, Ct);
        var id = World.Done(await service.CreateAsync(input, 1, world.As(Cast.Mette), Ct));
        World.Done(await times.SetAsync(id, 1, At(Tuesday, 15, 30), world.As(Cast.Mette), Ct));
        var without = await service.AnnounceAsync(id, 2, "", world.As(Cast.Mette), Ct);
        var consent = await ConsentAsync(world, citizen, Tuesday.AddDays(-1));
        World.Done(await world.Get<SeminarEditor>().EditAsync(id, 2, input with { ConsentId = consent }, world.As(Cast.Mette), Ct));
        var tooShort = await service.AnnounceAsync(id, 3, "", world.As(Cast.Mette), Ct);
        World.Done(await times.SetAsync(id, 3, At(Tuesday.AddDays(-1), 15, 30), world.As(Cast.Mette), Ct));
        World.Done(await service.AnnounceAsync(id, 4, "", world.As(Cast.Mette), Ct));

        // Nobody is added whom the consent does not name, and the talk goes with the case.
        var other = await world.Get<SeminarEditor>().EditAsync(id, 5, input with { ConsentId = consent, ClinicIds = [Cast.Torvet.Id, Cast.Fjordhoej.Id] }, world.As(Cast.Mette), Ct);
        var cleared = await world.Get<SeminarEditor>().EditAsync(id, 5, input, world.As(Cast.Mette), Ct);
        Assert.Equal(("Refusals.ConsentOtherClinic", "Refusals.SeminarConsent"), (other.Reason!.Key, cleared.Reason!.Key));
        Assert.Equal("isWithoutDoctor", Assert.Single(nobody.Errors).Field);
        Assert.Equal("citizen", Assert.Single(foreign.Errors).Field);
        Assert.Equal(("Refusals.SeminarConsent", "Refusals.SeminarConsentEnds"), (without.Reason!.Key, tooShort.Reason!.Key));
        Assert.Equal(["Anna", "Bo", "Birgit", "Mette", "Lars"], await ReadersAsync(world, id));
        Assert.All(await world.AuditAsync(id), row => Assert.Equal(citizen, row.CitizenId));
        var given = new HandoverInput { CommandId = Guid.NewGuid(), ToId = Cast.Jonas.Id, Note = "Jonas tager over." };
        World.Done(await world.Get<CaseHandoverService>().HandOverAsync(citizen, 1, given, world.As(Cast.Mette), Ct));
        Assert.Equal(["Anna", "Bo", "Birgit", "Jonas", "Lars"], await ReadersAsync(world, id));
    }

    private static SeminarTimeInput At(DateOnly day, int hour, int minute) => new()
    {
        Day = day,
        From = new TimeOnly(hour, minute),
        Place = new PlaceChoice { Kind = PlaceKind.Online, OnlineAddress = "https://eksempel.dk/m" },
    };

    private static async Task AnnouncedAsync(World world, SeminarInput input)
    {
        var id = World.Done(await world.Get<SeminarService>().CreateAsync(input, 1, world.As(Cast.Karin), Ct));
        World.Done(await world.Get<SeminarTimes>().SetAsync(id, 1, At(Tuesday, 15, 30), world.As(Cast.Karin), Ct));
        World.Done(await world.Get<SeminarService>().AnnounceAsync(id, 2, "", world.As(Cast.Karin), Ct));
    }

    private static async Task<Guid> ConsentAsync(World world, Guid citizen, DateOnly expires) => World.Done(await world.Get<ConsentService>().RegisterAsync(
        citizen,
        new ConsentInput
        {
            Kinds = [InformationKind.Function],
            ClinicIds = [Cast.Torvet.Id],
            CaseReference = "Sygedagpengesag",
            HowGiven = ConsentForm.Written,
            ToldAboutRefusing = true,
            GivenOn = DanishTime.DayOf(world.Clock.Now),
            ExpiresOn = expires,
        },
        world.As(Cast.Mette),
        Ct));

    private static Task<Seminar?> FindAsync(World world, Guid id, Person viewer) => world.Get<SeminarRepository>().FindAsync(id, world.As(viewer), Ct);

    /// <summary>Who finds it, in the order of the cast: the statement and the rule must agree.</summary>
    private static async Task<IReadOnlyList<string>> ReadersAsync(World world, Guid id)
    {
        var readers = new List<string>();
        Seminar? found = null;
        foreach (var person in Cast.People)
        {
            if (await FindAsync(world, id, person) is { } seminar)
            {
                found = seminar;
                readers.Add(person.Name.Split(' ')[0]);
            }
        }

        Assert.Equal(readers, Cast.People.Where(person => SeminarRules.MaySee(found!, world.As(person))).Select(person => person.Name.Split(' ')[0]));
        return readers;
    }
}
