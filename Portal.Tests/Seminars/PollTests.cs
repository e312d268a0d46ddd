using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Polls;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

public sealed class PollTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly SlotInput Tuesday = new(new DateOnly(2026, 12, 15), new TimeOnly(15, 30));
    private static readonly SlotInput Wednesday = new(new DateOnly(2026, 12, 16), new TimeOnly(15, 30));
    private static readonly SlotInput Thursday = new(new DateOnly(2026, 12, 17), new TimeOnly(8, 0));
    private static readonly PollInput Dates = new() { Slots = [Tuesday, Wednesday], Deadline = new DateOnly(2026, 12, 1) };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Votes_survive_other_dates_and_the_way_back(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await OpenAsync(world);
        await VoteAsync(world, id, Cast.Anna, SlotChoice.Yes, SlotChoice.IfNeedBe);

        World.Done(await world.Get<PollService>().SetSlotsAsync(id, 2, Dates with { Slots = [Wednesday, Thursday] }, world.As(Cast.Karin), Ct));
        Assert.Equal([SlotChoice.IfNeedBe, null], await MineAsync(world, id, Cast.Anna));

        World.Done(await world.Get<PollService>().SetSlotsAsync(id, 3, Dates, world.As(Cast.Karin), Ct));
        Assert.Equal([SlotChoice.Yes, SlotChoice.IfNeedBe], await MineAsync(world, id, Cast.Anna));
        Assert.Equal(3, (await world.Get<PollRepository>().ReadAsync(id, Ct)).Slots.Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_reaches_anothers_vote(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await OpenAsync(world);
        await VoteAsync(world, id, Cast.Anna, SlotChoice.Yes, SlotChoice.No);

        await VoteAsync(world, id, Cast.Bo, SlotChoice.No, SlotChoice.No);
        await VoteAsync(world, id, Cast.Karin, SlotChoice.No, SlotChoice.Yes);

        Assert.Equal([SlotChoice.Yes, SlotChoice.No], await MineAsync(world, id, Cast.Anna));
        Assert.Equal(OutcomeKind.NotFound, (await TryVoteAsync(world, id, Cast.Viggo, SlotChoice.No, SlotChoice.No)).Kind);
        // What somebody of the clinic can do, the clinic can.
        var best = PollRules.Result(await world.Get<PollRepository>().ReadAsync(id, Ct))[0];
        Assert.Equal(
            [("Lægerne Torvet", SlotChoice.Yes, "Anna Holm"), ("Karin Bach", SlotChoice.No, "")],
            best.Parties.Select(party => (party.Name, party.Choice, string.Join(", ", party.PersonNames))));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_poll_ends_when_the_last_two_clinics_answer_at_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        for (var round = 0; round < 10; round++)
        {
            world.Clock.Now = TestClock.Start;
            var id = await OpenAsync(world);
            var slots = (await world.Get<PollRepository>().ReadAsync(id, Ct)).Offered.ToDictionary(slot => slot.Id, _ => SlotChoice.Yes);
            var (anna, frida) = (world.As(Cast.Anna), world.As(Cast.Frida));

            var outcomes = await Task.WhenAll(((Portal.Data.Audit.ActionContext[])[anna, frida]).Select(by => Task.Run(() => world.ElsewhereAsync(
                services => services.GetRequiredService<PollService>().VoteAsync(id, slots, by, Ct)))));

            Assert.All(outcomes, outcome => World.Done(outcome));
            var meeting = await world.MeetingAsync(id);
            Assert.NotNull(meeting.Facts.PollClosedAt);
            Assert.Equal(SeminarStatus.Draft, SeminarRules.Status(meeting.Facts));
            Assert.Single(await world.AuditAsync(id), row => row.Action == "seminar.poll-end");
            Assert.Equal("Refusals.SeminarNoPoll", (await TryVoteAsync(world, id, Cast.Bo, SlotChoice.No, SlotChoice.No)).Reason?.Key);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_deadline_ends_the_poll_once_and_it_can_be_opened_again_with_its_votes(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await OpenAsync(world);
        await VoteAsync(world, id, Cast.Anna, SlotChoice.Yes, SlotChoice.No);
        var deadline = (await world.MeetingAsync(id)).Facts.PollDeadline!.Value;
        Assert.Equal(new DateTime(2026, 12, 1, 22, 59, 0, DateTimeKind.Utc), deadline);
        Assert.Equal(0, await world.Get<PollService>().CloseDueAsync(deadline.AddMinutes(-1), Ct));

        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.ElsewhereAsync(
            services => services.GetRequiredService<PollService>().CloseDueAsync(deadline, Ct)))));
        Assert.Equal(1, ended.Sum());

        world.Clock.Now = deadline.AddHours(10);
        var meeting = await world.MeetingAsync(id);
        World.Done(await world.Get<PollService>().OpenAsync(id, meeting.Version, Dates with { Deadline = new DateOnly(2026, 12, 5) }, world.As(Cast.Karin), Ct));
        Assert.Equal([SlotChoice.Yes, SlotChoice.No], await MineAsync(world, id, Cast.Anna));
        await VoteAsync(world, id, Cast.Frida, SlotChoice.Yes, SlotChoice.Yes);
        Assert.NotNull((await world.MeetingAsync(id)).Facts.PollClosedAt);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_date_is_settled_on(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await OpenAsync(world);
        var slot = (await world.Get<PollRepository>().ReadAsync(id, Ct)).Offered.Last();
        var karin = world.As(Cast.Karin);

        Assert.Equal("slotId", Assert.Single((await world.Get<PollService>().PickAsync(id, 2, Guid.NewGuid(), karin, Ct)).Errors).Field);
        Assert.Equal("Refusals.SeminarNotYours", (await world.Get<PollService>().PickAsync(id, 2, slot.Id, world.As(Cast.Anna), Ct)).Reason?.Key);
        Assert.Equal(OutcomeKind.ChangedByOther, (await world.Get<PollService>().PickAsync(id, 1, slot.Id, karin, Ct)).Kind);
        World.Done(await world.Get<PollService>().PickAsync(id, 2, slot.Id, karin, Ct));

        var facts = (await world.MeetingAsync(id)).Facts;
        Assert.Equal((slot.StartsAt, slot.StartsAt.AddMinutes(120)), (facts.StartsAt, facts.EndsAt));
        Assert.Equal(SeminarStatus.Draft, SeminarRules.Status(facts));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_date_is_voted_on_and_only_what_is_offered(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await OpenAsync(world);
        var slots = (await world.Get<PollRepository>().ReadAsync(id, Ct)).Offered.ToList();
        var polls = world.Get<PollService>();

        var half = await polls.VoteAsync(id, new Dictionary<Guid, SlotChoice> { [slots[0].Id] = SlotChoice.Yes }, world.As(Cast.Anna), Ct);
        var strange = await polls.VoteAsync(id, new Dictionary<Guid, SlotChoice> { [Guid.NewGuid()] = SlotChoice.Yes }, world.As(Cast.Anna), Ct);

        Assert.Equal(PollRules.VoteField(slots[1].Id), Assert.Single(half.Errors).Field);
        Assert.Equal(OutcomeKind.ChangedByOther, strange.Kind);
        Assert.Empty((await world.Get<PollRepository>().ReadAsync(id, Ct)).Votes);
    }

    private static async Task<Guid> OpenAsync(World world)
    {
        var id = await world.MeetingAsync(capacity: null, isDraft: true);
        World.Done(await world.Get<PollService>().OpenAsync(id, 1, Dates, world.As(Cast.Karin), Ct));
        return id;
    }

    private static async Task VoteAsync(World world, Guid id, Person person, params SlotChoice[] choices) => World.Done(await TryVoteAsync(world, id, person, choices));

    private static async Task<Outcome> TryVoteAsync(World world, Guid id, Person person, params SlotChoice[] choices)
    {
        var slots = (await world.Get<PollRepository>().ReadAsync(id, Ct)).Offered.ToList();
        return await world.Get<PollService>().VoteAsync(id, slots.Zip(choices).ToDictionary(pair => pair.First.Id, pair => pair.Second), world.As(person), Ct);
    }

    private static async Task<IReadOnlyList<SlotChoice?>> MineAsync(World world, Guid id, Person person)
    {
        var poll = await world.Get<PollRepository>().ReadAsync(id, Ct);
        return [.. poll.Offered.Select(slot => poll.Votes.FirstOrDefault(vote => vote.SlotId == slot.Id && vote.PersonId == person.Id)?.Choice)];
    }
}
