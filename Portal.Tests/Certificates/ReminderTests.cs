using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class ReminderTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    // A LÆ 125 sent on Monday 23 November is due on Monday 7 December.
    private static readonly DateTime Mild = new(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Due = new(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime FiveAfter = new(2026, 12, 14, 15, 0, 0, DateTimeKind.Utc);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_rung_fires_once_at_its_time_and_disturbs_no_open_form(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        var before = (await world.FindAsync(id, Cast.Mette))!;

        var fired = new List<int>();
        foreach (var now in (DateTime[])[Mild.AddMilliseconds(-1), Mild, Mild.AddMinutes(1), Due.AddMilliseconds(-1), Due, Due.AddDays(1), FiveAfter, FiveAfter.AddDays(30)])
        {
            fired.Add(await FireAsync(world, now));
        }

        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal([0, 1, 0, 0, 1, 0, 1, 0], fired);
        Assert.Equal(["0 Remind", "1 Task", "2 Task"], await RungsAsync(world, id));
        Assert.Equal((Mild, Due, 3), (after.RemindedAt, after.ReminderTaskAt, after.RungsFired));
        Assert.Equal((before.Version, before.ChangedAt), (after.Version, after.ChangedAt));
        Assert.Equal(("ToDo", null), await DeskAsync(world, id));
        var log = (await world.AuditAsync(id)).Where(row => row.PersonId == Guid.Empty);
        Assert.Equal(
            [("certificate.remind", "rung 0"), ("certificate.reminder-task", "rung 1"), ("certificate.reminder-task", "rung 2")],
            log.Select(row => (row.Action, row.Detail)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task However_many_fire_at_once_each_rung_fires_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 60; i++)
        {
            ids.Add(await world.CertificateAsync(CertificateStatus.Sent));
        }

        foreach (var now in (DateTime[])[Mild, Due])
        {
            var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FireAsync(world, now))));
            Assert.Equal(ids.Count, counts.Sum());
        }

        foreach (var id in ids)
        {
            Assert.Equal(["0 Remind", "1 Task"], await RungsAsync(world, id));
        }

        Assert.Equal(2 * ids.Count, await world.CountAsync("AuditEntries WHERE Action IN ('certificate.remind', 'certificate.reminder-task')"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_a_standstill_only_the_last_rung_fires_and_never_a_late_reminder(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);

        await FireAsync(world, FiveAfter.AddDays(2));

        Assert.Equal(["0 Passed", "1 Passed", "2 Task"], await RungsAsync(world, id));
        Assert.Null((await world.FindAsync(id, Cast.Mette))!.RemindedAt);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_consultation_that_moves_the_deadline_fires_no_rung_twice(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent, "LAE135");
        await world.ViewAsync(id, Cast.Anna);
        // Thirty days: 23 December, reminded five working days before. Fourteen after a consultation on 9 December is the same day; on 2 December it is the 16th.
        var mild = new DateTime(2026, 12, 16, 7, 0, 0, DateTimeKind.Utc);
        await FireAsync(world, mild);
        await BookAsync(new DateOnly(2026, 12, 2), mild.AddMinutes(1));
        await FireAsync(world, mild.AddMinutes(2));
        await BookAsync(null, mild.AddMinutes(3));
        await FireAsync(world, mild.AddMinutes(4));
        await BookAsync(new DateOnly(2026, 12, 2), mild.AddMinutes(5));

        await FireAsync(world, new DateTime(2026, 12, 16, 15, 0, 0, DateTimeKind.Utc));
        await BookAsync(null, mild.AddHours(10));
        await FireAsync(world, new DateTime(2026, 12, 23, 15, 0, 0, DateTimeKind.Utc));

        Assert.Equal(["0 Remind", "1 Task"], await RungsAsync(world, id));
        // Five working days after 23 December, over Christmas and New Year.
        Assert.Equal(("ToDo", new DateTime(2027, 1, 5, 15, 0, 0, DateTimeKind.Utc)), await DeskAsync(world, id));

        async Task BookAsync(DateOnly? day, DateTime at) => World.Done(await world.Clinic.BookAsync(
            id, (await world.FindAsync(id, Cast.Anna))!.Version, day, world.As(Cast.Anna) with { At = at }, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_fires_unless_it_is_the_clinics_turn(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var status in Enum.GetValues<CertificateStatus>().Where(status => CertificateRules.NextActorOf(status) != NextActor.Clinic))
        {
            await world.CertificateAsync(status);
        }

        Assert.Equal(0, await FireAsync(world, Due.AddYears(1)));
        Assert.Equal(0, await world.CountAsync("CertificateReminders"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reminder_is_dropped_when_the_answer_comes_in_the_same_instant(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var due = Assert.Single(await world.Get<ReminderRepository>().ListDueAsync(Due, null, 50, Ct));
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna) with { At = Due }, Ct));

        var fired = await world.Get<ReminderService>().FireAsync(due, Due, Ct);

        var certificate = (await world.FindAsync(id, Cast.Mette))!;
        Assert.False(fired);
        Assert.Empty(await RungsAsync(world, id));
        Assert.Equal((CertificateStatus.Answered, null), (certificate.Status, certificate.ReminderTaskAt));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_caseworker_settles_the_task_in_one_of_three_ways(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var monday = new DateOnly(2026, 12, 21);
        foreach (var (way, person, action) in ((ReminderWay, Person, string)[])
            [(ReminderWay.Sent, Cast.Mette, "certificate.remind"), (ReminderWay.Called, Cast.Morten, "certificate.call"), (ReminderWay.Left, Cast.Karin, "certificate.leave")])
        {
            var id = await world.CertificateAsync(CertificateStatus.Received);
            await FireAsync(world, Due);
            var at = Due.AddHours(18);

            World.Done(await SettleAsync(world, id, way, person, at, way == ReminderWay.Left ? monday : null));

            var after = (await world.FindAsync(id, Cast.Mette))!;
            Assert.Null(after.ReminderTaskAt);
            Assert.Equal(way == ReminderWay.Sent ? at : null, after.RemindedAt);
            Assert.Equal((person.Name, at), (after.ChangedByName, after.ChangedAt));
            Assert.Equal(("Waiting", way == ReminderWay.Left ? new DateTime(2026, 12, 21, 7, 0, 0, DateTimeKind.Utc) : FiveAfter), await DeskAsync(world, id));
            var last = (await ListAsync(world, id, Cast.Mette))[^1];
            Assert.Equal((way.ToString(), person.Name, way == ReminderWay.Left ? monday : null), (last.Kind.ToString(), last.ByName, last.UntilOn));
            Assert.Contains((action, person.Id), (await world.AuditAsync(id)).Select(row => (row.Action, row.PersonId!.Value)));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_let_be_comes_back_on_its_morning_whatever_the_clinic_does_meanwhile(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        var (until, back) = (new DateOnly(2026, 12, 16), new DateTime(2026, 12, 16, 7, 0, 0, DateTimeKind.Utc));
        await FireAsync(world, Due);
        World.Done(await SettleAsync(world, id, ReminderWay.Left, Cast.Mette, Due.AddMinutes(1), until));

        await world.ViewAsync(id, Cast.Anna);
        await FireAsync(world, FiveAfter);
        var resting = await DeskAsync(world, id);
        await FireAsync(world, back);
        World.Done(await SettleAsync(world, id, ReminderWay.Left, Cast.Mette, back.AddMinutes(1), until.AddDays(1)));
        await FireAsync(world, back.AddDays(1));

        Assert.Equal(("Waiting", back), resting);
        Assert.Equal(["0 Passed", "1 Task", "2 Passed", "3 Task", "4 Task"], await RungsAsync(world, id));
        Assert.Equal(("ToDo", null), await DeskAsync(world, id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_ladder_goes_on_after_what_was_let_be_for_a_day(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        await FireAsync(world, Due);
        World.Done(await SettleAsync(world, id, ReminderWay.Left, Cast.Mette, Due.AddMinutes(1), new DateOnly(2026, 12, 8)));

        await FireAsync(world, new DateTime(2026, 12, 8, 7, 0, 0, DateTimeKind.Utc));
        var between = await DeskAsync(world, id);
        await FireAsync(world, FiveAfter);

        Assert.Equal(("ToDo", FiveAfter), between);
        Assert.Equal(["0 Passed", "1 Task", "2 Task", "3 Task"], await RungsAsync(world, id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_cannot_be_done_is_refused_with_its_reason(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        var answered = await world.CertificateAsync(CertificateStatus.Answered);
        var friday = new DateTime(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

        Assert.Equal("Refusals.NoReminderTask", await WhyAsync(id, ReminderWay.Called, Cast.Mette, friday));
        Assert.Equal("Refusals.NoReminderTask", await WhyAsync(id, ReminderWay.Left, Cast.Mette, friday));
        Assert.Equal("Refusals.AlreadyAnswered", await WhyAsync(answered, ReminderWay.Sent, Cast.Mette, friday));
        Assert.Equal("Refusals.NotYourCase", await WhyAsync(id, ReminderWay.Sent, Cast.Birgit, friday));
        Assert.Equal("NotFound", await WhyAsync(id, ReminderWay.Sent, Cast.Jonas, friday));
        // By hand and without a task, but once a working day, and what is sent on a day off counts with the next.
        Assert.Equal("Done", await WhyAsync(id, ReminderWay.Sent, Cast.Mette, friday));
        Assert.Equal("Refusals.RemindedToday", await WhyAsync(id, ReminderWay.Sent, Cast.Morten, friday.AddHours(3)));
        Assert.Equal("Done", await WhyAsync(id, ReminderWay.Sent, Cast.Morten, friday.AddDays(1)));
        Assert.Equal("Refusals.RemindedToday", await WhyAsync(id, ReminderWay.Sent, Cast.Mette, friday.AddDays(3)));
        Assert.Equal("Done", await WhyAsync(id, ReminderWay.Sent, Cast.Mette, friday.AddDays(4)));
        Assert.Equal(3, (await ListAsync(world, id, Cast.Anna)).Count);

        async Task<string> WhyAsync(Guid certificate, ReminderWay way, Person person, DateTime at)
        {
            var outcome = await SettleAsync(world, certificate, way, person, at, new DateOnly(2026, 12, 1));
            return outcome.Reason?.Key ?? outcome.Kind.ToString();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-12-07")] // today
    [InlineData("2026-12-12")] // Saturday
    [InlineData("2026-12-24")]
    [InlineData("2027-02-06")] // 61 days, and a Saturday
    [InlineData("2027-02-08")] // 63 days
    public void A_task_is_put_off_to_a_working_day_that_is_neither_past_nor_far(string? until)
    {
        var day = until is null ? (DateOnly?)null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(("untilOn", "Errors.LeaveUntil"), ReminderRules.CheckUntil(day, new DateOnly(2026, 12, 7)) is { } error ? (error.Field, error.Key) : default);
        Assert.Null(ReminderRules.CheckUntil(new DateOnly(2026, 12, 8), new DateOnly(2026, 12, 7)));
        Assert.Null(ReminderRules.CheckUntil(new DateOnly(2027, 2, 5), new DateOnly(2026, 12, 7)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_form_twice_settles_it_once_and_of_two_colleagues_one_does(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        await FireAsync(world, Due);
        var form = new ReminderInput { CommandId = Guid.NewGuid(), Way = ReminderWay.Sent };
        var (mette, morten) = (world.As(Cast.Mette) with { At = Due.AddMinutes(1) }, world.As(Cast.Morten) with { At = Due.AddMinutes(1) });

        var outcomes = await Task.WhenAll(
            world.ElsewhereAsync(services => services.GetRequiredService<ReminderService>().SettleAsync(id, form, mette, Ct)),
            world.ElsewhereAsync(services => services.GetRequiredService<ReminderService>().SettleAsync(id, form, mette, Ct)),
            world.ElsewhereAsync(services => services.GetRequiredService<ReminderService>().SettleAsync(id, form with { CommandId = Guid.NewGuid() }, morten, Ct)));

        Assert.Equal(outcomes[0].Kind, outcomes[1].Kind);
        Assert.Single(outcomes.Skip(1), outcome => outcome.IsDone);
        Assert.Single(await ListAsync(world, id, Cast.Anna));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clinic_sees_that_it_was_reminded_and_nothing_else(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        await FireAsync(world, Mild);
        await FireAsync(world, Due);
        await SettleAsync(world, id, ReminderWay.Left, Cast.Mette, Due.AddMinutes(1), new DateOnly(2026, 12, 9));
        await SettleAsync(world, id, ReminderWay.Sent, Cast.Mette, Due.AddDays(1), null);

        Assert.Equal([ReminderKind.Remind, ReminderKind.Sent], (await ListAsync(world, id, Cast.Birgit)).Select(row => row.Kind));
        Assert.Equal(
            [ReminderKind.Remind, ReminderKind.Task, ReminderKind.Left, ReminderKind.Sent], (await ListAsync(world, id, Cast.Karin)).Select(row => row.Kind));
    }

    private static Task<int> FireAsync(World world, DateTime now) =>
        world.ElsewhereAsync(services => services.GetRequiredService<ReminderService>().FireDueAsync(now, Ct));

    private static Task<Outcome> SettleAsync(World world, Guid id, ReminderWay way, Person person, DateTime at, DateOnly? untilOn) =>
        world.Get<ReminderService>().SettleAsync(
            id, new ReminderInput { CommandId = Guid.NewGuid(), Way = way, UntilOn = untilOn }, world.As(person) with { At = at }, Ct);

    private static Task<IReadOnlyList<Reminder>> ListAsync(World world, Guid id, Person viewer) =>
        world.Get<ReminderRepository>().ListForRequestAsync(id, world.As(viewer), Ct);

    /// <summary>The rungs that are behind the request, such as »0 Remind«.</summary>
    private static async Task<IReadOnlyList<string>> RungsAsync(World world, Guid id) =>
        [.. (await world.Db.QueryAsync<RungRow>("SELECT Rung, Kind FROM CertificateReminders WHERE RequestId = @Id AND Rung IS NOT NULL ORDER BY Rung", new { Id = id }, Ct))
            .Select(row => $"{row.Rung} {row.Kind}")];

    private static async Task<(string Desk, DateTime? NextRungAt)> DeskAsync(World world, Guid id)
    {
        var row = (await world.Db.FindAsync<DeskRow>("SELECT Desk, NextRungAt FROM CertificateRequests WHERE Id = @Id", new { Id = id }, Ct))!;
        return (row.Desk, row.NextRungAt);
    }

    private sealed record RungRow
    {
        public required int Rung { get; init; }

        public required string Kind { get; init; }
    }

    private sealed record DeskRow
    {
        public required string Desk { get; init; }

        public DateTime? NextRungAt { get; init; }
    }
}
