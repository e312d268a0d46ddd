using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class CertificateListTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_view_shows_the_clinic_what_waits_for_whom(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var status in Enum.GetValues<CertificateStatus>())
        {
            await world.CertificateAsync(status);
        }

        Assert.Equal("Accepted Booked ComplementRequested InProgress Received Returned Sent", await StatusesAsync(Cast.Birgit, CertificateView.ToDo));
        Assert.Equal("Answered Clarifying Declined DeliveryFailed NoShow Paused", await StatusesAsync(Cast.Birgit, CertificateView.Waiting));
        Assert.Equal("Approved Closed Withdrawn", await StatusesAsync(Cast.Birgit, CertificateView.Done));
        foreach (var person in Cast.People.Where(person => person.ClinicId != Cast.Torvet.Id))
        {
            foreach (var view in Enum.GetValues<CertificateView>())
            {
                Assert.Empty(await world.Get<CertificateListRepository>().ListForClinicAsync(world.As(person), view, null, 100, Ct));
            }
        }

        async Task<string> StatusesAsync(Person viewer, CertificateView view) => string.Join(
            ' ', (await world.ListAsync(world.As(viewer), view)).Select(row => row.Status.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pages_give_every_row_once_also_where_many_have_one_deadline(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var sent = new List<Guid>();
        foreach (var day in (int[])[0, 0, 0, 0, 0, 1, 1, 2, 0, 0, 2])
        {
            var request = await world.RequestAsync();
            sent.Add(World.Done(await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette) with { At = TestClock.Start.AddDays(day) }, Ct)));
        }

        var rows = await PagedAsync(world, CertificateView.ToDo);
        Assert.Equal(sent.Order(), rows.Select(row => row.Id).Order());
        Assert.Equal(rows.Select(row => row.SortAt).Order(), rows.Select(row => row.SortAt));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_done_comes_newest_first_and_every_row_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var done = new List<Guid>();
        var at = TestClock.Start.AddDays(7);
        for (var i = 0; i < 7; i++)
        {
            var id = await world.CertificateAsync(CertificateStatus.Answered);
            World.Done(await world.Requests.ApproveAsync(id, 3, world.As(Cast.Mette) with { At = at.AddHours(i / 3) }, Ct));
            done.Add(id);
        }

        var rows = await PagedAsync(world, CertificateView.Done);
        Assert.Equal(done.Order(), rows.Select(row => row.Id).Order());
        Assert.Equal(rows.Select(row => row.SortAt).OrderDescending(), rows.Select(row => row.SortAt));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_row_carries_what_the_list_shows(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync(citizen => citizen with { Name = "Åse Bæk", IsProtected = true });
        var request = (await world.RequestAsync("LAE135", citizen)) with { DoctorId = Cast.Anna.Id };
        var id = World.Done(await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct));

        var unread = Assert.Single(await world.ListAsync(world.As(Cast.Anna), CertificateView.ToDo));
        await world.ViewAsync(id, Cast.Anna);
        var opened = Assert.Single(await world.ListAsync(world.As(Cast.Anna), CertificateView.ToDo));
        var late = world.As(Cast.Anna) with { At = new DateTime(2026, 12, 24, 9, 0, 0, DateTimeKind.Utc) };
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync("LAE135"), late, Ct));
        var answered = Assert.Single(await world.ListAsync(world.As(Cast.Mette), CertificateView.ToDo));

        Assert.Equal(("Åse Bæk", true, Cast.Mette.Name, Cast.Anna.Name), (unread.CitizenName, unread.IsProtected, unread.CaseworkerName, unread.DoctorName));
        Assert.Equal(("LÆ 135", "Lægerne Torvet", "Holbæk Kommune"), (unread.AnswerCode, unread.ClinicName, unread.MunicipalityName));
        Assert.Equal(new DateTime(2026, 12, 23, 15, 0, 0, DateTimeKind.Utc), unread.AnswerDueAt);
        Assert.Equal((true, false, true), (unread.IsUnread, opened.IsUnread, answered.IsUnread));
        Assert.Equal((false, true), (opened.WasLate, answered.WasLate));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Urgent_is_what_lies_on_the_desk_then_what_the_clinic_should_have_answered_then_drafts(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var draft = await world.CertificateAsync(CertificateStatus.Draft);
        var overdue = await world.CertificateAsync(CertificateStatus.Sent);
        var task = await world.CertificateAsync(CertificateStatus.Sent);
        var answered = await world.CertificateAsync(CertificateStatus.Answered);
        var paused = await world.CertificateAsync(CertificateStatus.Paused);
        await world.CertificateAsync(CertificateStatus.Discarded);
        await world.CertificateAsync(CertificateStatus.Approved);
        await world.CertificateAsync(CertificateStatus.InConsultation);
        var due = new DateTime(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc);
        var reminders = world.Get<ReminderService>();
        await reminders.FireDueAsync(due, Ct);
        World.Done(await reminders.SettleAsync(
            overdue, new ReminderInput { CommandId = Guid.NewGuid(), Way = ReminderWay.Called }, world.As(Cast.Mette) with { At = due }, Ct));

        Assert.Equal([task, answered, paused, draft], await IdsAsync(Cast.Mette, due));
        Assert.Equal([task, answered, paused, overdue, draft], await IdsAsync(Cast.Mette, due.AddMilliseconds(1)));
        Assert.Equal([task, answered, paused, overdue, draft], await IdsAsync(Cast.Karin, due.AddMilliseconds(1)));
        Assert.Equal(new[] { overdue, task }.Order(), (await IdsAsync(Cast.Anna, due)).Order());
        foreach (var person in (Person[])[Cast.Morten, Cast.Jonas, Cast.Kirsten, Cast.Frida, Cast.Lars, Cast.Inger])
        {
            Assert.Empty(await IdsAsync(person, due.AddMilliseconds(1)));
        }

        async Task<IEnumerable<Guid>> IdsAsync(Person viewer, DateTime now) =>
            (await world.Get<CertificateListRepository>().ListUrgentAsync(world.As(viewer), now, 50, Ct)).Select(row => row.Id);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_citizens_certificates_are_shown_newest_first_within_what_the_viewer_may_see(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Sent);
        var draft = await world.CertificateAsync(CertificateStatus.Draft, citizenId: citizen);
        var closed = await world.CertificateAsync(CertificateStatus.Closed, citizenId: citizen);
        var sent = await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen, repeatReason: "Der er sket noget nyt.");
        await world.CertificateAsync(CertificateStatus.Discarded, citizenId: citizen);

        Assert.Equal([sent, closed, draft], await IdsAsync(Cast.Morten));
        Assert.Equal([sent, closed], await IdsAsync(Cast.Birgit));
        foreach (var person in (Person[])[Cast.Frida, Cast.Jonas, Cast.Kim, Cast.Lars, Cast.Adam, Cast.Inger])
        {
            Assert.Empty(await IdsAsync(person));
        }

        // A clinic's page about a citizen, and the casework's folder.
        async Task<IEnumerable<Guid>> IdsAsync(Person viewer) =>
        [
            .. (await world.Get<CertificateListRepository>().ListForCitizenAsync(citizen, world.As(viewer), 50, Ct)).Select(row => row.Id),
            .. !viewer.Role.IsCasework() ? [] : (await world.Get<FolderRepository>().ListOwnAsync(citizen, 50, world.As(viewer), Ct)).Select(row => row.Id),
        ];
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("8de2a3-")]
    [InlineData("-0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("8000000000000000-0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("7fffffffffffffff-0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("8de2a3-0f8fad5bd9cb469fa16570867728950e--1")]
    [InlineData("8de2a3-0f8fad5bd9cb469fa16570867728950e-x")]
    [InlineData("8de2a3-0f8fad5bd9cb469fa16570867728950e-1-1")]
    [InlineData("8de2a3-0f8fad5b d9cb469fa16570867728950e")]
    public void A_text_that_is_no_cursor_is_none(string? text) => Assert.Null(ListCursor.TryParse(text));

    [Fact]
    public void A_cursor_survives_the_address()
    {
        var cursor = new ListCursor(TestClock.Start.AddMilliseconds(7), Guid.NewGuid());

        Assert.Equal(cursor, ListCursor.TryParse(cursor.ToString()));
        Assert.Equal(cursor with { Part = 12 }, ListCursor.TryParse((cursor with { Part = 12 }).ToString()));
        Assert.Equal(DateTimeKind.Utc, ListCursor.TryParse(cursor.ToString())!.SortAt.Kind);
    }

    /// <summary>Anna's whole list, three rows at a time.</summary>
    private static async Task<List<CertificateListItem>> PagedAsync(World world, CertificateView view)
    {
        var rows = new List<CertificateListItem>();
        while (true)
        {
            var after = rows is [.., var last] ? new ListCursor(last.SortAt, last.Id) : null;
            var page = await world.ListAsync(world.As(Cast.Anna), view, after: after, take: 3);
            rows.AddRange(page);
            if (page.Count < 3)
            {
                return rows;
            }

            Assert.InRange(rows.Count, 1, 50);
        }
    }
}
