using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Directory.Hours;
using Portal.Tests.Support;

namespace Portal.Tests.Directory.Hours;

/// <summary>A clinic's hours as they are kept: by itself, or for it.</summary>
public sealed class ClinicHoursTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = DanishTime.DayOf(TestClock.Start);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_clinic_says_is_read_back_with_who_said_it_and_a_clinic_that_says_nothing_is_unknown(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await SaveAsync(world, Cast.Birgit, Week));
        var next = World.Done(await SaveAsync(world, Cast.Karin, Week with { ValidFrom = Today.AddDays(30), Note = "Oplyst i telefonen", Texts = Boxes("9–13", "") }));
        var closure = World.Done(await CloseAsync(world, Cast.Anna, Closure));

        var all = await world.Get<ClinicHoursRepository>().ListAsync([Cast.Vestbyen.Id, Cast.Torvet.Id], Today, Today.AddDays(40), Ct);
        var later = (await world.Get<ClinicHoursRepository>().ListAsync([Cast.Torvet.Id], Today.AddDays(31), Today.AddDays(40), Ct)).Single();

        Assert.Equal([Cast.Torvet.Id, Cast.Vestbyen.Id], all.Select(clinic => clinic.ClinicId));
        var torvet = all[0];
        Assert.Equal(
            [new(WindowKind.Phone, 1, 480, 540), new(WindowKind.Consultation, 1, 480, 720), new(WindowKind.Consultation, 1, 780, 930)], torvet.ScheduleOn(Today)!.Windows);
        Assert.Equal([(id, true, Cast.Birgit.Name), (next, false, Cast.Karin.Name)], torvet.Schedules.Select(schedule => (schedule.Id, schedule.IsByClinic, schedule.EnteredByName)));
        Assert.Equal((closure, "Kursus", true), torvet.Closures.Select(row => (row.Id, row.Reason, row.IsByClinic)).Single());
        Assert.Null(torvet.ScheduleOn(Today.AddDays(-1)));
        Assert.Null(all[1].ScheduleOn(Today));
        Assert.Equal(ConflictKind.Unknown, HoursRules.WhyNotFree(all[1], Today, 0, 1440)?.Kind);
        Assert.Equal([next], later.Schedules.Select(schedule => schedule.Id));
        Assert.Empty(later.Closures);
        Assert.Equal([("hours.save", Cast.Torvet.Id.ToString())], (await world.AuditAsync(id)).Select(row => (row.Action, row.Detail)));
        Assert.Equal(["hours.close"], (await world.AuditAsync(closure)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stale_form_changes_nothing_a_repeat_changes_nothing_twice_and_a_day_has_one_week(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await SaveAsync(world, Cast.Anna, Week));

        var repeat = await SaveAsync(world, Cast.Anna, Week);
        var second = await SaveAsync(world, Cast.Birgit, Week with { Texts = Boxes("8–11", "") });
        var changed = await SaveAsync(world, Cast.Birgit, Week with { Id = id, Version = 1, Texts = Boxes("8–11", "") });
        var stale = await SaveAsync(world, Cast.Anna, Week with { Id = id, Version = 1, Texts = Boxes("8–10", "") });
        var staleDelete = await world.Get<ClinicHoursService>().DeleteScheduleAsync(Cast.Torvet.Id, id, 1, world.As(Cast.Anna), Ct);
        var closure = World.Done(await CloseAsync(world, Cast.Anna, Closure));
        var sameClosure = await CloseAsync(world, Cast.Birgit, Closure);

        Assert.Equal((id, 1), (repeat.Id, repeat.Version));
        Assert.Equal("validFrom: Errors.HoursFromTaken", $"{second.Errors[0].Field}: {second.Errors[0].Key}");
        Assert.Equal((OutcomeKind.Done, 2), (changed.Kind, changed.Version));
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal(OutcomeKind.ChangedByOther, staleDelete.Kind);
        Assert.Equal(closure, sameClosure.Id);
        Assert.Equal([new HoursWindow(WindowKind.Consultation, 1, 480, 660)], (await HoursAsync(world)).Schedules.Single().Windows);
        Assert.Equal((1, 1), (await world.CountAsync("ClinicSchedules"), await world.CountAsync("ClinicClosures")));
        Assert.Equal(["hours.save", "hours.save"], (await world.AuditAsync(id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Other_clinics_and_municipalities_find_nothing_others_are_refused_and_nothing_is_written(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await SaveAsync(world, Cast.Anna, Week));
        var closure = World.Done(await CloseAsync(world, Cast.Anna, Closure));
        var service = world.Get<ClinicHoursService>();
        var other = Week with { ValidFrom = Today.AddDays(3), Note = "Set på skiltet" };

        foreach (var stranger in (Person[])[Cast.Frida, Cast.Viggo, Cast.Kirsten, Cast.Kim])
        {
            Assert.Equal(OutcomeKind.NotFound, (await SaveAsync(world, stranger, other)).Kind);
            Assert.Equal(OutcomeKind.NotFound, (await service.DeleteScheduleAsync(Cast.Torvet.Id, id, 1, world.As(stranger), Ct)).Kind);
            Assert.Equal(OutcomeKind.NotFound, (await CloseAsync(world, stranger, Closure)).Kind);
            Assert.Equal(OutcomeKind.NotFound, (await service.DeleteClosureAsync(Cast.Torvet.Id, closure, world.As(stranger), Ct)).Kind);
        }

        foreach (var nobody in (Person[])[Cast.Mette, Cast.Lars, Cast.Adam, Cast.Inger])
        {
            Assert.Equal("Refusals.HoursNotYours", (await SaveAsync(world, nobody, other)).Reason?.Key);
            Assert.Equal("Refusals.HoursNotYours", (await service.DeleteClosureAsync(Cast.Torvet.Id, closure, world.As(nobody), Ct)).Reason?.Key);
        }

        Assert.Equal("Refusals.HoursAreTheClinics", (await SaveAsync(world, Cast.Karin, other with { Id = id, Version = 1 })).Reason?.Key);
        Assert.Equal("Refusals.HoursAreTheClinics", (await service.DeleteScheduleAsync(Cast.Torvet.Id, id, 1, world.As(Cast.Karin), Ct)).Reason?.Key);
        Assert.Equal("Refusals.HoursAreTheClinics", (await service.DeleteClosureAsync(Cast.Torvet.Id, closure, world.As(Cast.Karin), Ct)).Reason?.Key);
        Assert.Equal("note: Errors.HoursNote", (await SaveAsync(world, Cast.Karin, other with { Note = "" })).Errors.Select(error => $"{error.Field}: {error.Key}").Single());
        Assert.Equal((1, 1), ((await HoursAsync(world)).Schedules.Count, (await HoursAsync(world)).Closures.Count));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task When_a_week_is_deleted_the_one_before_holds_on_and_after_the_last_the_clinic_is_unknown(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ClinicHoursService>();
        var first = World.Done(await SaveAsync(world, Cast.Anna, Week));
        var second = World.Done(await SaveAsync(world, Cast.Karin, Week with { ValidFrom = Today.AddDays(7), Note = "Klinikkens hjemmeside" }));
        var closure = World.Done(await CloseAsync(world, Cast.Karin, Closure));

        World.Done(await service.DeleteScheduleAsync(Cast.Torvet.Id, second, 1, world.As(Cast.Karin), Ct));
        World.Done(await service.DeleteClosureAsync(Cast.Torvet.Id, closure, world.As(Cast.Anna), Ct));
        var one = await HoursAsync(world);
        World.Done(await service.DeleteScheduleAsync(Cast.Torvet.Id, first, 1, world.As(Cast.Birgit), Ct));
        World.Done(await service.DeleteScheduleAsync(Cast.Torvet.Id, first, 1, world.As(Cast.Birgit), Ct));

        Assert.Equal(first, one.ScheduleOn(Today.AddDays(8))?.Id);
        Assert.Empty(one.Closures);
        Assert.Null((await HoursAsync(world)).ScheduleOn(Today));
        Assert.Equal(0, await world.CountAsync("ClinicWindows"));
        Assert.Equal(["hours.save", "hours.delete"], (await world.AuditAsync(first)).Select(row => row.Action));
        Assert.Equal(["hours.close", "hours.open"], (await world.AuditAsync(closure)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_ten_who_write_the_same_day_at_once_one_is_kept(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var by = world.As(Cast.Anna);

        var crowd = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<ClinicHoursService>().SaveScheduleAsync(Cast.Torvet.Id, Week with { Note = $"{i}" }, by, Ct)))));

        Assert.Single(crowd, outcome => outcome.IsDone);
        Assert.All(crowd.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("Errors.HoursFromTaken", outcome.Errors.Single().Key));
        Assert.Equal(1, await world.CountAsync("ClinicSchedules"));
    }

    private static ClinicScheduleInput Week { get; } = new() { ValidFrom = Today, Texts = Boxes("8–12, 13–15.30", "8–9") };

    private static ClinicClosureInput Closure { get; } = new() { FromDay = Today.AddDays(9), ToDay = Today.AddDays(10), Reason = "Kursus" };

    private static Dictionary<string, string> Boxes(string consultation, string phone) => new() { ["consultation1"] = consultation, ["phone1"] = phone };

    private static Task<Outcome> SaveAsync(World world, Person person, ClinicScheduleInput input) =>
        world.Get<ClinicHoursService>().SaveScheduleAsync(Cast.Torvet.Id, input, world.As(person), Ct);

    private static Task<Outcome> CloseAsync(World world, Person person, ClinicClosureInput input) =>
        world.Get<ClinicHoursService>().AddClosureAsync(Cast.Torvet.Id, input, world.As(person), Ct);

    private static async Task<ClinicHours> HoursAsync(World world) => (await world.Get<ClinicHoursRepository>().FindAsync(Cast.Torvet.Id, Today, Ct))!;
}
