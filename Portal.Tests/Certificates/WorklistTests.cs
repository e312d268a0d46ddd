using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class WorklistTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    // A LÆ 125 sent on Monday 23 November is due on Monday 7 December.
    private static readonly DateTime Late = new(2026, 12, 8, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_view_holds_what_its_name_says_and_each_count_is_the_lists(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var status in Enum.GetValues<CertificateStatus>())
        {
            await world.CertificateAsync(status);
        }

        var expected = new Dictionary<WorkView, string>
        {
            [WorkView.ToDo] = "Answered Clarifying Declined DeliveryFailed NoShow Paused Retracted",
            [WorkView.Waiting] = "Accepted Booked ComplementRequested InConsultation InProgress Received Returned Sent",
            [WorkView.Overdue] = "Accepted Booked ComplementRequested InProgress Received Returned Sent",
            [WorkView.Drafts] = "Draft",
            [WorkView.All] = "Accepted Answered Booked Clarifying ComplementRequested Declined DeliveryFailed Draft InConsultation InProgress NoShow Paused Received Retracted Returned Sent",
            [WorkView.Done] = "Approved Closed Withdrawn",
        };
        var covering = As(world, Cast.Jonas) with { CoveredUnitIds = [Cast.Sygedagpenge.Id] };
        foreach (var (viewer, wholeUnit) in ((ActionContext, bool)[])
            [(As(world, Cast.Mette), false), (As(world, Cast.Morten), true), (As(world, Cast.Karin), true), (covering, true)])
        {
            var counts = await CountAsync(world, viewer, wholeUnit);
            foreach (var (view, statuses) in expected)
            {
                var rows = (await world.WorkAsync(viewer, view, wholeUnit)).Items;
                Assert.Equal(statuses, string.Join(' ', rows.Select(row => row.Status.ToString()).Order(StringComparer.Ordinal)));
                Assert.Equal(view == WorkView.Done ? null : rows.Count, counts.Of(view));
            }
        }

        var others = Cast.People.Where(person => person.UnitId != Cast.Sygedagpenge.Id).Append(Cast.Lars).Select(person => (As(world, person), true))
            .Append((As(world, Cast.Morten), false));
        foreach (var (viewer, wholeUnit) in others)
        {
            Assert.Equal(new WorkCounts(), await CountAsync(world, viewer, wholeUnit));
            foreach (var view in expected.Keys)
            {
                Assert.Empty((await world.WorkAsync(viewer, view, wholeUnit)).Items);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_task_about_a_reminder_lies_on_the_caseworkers_desk_until_it_is_settled(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        await world.Get<ReminderService>().FireDueAsync(Late, Ct);

        var task = Assert.Single((await world.WorkAsync(As(world, Cast.Mette), WorkView.ToDo)).Items);
        var waiting = (await world.WorkAsync(As(world, Cast.Mette), WorkView.Waiting)).Items;
        World.Done(await world.Get<ReminderService>().SettleAsync(
            id, new ReminderInput { CommandId = Guid.NewGuid(), Way = ReminderWay.Sent }, As(world, Cast.Mette), Ct));
        var settled = Assert.Single((await world.WorkAsync(As(world, Cast.Mette), WorkView.Waiting)).Items);

        Assert.Empty(waiting);
        Assert.Equal((Late, null, true), (task.ReminderTaskAt, task.RemindedAt, task.IsOnDesk));
        Assert.Equal((null, Late, false), (settled.ReminderTaskAt, settled.RemindedAt, settled.IsOnDesk));
        Assert.Empty((await world.WorkAsync(As(world, Cast.Mette), WorkView.ToDo)).Items);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pages_over_several_units_give_every_row_once_the_longest_untouched_first(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (sent, drafts) = (new List<Guid>(), new List<Guid>());
        foreach (var hour in (int[])[0, 0, 1, 0, 0, 2, 0, 1])
        {
            // Two units, and many that were touched in the same instant.
            foreach (var person in (Person[])[Cast.Mette, Cast.Jonas])
            {
                var citizen = await world.CitizenAsync(citizen => citizen with { UnitId = person.UnitId!.Value, CaseworkerId = person.Id });
                var by = world.As(person) with { At = TestClock.Start.AddHours(hour) };
                sent.Add(World.Done(await world.Requests.CreateAsync(await world.RequestAsync(citizenId: citizen), send: true, by, Ct)));
                drafts.Add(World.Done(await world.Requests.CreateAsync(await world.RequestAsync(citizenId: citizen), send: false, by, Ct)));
            }
        }

        foreach (var (view, ids) in ((WorkView, IEnumerable<Guid>)[])
            [(WorkView.Waiting, sent), (WorkView.Overdue, sent), (WorkView.Drafts, drafts), (WorkView.All, sent.Concat(drafts))])
        {
            var rows = await PagedAsync(world, view);
            Assert.Equal(ids.Order(), rows.Select(row => row.Id).Order());
            var order = rows.Select(row => view == WorkView.Overdue ? row.SortAt : row.ChangedAt).ToList();
            Assert.Equal(order.Order(), order);
        }

        foreach (var id in sent)
        {
            var owner = (await world.FindAsync(id, Cast.Mette)) is null ? Cast.Jonas : Cast.Mette;
            var by = world.As(owner) with { At = TestClock.Start.AddDays(1).AddHours(sent.IndexOf(id) / 5) };
            World.Done(await world.Requests.WithdrawAsync(id, 1, WithdrawalReason.Other, "", by, Ct));
        }

        var done = await PagedAsync(world, WorkView.Done);
        Assert.Equal(sent.Order(), done.Select(row => row.Id).Order());
        Assert.Equal(done.Select(row => row.ChangedAt).OrderDescending(), done.Select(row => row.ChangedAt));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_and_its_counts_are_narrowed_down_alike(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var old = await world.CertificateAsync(CertificateStatus.Sent);
        var asked = await world.CertificateAsync(CertificateStatus.InConsultation, "LAE135");
        world.Clock.Now = TestClock.Start.AddDays(3);
        var young = await world.CertificateAsync(CertificateStatus.Received, "LAE135");
        var draft = await world.CertificateAsync(CertificateStatus.Draft, "LAE135");
        var boundary = (await world.FindAsync(young, Cast.Mette))!.ChangedAt;

        Assert.Equal([asked, young, draft], await IdsAsync(new WorkFilter { TypeId = "LAE135" }));
        Assert.Equal([old, young], await IdsAsync(new WorkFilter { WaitsFor = NextActor.Clinic }));
        Assert.Equal([asked], await IdsAsync(new WorkFilter { WaitsFor = NextActor.Consultant }));
        Assert.Equal([old, asked], await IdsAsync(new WorkFilter { UntouchedSince = boundary }));
        Assert.Equal([asked], await IdsAsync(new WorkFilter { TypeId = "LAE135", UntouchedSince = boundary }));
        Assert.Empty(await IdsAsync(new WorkFilter { TypeId = "LAE125", WaitsFor = NextActor.Consultant }));

        async Task<IEnumerable<Guid>> IdsAsync(WorkFilter filter)
        {
            var viewer = As(world, Cast.Mette);
            var counts = await world.Get<WorklistRepository>().CountAsync(viewer, wholeUnit: false, filter, Ct);
            var all = (await world.WorkAsync(viewer, WorkView.All, filter: filter)).Items;
            Assert.Equal(all.Count, counts.All);
            Assert.Equal((await world.WorkAsync(viewer, WorkView.Overdue, filter: filter)).Items.Count, counts.Overdue);
            return all.Select(row => row.Id);
        }
    }

    [Fact]
    public async Task Counting_ends_where_the_number_says_no_more()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        var request = await world.RequestAsync();
        for (var i = 0; i <= WorkCounts.Most; i++)
        {
            var mail = new Dictionary<string, string>(request.Content.Sections) { ["contact.mail"] = $"{i}@example.dk" };
            World.Done(await world.Requests.CreateAsync(
                request with { CommandId = Guid.NewGuid(), Content = request.Content with { Sections = mail } }, send: false, world.As(Cast.Mette), Ct));
        }

        Assert.Equal(new WorkCounts { Drafts = WorkCounts.Most }, await CountAsync(world, As(world, Cast.Mette), wholeUnit: false));
        Assert.Equal(new WorkCounts { Drafts = WorkCounts.Most }, await CountAsync(world, As(world, Cast.Karin), wholeUnit: true));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_consultant_sees_what_waits_for_their_advice_until_it_is_given(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var first = await world.CertificateAsync(CertificateStatus.InConsultation);
        var second = await world.CertificateAsync(CertificateStatus.InConsultation, "LAE135");
        await world.CertificateAsync(CertificateStatus.Draft);

        var both = await SparringsAsync(Cast.Lars);
        World.Done(await world.Get<SparringService>().AdviseAsync(first, 2, "Spørg om prognosen først.", world.As(Cast.Lars), Ct));

        Assert.Equal([first, second], both.Select(row => row.Id));
        Assert.Equal((Cast.Mette.Name, Cast.Sygedagpenge.Name, "LÆ 135"), (both[1].AskedByName, both[1].UnitName, both[1].AnswerCode));
        Assert.Equal([second], (await SparringsAsync(Cast.Lars)).Select(row => row.Id));
        foreach (var person in Cast.People.Where(person => person != Cast.Lars))
        {
            Assert.Empty(await SparringsAsync(person));
        }

        Assert.Empty(await world.Get<WorklistRepository>().ListSparringsAsync(world.As(Cast.Lars) with { PersonId = Cast.Id(99) }, 10, Ct));

        Task<IReadOnlyList<OpenSparringItem>> SparringsAsync(Person person) => world.Get<WorklistRepository>().ListSparringsAsync(world.As(person), 10, Ct);
    }

    private static ActionContext As(World world, Person person) => world.As(person) with { At = Late };

    private static Task<WorkCounts> CountAsync(World world, ActionContext viewer, bool wholeUnit) =>
        world.Get<WorklistRepository>().CountAsync(viewer, wholeUnit, WorkFilter.None, Ct);

    /// <summary>The whole list of somebody who works for two units, three rows at a time.</summary>
    private static async Task<List<CertificateListItem>> PagedAsync(World world, WorkView view)
    {
        var viewer = As(world, Cast.Karin) with { CoveredUnitIds = [Cast.Jobafklaring.Id] };
        var rows = new List<CertificateListItem>();
        ListCursor? after = null;
        do
        {
            var page = await world.WorkAsync(viewer, view, wholeUnit: true, after: after, size: 3);
            Assert.InRange(page.Items.Count, 1, 3);
            rows.AddRange(page.Items);
            Assert.InRange(rows.Count, 1, 100);
            after = ListCursor.TryParse(page.Next?.ToString());
        }
        while (after is not null);

        return rows;
    }
}
