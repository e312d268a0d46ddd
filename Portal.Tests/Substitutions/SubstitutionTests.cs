using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Tests.Support;

namespace Portal.Tests.Substitutions;

/// <summary>Who answers for a doctor in a period, from the first day to midnight of the last, and on whose behalf.</summary>
public sealed class SubstitutionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly DateOnly Today = DanishTime.DayOf(TestClock.Start);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Access_begins_at_midnight_in_Denmark_and_ends_at_midnight_after_the_last_day(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await AddAsync(world, Cast.Anna, Cast.Frida, 1, 3));

        // On 24 November, 23.00 UTC the day before is midnight.
        Assert.Null(await StandInAsync(world, id, Cast.Frida, new DateTime(2026, 11, 23, 22, 59, 59, DateTimeKind.Utc)));
        Assert.NotNull(await StandInAsync(world, id, Cast.Frida, new DateTime(2026, 11, 23, 23, 0, 0, DateTimeKind.Utc)));
        Assert.NotNull(await StandInAsync(world, id, Cast.Frida, new DateTime(2026, 11, 26, 22, 59, 59, DateTimeKind.Utc)));
        Assert.Null(await StandInAsync(world, id, Cast.Frida, new DateTime(2026, 11, 26, 23, 0, 0, DateTimeKind.Utc)));
        Assert.Null(await StandInAsync(world, id, Cast.Viggo, new DateTime(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_stands_in_answers_as_the_clinic_signs_in_their_own_name_and_the_log_says_for_whom(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var certificate = await world.CertificateAsync(CertificateStatus.Sent);
        var id = World.Done(await AddAsync(world, Cast.Anna, Cast.Frida, 0, 3));
        var directory = world.Get<DirectoryRepository>();

        var own = (await directory.FindViewerAsync(Cast.Frida.Id, Today, Ct))!;
        var standIn = (await world.Get<SubstitutionRepository>().FindStandInAsync(id, Cast.Frida.Id, Today, Ct))!;
        var by = own.StandingInFor(standIn).Acting(world.As(Cast.Frida).At, null);
        var unseen = await world.Get<CertificateRepository>().FindAsync(certificate, own.Acting(by.At, null), Ct);
        await world.Requests.ViewAsync((await world.Get<CertificateRepository>().FindAsync(certificate, by, Ct))!, by, Ct);
        World.Done(await world.Answers.SignAsync(certificate, await world.AnswerAsync(), by, Ct));

        Assert.True(own.HasSubstitutions);
        Assert.False((await directory.FindViewerAsync(Cast.Anna.Id, Today, Ct))!.HasSubstitutions);
        Assert.Equal((0, 1, Cast.Torvet.Name), (own.WaitingCount, standIn.WaitingCount, own.StandingInFor(standIn).OrganisationName));
        Assert.Null(unseen);
        Assert.Equal(Cast.Frida.Name, (await world.FindAsync(certificate, Cast.Mette))!.Answer?.SignedByName);
        var logged = await world.Db.QueryAsync<Guid?>(
            "SELECT OnBehalfOfId FROM AuditEntries WHERE ObjectId = @certificate AND PersonId = @Id AND ClinicId = @Clinic",
            new { certificate, Cast.Frida.Id, Clinic = Cast.Torvet.Id },
            Ct);
        Assert.Equal([Cast.Anna.Id, Cast.Anna.Id], logged);
        Assert.Equal(0, await world.Db.FindAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE OnBehalfOfId IS NOT NULL AND PersonId <> @Id", new { Cast.Frida.Id }, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Ended_early_the_access_is_gone_and_the_doctor_answers_again(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await AddAsync(world, Cast.Anna, Cast.Frida, 0, 10));
        var service = world.Get<SubstitutionService>();
        var repository = world.Get<SubstitutionRepository>();

        var before = await repository.FindForDoctorAsync(Cast.Anna.Id, Today, Ct);
        var foreign = await service.EndAsync(id, world.As(Cast.Viggo), Ct);
        var bySubstitute = await service.EndAsync(id, world.As(Cast.Frida) with { ClinicId = Cast.Torvet.Id, OnBehalfOfId = Cast.Anna.Id }, Ct);
        World.Done(await service.EndAsync(id, world.As(Cast.Birgit), Ct));
        World.Done(await service.EndAsync(id, world.As(Cast.Birgit), Ct));
        var late = await service.BeginActingAsync(id, world.As(Cast.Frida), Ct);

        Assert.Equal((Cast.Frida.Name, Today.AddDays(10)), (before?.SubstituteName, before?.ToOn));
        Assert.Equal(OutcomeKind.NotFound, foreign.Kind);
        Assert.Equal("Refusals.SubstituteSetsNoSubstitutes", bySubstitute.Reason?.Key);
        Assert.Equal(OutcomeKind.NotFound, late.Kind);
        Assert.Null(await StandInAsync(world, id, Cast.Frida, TestClock.Start));
        Assert.Null(await repository.FindForDoctorAsync(Cast.Anna.Id, Today, Ct));
        Assert.False((await world.Get<DirectoryRepository>().FindViewerAsync(Cast.Frida.Id, Today, Ct))!.HasSubstitutions);
        Assert.Equal(["substitution.add", "substitution.end"], (await world.AuditAsync(id)).Select(row => row.Action));
        World.Done(await AddAsync(world, Cast.Anna, Cast.Bo, 0, 10));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_colleague_answers_as_themselves_and_acts_for_nobody(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = World.Done(await AddAsync(world, Cast.Anna, Cast.Bo, 0, 3));

        Assert.Null(await StandInAsync(world, id, Cast.Bo, TestClock.Start));
        Assert.False((await world.Get<DirectoryRepository>().FindViewerAsync(Cast.Bo.Id, Today, Ct))!.HasSubstitutions);
        Assert.Equal(Cast.Bo.Name, (await world.Get<SubstitutionRepository>().FindForDoctorAsync(Cast.Anna.Id, Today, Ct))?.SubstituteName);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_twenty_who_set_a_substitute_for_the_same_days_one_does(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var by = world.As(Cast.Birgit);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.ElsewhereAsync(
            services => services.GetRequiredService<SubstitutionService>().AddAsync(Input(Cast.Anna, i % 2 == 0 ? Cast.Frida : Cast.Bo, i % 3, 5), by, Ct)))));
        var away = await AddAsync(world, Cast.Bo, Cast.Anna, 4, 6);

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("Refusals.SubstitutionOverlaps", outcome.Reason?.Key));
        Assert.Equal("Refusals.SubstituteIsAway", away.Reason?.Key);
        Assert.Equal(1, await world.CountAsync("Substitutions"));
    }

    private static Task<Outcome> AddAsync(World world, Person doctor, Person substitute, int fromInDays, int toInDays) =>
        world.Get<SubstitutionService>().AddAsync(Input(doctor, substitute, fromInDays, toInDays), world.As(Cast.Birgit), Ct);

    private static SubstitutionInput Input(Person doctor, Person substitute, int fromInDays, int toInDays) => new()
    {
        CommandId = Guid.NewGuid(),
        DoctorId = doctor.Id,
        SubstituteId = substitute.Id,
        FromOn = Today.AddDays(fromInDays),
        ToOn = Today.AddDays(toInDays),
        Reason = "Ferie",
    };

    private static Task<StandIn?> StandInAsync(World world, Guid id, Person substitute, DateTime at) =>
        world.Get<SubstitutionRepository>().FindStandInAsync(id, substitute.Id, DanishTime.DayOf(at), Ct);
}
