using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>A hundred people want ten places in the same instant; and places become free as fast as people can click.</summary>
public sealed class RegistrationRaceTests
{
    private const int People = 100;
    private const int Places = 10;

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_a_hundred_at_once_ten_get_a_place_and_ninety_wait_in_order(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, people) = await RushAsync(world);

        var all = await world.RegistrationsAsync(id);

        Assert.Equal(People, all.Select(registration => registration.PersonId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, People).Select(position => (long?)position), all.Select(registration => registration.Position));
        Assert.All(all.Take(Places), registration => Assert.Equal(RegistrationStatus.Registered, registration.Status));
        Assert.All(all.Skip(Places), registration => Assert.Equal(RegistrationStatus.Waitlisted, registration.Status));
        Assert.Equal(
            Enumerable.Range(1, People - Places).Select(number => (int?)number),
            all.Skip(Places).Select(registration => RegistrationRules.NumberInLine(all, registration.PersonId)));

        // And once more, all at once: nothing moves.
        var again = await TogetherAsync(world, people.Select(person => Answer(world, id, person, AnnouncedMeetings.Coming())));
        Assert.All(again, outcome => Assert.True(outcome.IsDone));
        Assert.Equal(all, await world.RegistrationsAsync(id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_cancellation_moves_exactly_one_up_in_order(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, people) = await RushAsync(world);
        var line = (await world.RegistrationsAsync(id)).Select(registration => people.Single(person => person.Id == registration.PersonId)).ToList();

        for (var i = 0; i < 5; i++)
        {
            await GiveUpAsync(world, id, line[i]);

            await StandsAsync(world, id, line, registered: Places - i - 1, offered: i + 1);
        }

        // Who is offered a place gives it up, takes it, or is only next in line.
        Assert.All(
            await TogetherAsync(world, line.Skip(5).Take(5).Select(person => Answer(world, id, person, AnnouncedMeetings.NotComing()))), outcome => Assert.True(outcome.IsDone));
        await StandsAsync(world, id, line, registered: 0, offered: 10);

        Assert.All(
            await TogetherAsync(world, line.Skip(10).Take(10).Select((person, index) => index % 2 == 0 ? Claim(world, id, person) : Decline(world, id, person))),
            outcome => Assert.True(outcome.IsDone));
        await StandsAsync(world, id, line, registered: 5, offered: 5);

        // Waiting people who give up make nobody move.
        Assert.All(
            await TogetherAsync(world, line.TakeLast(10).Select(person => Answer(world, id, person, AnnouncedMeetings.NotComing()))), outcome => Assert.True(outcome.IsDone));
        await StandsAsync(world, id, line, registered: 5, offered: 5);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_last_place_is_given_up_and_asked_for_at_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var people = await world.DoctorsAsync(Cast.Torvet, 40);
        var id = await world.MeetingAsync(Places);
        foreach (var person in people.Take(Places))
        {
            World.Done(await Answer(world, id, person, AnnouncedMeetings.Coming())(world.Services));
        }

        await TogetherAsync(
            world,
            people.Select((person, index) => Answer(world, id, person, index < Places ? AnnouncedMeetings.NotComing() : AnnouncedMeetings.Coming())));

        // Whatever came first, all places are taken or kept, and nobody is before somebody who asked earlier.
        var all = await world.RegistrationsAsync(id);
        Assert.Equal(Places, all.Count(registration => RegistrationRules.TakesPlace(registration.Status)));
        var positions = all.Where(registration => registration.Position is not null).ToList();
        Assert.Equal(30, positions.Count);
        Assert.All(positions.Take(Places), registration => Assert.True(RegistrationRules.TakesPlace(registration.Status)));
        Assert.All(positions.Skip(Places), registration => Assert.Equal(RegistrationStatus.Waitlisted, registration.Status));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_processes_let_a_place_lapse_once_and_it_passes_on_by_itself(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, people) = await RushAsync(world, number: 14);
        var line = (await world.RegistrationsAsync(id)).Select(registration => people.Single(person => person.Id == registration.PersonId)).ToList();
        await GiveUpAsync(world, id, line[0]);
        await GiveUpAsync(world, id, line[1]);
        var over = (await world.RegistrationAsync(id, line[10])).ClaimBy!.Value;
        Assert.Equal(0, await world.Get<ClaimService>().LapseDueAsync(over.AddMilliseconds(-1), Ct));

        world.Clock.Now = over.AddMinutes(2);
        var lapsed = await TogetherAsync(
            world,
            Enumerable.Range(0, 4).Select<int, Func<IServiceProvider, Task<Outcome>>>(_ => async services =>
                Outcome.Done(Guid.Empty, await services.GetRequiredService<ClaimService>().LapseDueAsync(world.Clock.Now, Ct))));

        Assert.Equal(2, lapsed.Sum(outcome => outcome.Version));
        Assert.Equal(
            [RegistrationStatus.Lapsed, RegistrationStatus.Lapsed, RegistrationStatus.Offered, RegistrationStatus.Offered],
            await StatusesAsync(world, id, line.Skip(10)));
        Assert.Equal(2, (await world.AuditAsync(id)).Count(row => row.Action == "seminar.lapse"));
        Assert.Equal("Refusals.ClaimOver", (await Claim(world, id, line[10])(world.Services)).Reason?.Key);

        // Whoever let it lapse may ask again, at the end of the line.
        World.Done(await Answer(world, id, line[10], AnnouncedMeetings.Coming())(world.Services));
        Assert.Equal(RegistrationStatus.Waitlisted, (await world.RegistrationAsync(id, line[10])).Status);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task More_places_are_for_those_who_wait_and_fewer_take_nobodys(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, people) = await RushAsync(world, number: 20);
        var line = (await world.RegistrationsAsync(id)).Select(registration => people.Single(person => person.Id == registration.PersonId)).ToList();

        await SetCapacityAsync(world, id, 13);
        await StandsAsync(world, id, line, registered: 10, offered: 3);

        await SetCapacityAsync(world, id, 5);
        await StandsAsync(world, id, line, registered: 10, offered: 3);
        await GiveUpAsync(world, id, line[0]);
        await StandsAsync(world, id, line, registered: 9, offered: 3);

        // With room for everybody nobody is asked whether they still want to.
        await SetCapacityAsync(world, id, null);
        Assert.Equal(
            Enumerable.Repeat(RegistrationStatus.Offered, 3).Concat(Enumerable.Repeat(RegistrationStatus.Registered, 7)),
            await StatusesAsync(world, id, line.Skip(10)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Close_to_the_meeting_a_place_is_the_next_ones_at_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, people) = await RushAsync(world, number: 12);
        var line = (await world.RegistrationsAsync(id)).Select(registration => people.Single(person => person.Id == registration.PersonId)).ToList();
        var startsAt = (await world.MeetingAsync(id)).Facts.StartsAt!.Value;

        world.Clock.Now = startsAt.AddHours(-20);
        await GiveUpAsync(world, id, line[0]);
        Assert.Equal([RegistrationStatus.Registered, RegistrationStatus.Waitlisted], await StatusesAsync(world, id, line.Skip(10)));

        world.Clock.Now = startsAt.AddMinutes(1);
        Assert.Equal("Refusals.SeminarPast", (await Answer(world, id, line[1], AnnouncedMeetings.NotComing())(world.Services)).Reason?.Key);
    }

    /// <summary>So many doctors ask for the ten places in the same instant.</summary>
    private static async Task<(Guid Id, IReadOnlyList<Person> People)> RushAsync(World world, int number = People)
    {
        var people = await world.DoctorsAsync(Cast.Torvet, number);
        var id = await world.MeetingAsync(Places);
        var outcomes = await TogetherAsync(world, people.Select(person => Answer(world, id, person, AnnouncedMeetings.Coming())));
        Assert.All(outcomes, outcome => World.Done(outcome));
        return (id, people);
    }

    /// <summary>The first of those who are still in it have places, the next are kept one, the others wait: in the order in which they asked.</summary>
    private static async Task StandsAsync(World world, Guid id, IReadOnlyList<Person> line, int registered, int offered)
    {
        var all = (await world.RegistrationsAsync(id)).Where(registration => registration.Position is not null).ToList();
        var order = line.Select((person, index) => (person.Id, index)).ToDictionary(person => person.Id, person => person.index);

        Assert.Equal(all.OrderBy(registration => order[registration.PersonId]), all);
        Assert.Equal(
            Enumerable.Repeat(RegistrationStatus.Registered, registered)
                .Concat(Enumerable.Repeat(RegistrationStatus.Offered, offered))
                .Concat(Enumerable.Repeat(RegistrationStatus.Waitlisted, all.Count - registered - offered)),
            all.OrderBy(registration => registration.Status == RegistrationStatus.Registered ? 0 : 1).ThenBy(registration => registration.Position).Select(registration => registration.Status));
    }

    private static async Task<IReadOnlyList<RegistrationStatus>> StatusesAsync(World world, Guid id, IEnumerable<Person> people)
    {
        var all = (await world.RegistrationsAsync(id)).ToDictionary(registration => registration.PersonId, registration => registration.Status);
        return [.. people.Select(person => all[person.Id])];
    }

    private static async Task GiveUpAsync(World world, Guid id, Person person) =>
        World.Done(await Answer(world, id, person, AnnouncedMeetings.NotComing())(world.Services));

    private static async Task SetCapacityAsync(World world, Guid id, int? capacity)
    {
        await world.SetMeetingAsync(id, "Capacity", capacity);
        var (meeting, karin) = (await world.MeetingAsync(id), world.As(Cast.Karin));
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Get<RegistrationService>().CapacityChangedAsync(meeting, karin, Ct);
        await transaction.CommitAsync(Ct);
    }

    private static Func<IServiceProvider, Task<Outcome>> Answer(World world, Guid id, Person person, SeminarAnswerInput input)
    {
        var by = world.As(person);
        return services => services.GetRequiredService<RegistrationService>().AnswerAsync(id, input, by, Ct);
    }

    private static Func<IServiceProvider, Task<Outcome>> Claim(World world, Guid id, Person person)
    {
        var by = world.As(person);
        return services => services.GetRequiredService<RegistrationService>().ClaimAsync(id, 1, by, Ct);
    }

    private static Func<IServiceProvider, Task<Outcome>> Decline(World world, Guid id, Person person)
    {
        var by = world.As(person);
        return services => services.GetRequiredService<RegistrationService>().DeclineOfferAsync(id, 1, by, Ct);
    }

    private static async Task<Outcome[]> TogetherAsync(World world, IEnumerable<Func<IServiceProvider, Task<Outcome>>> acts)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runners = acts.Select(act => Task.Run(() => world.ElsewhereAsync(async services =>
        {
            await go.Task;
            return await act(services);
        }))).ToList();
        go.SetResult();
        return await Task.WhenAll(runners);
    }
}
