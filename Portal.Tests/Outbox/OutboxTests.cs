using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Directory;
using Portal.Data.Outbox;
using Portal.Data.Seminars;
using Portal.Tests.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Outbox;

/// <summary>A mail that was decided on is sent once, tried again when it fails, and given up when it is of no use any more.</summary>
public sealed class OutboxTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Processes_that_send_at_the_same_time_never_have_the_same_mail(TestEngine engine)
    {
        const int Mails = 60;
        await using var world = await World.CreateAsync(engine);
        await QueueAsync(world, Mails);
        var now = world.Clock.Now;
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var scope = world.Root.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<OutboxService>();
            while (await outbox.ClaimNextAsync(now, Ct) is { } mail)
            {
                claimed.Add(mail.Id);
                await Task.Yield();
                await outbox.SetSentAsync(mail, now, Ct);
            }
        })));

        Assert.Equal(Mails, claimed.Count);
        Assert.Equal(Mails, claimed.Distinct().Count());
        Assert.Equal(Mails, await world.Db.FindAsync<int>("SELECT COUNT(*) FROM OutboxMails WHERE SentAt IS NOT NULL AND Attempts = 1", null, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_mail_that_fails_is_tried_again_after_ever_longer_pauses_and_then_given_up(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await QueueAsync(world, 1);
        var outbox = world.Get<OutboxService>();
        var tries = new List<DateTime>();

        while (world.Clock.Now < TestClock.Start.AddDays(5))
        {
            if (await outbox.ClaimNextAsync(world.Clock.Now, Ct) is { } mail)
            {
                tries.Add(world.Clock.Now);
                await outbox.SetFailedAsync(mail, "TimedOut", isFinal: false, world.Clock.Now, Ct);
                Assert.Null(await outbox.ClaimNextAsync(world.Clock.Now, Ct));
            }

            world.Clock.Now = world.Clock.Now.AddMinutes(tries.Count < 4 ? 1 : 15);
        }

        Assert.Equal(OutboxRules.MostAttempts, tries.Count);
        Assert.Equal(Enumerable.Range(1, tries.Count - 1).Select(attempt => OutboxRules.PauseAfter(attempt)!.Value), tries.Zip(tries.Skip(1), (one, next) => next - one));
        Assert.Equal("TimedOut", await DetailAsync(world));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_process_died_with_goes_to_another_and_a_word_that_comes_late_changes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await QueueAsync(world, 1);
        var outbox = world.Get<OutboxService>();

        var lost = await outbox.ClaimNextAsync(world.Clock.Now, Ct);
        Assert.Null(await outbox.ClaimNextAsync(world.Clock.Now.AddMinutes(14), Ct));
        var again = await outbox.ClaimNextAsync(world.Clock.Now.AddMinutes(15), Ct);
        await outbox.SetFailedAsync(lost!, "late", isFinal: true, world.Clock.Now, Ct);
        await outbox.SetSentAsync(again!, world.Clock.Now, Ct);

        Assert.Equal((1, 2), (lost!.Attempts, again!.Attempts));
        Assert.Equal(lost.Id, again.Id);
        Assert.Equal("", await DetailAsync(world));
        Assert.Null(await outbox.ClaimNextAsync(world.Clock.Now.AddDays(1), Ct));
    }

    [Theory]
    [InlineData("UPDATE People SET Email = NULL", 0, OutboxService.NoAddress)]
    [InlineData("UPDATE People SET IsActive = 0", 0, OutboxService.NoAddress)]
    [InlineData("UPDATE Seminars SET Version = Version", 10, OutboxService.Over)]
    [InlineData("UPDATE OutboxMails SET Kind = 'MinutesPublished'", 6, null)]
    [InlineData("UPDATE OutboxMails SET Kind = 'MinutesPublished'", 7, OutboxService.TooOld)]
    public async Task What_is_of_no_use_any_more_is_not_sent(string change, int days, string? reason)
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await QueueAsync(world, 1);
        await world.ExecuteAsync(change, new { });
        var outbox = world.Get<OutboxService>();
        var now = world.Clock.Now.AddDays(days);

        if (reason == OutboxService.TooOld)
        {
            await outbox.FailOldAsync(now, Ct);
        }

        Assert.Equal(reason is not null, await outbox.ClaimNextAsync(now, Ct) is null);
        Assert.Equal(reason ?? "", await DetailAsync(world));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Everybody_who_is_invited_is_told_with_an_invitation_of_their_own_but_who_did_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Birgit, Cast.Mette, Cast.Karin, Cast.Lars, Cast.Frida, Cast.Jonas);
        await world.CoverAsync(Cast.Jonas, Cast.Sygedagpenge);
        var meeting = await world.MeetingAsync(meeting => meeting with
        {
            Invitations = [CalendarWorld.Clinic(Cast.Torvet), CalendarWorld.Unit(Cast.Sygedagpenge), CalendarWorld.Person(Cast.Lars)],
        });

        await world.TellAsync(meeting, SeminarNotice.Invited, Cast.Karin);

        // Bo of the same clinic has no address; Frida is of another; Jonas covers the unit.
        var mails = await MailsAsync(world);
        Assert.Equal(Ids(Cast.Anna, Cast.Birgit, Cast.Mette, Cast.Lars, Cast.Jonas), mails.Select(mail => mail.PersonId).Order());
        foreach (var mail in mails)
        {
            var attendee = Assert.Single(CalendarWorld.Lines(mail.CalendarText!), line => line.StartsWith("ATTENDEE", StringComparison.Ordinal));
            Assert.EndsWith(CalendarWorld.AddressOf(Cast.People.Single(person => person.Id == mail.PersonId)), attendee, StringComparison.Ordinal);
            Assert.Equal("Request", mail.CalendarMethod);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_meeting_that_is_called_off_is_told_to_all_who_have_it_and_nothing_older_is_sent_after_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Mette, Cast.Morten, Cast.Karin, Cast.Jonas);
        var meeting = await world.MeetingAsync(meeting => meeting with { Round = 2 });
        await world.TellAsync(meeting, SeminarNotice.Invited, Cast.Karin);
        // Not invited, but coming: since before the meeting was moved.
        await world.AnswerAsync(meeting, Cast.Mette, RegistrationStatus.Registered, round: 1);
        await world.AnswerAsync(meeting, Cast.Jonas, RegistrationStatus.Declined, round: 2);
        var called = meeting with { CalendarSequence = 4, Facts = meeting.Facts with { CancelledAt = world.Clock.Now } };

        await world.TellAsync(called, SeminarNotice.Cancelled, Cast.Morten);

        var mails = await MailsAsync(world);
        Assert.Equal(Ids(Cast.Anna, Cast.Mette, Cast.Karin), mails.Select(mail => mail.PersonId).Order());
        Assert.All(mails, mail => Assert.Equal((SeminarNotice.Cancelled, "Cancel"), (mail.Kind, mail.CalendarMethod)));
        Assert.Equal(1, await world.Db.FindAsync<int>("SELECT COUNT(*) FROM OutboxMails WHERE FailedAt IS NOT NULL AND Detail = 'replaced'", null, Ct));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_meeting_that_has_begun_and_who_is_named_is_told_alone()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Birgit, Cast.Karin);
        var meeting = await world.MeetingAsync();

        await world.TellAsync(meeting, SeminarNotice.PlaceOffered, Cast.Mette, [Cast.Birgit.Id]);
        await world.TellAsync(meeting, SeminarNotice.PollEnded, Cast.Anna);
        world.Clock.Now = meeting.Facts.StartsAt!.Value;
        await world.TellAsync(meeting, SeminarNotice.Changed, Cast.Mette);

        var mails = await MailsAsync(world);
        Assert.Equal([(Cast.Birgit.Id, SeminarNotice.PlaceOffered), (Cast.Karin.Id, SeminarNotice.PollEnded)], mails.Select(mail => (mail.PersonId, mail.Kind)));
        Assert.All(mails, mail => Assert.Null(mail.CalendarText));
    }

    private static async Task QueueAsync(World world, int count)
    {
        await world.GiveAddressesAsync(Cast.Anna);
        var meeting = await world.MeetingAsync();
        for (var i = 0; i < count; i++)
        {
            await world.TellAsync(meeting, SeminarNotice.Invited, Cast.Karin, [Cast.Anna.Id]);
        }
    }

    private static IEnumerable<Guid> Ids(params IEnumerable<Person> people) => people.Select(person => person.Id).Order();

    private static Task<IReadOnlyList<Waiting>> MailsAsync(World world) => world.Db.QueryAsync<Waiting>(
        "SELECT PersonId, Kind, CalendarMethod, CalendarText FROM OutboxMails WHERE SentAt IS NULL AND FailedAt IS NULL ORDER BY CreatedAt, PersonId", null, Ct);

    private static async Task<string> DetailAsync(World world) => (await world.Db.FindAsync<string>("SELECT Detail FROM OutboxMails", null, Ct))!;

    private sealed record Waiting
    {
        public required Guid PersonId { get; init; }

        public required SeminarNotice Kind { get; init; }

        public string? CalendarMethod { get; init; }

        public string? CalendarText { get; init; }
    }
}
