using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Calendar;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>A person's subscription holds their meetings, and only as long as they may see them.</summary>
public sealed class CalendarFeedTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task It_holds_what_its_person_plans_is_invited_to_or_has_a_place_at(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var invited = await world.MeetingAsync();
        var registered = await world.MeetingAsync(meeting => meeting with { Invitations = [CalendarWorld.Person(Cast.Anna)] });
        await world.AnswerAsync(registered, Cast.Anna, RegistrationStatus.Registered);
        var declined = await world.MeetingAsync();
        await world.AnswerAsync(declined, Cast.Anna, RegistrationStatus.Declined);
        var movedSince = await world.MeetingAsync(meeting => meeting with { Round = 2 });
        await world.AnswerAsync(movedSince, Cast.Anna, RegistrationStatus.Declined, round: 1);
        var open = await world.MeetingAsync(meeting => meeting with { Invitations = [CalendarWorld.Clinic(Cast.Fjordhoej)] });
        await world.AnswerAsync(open, Cast.Mette, RegistrationStatus.Waitlisted);
        var ofOthers = await world.MeetingAsync(meeting => meeting with { Kind = MeetingKind.RoundTable, Invitations = [CalendarWorld.Clinic(Cast.Fjordhoej)] });
        // No longer invited to a talk that only those who are invited see.
        await world.AnswerAsync(ofOthers, Cast.Anna, RegistrationStatus.Registered);
        var draft = await world.MeetingAsync(meeting => meeting with { Facts = meeting.Facts with { AnnouncedAt = null } });
        var called = await world.MeetingAsync(meeting => meeting with { Facts = meeting.Facts with { CancelledAt = TestClock.Start.AddDays(-59) } });
        var longCalled = await world.MeetingAsync(meeting => meeting with { Facts = meeting.Facts with { CancelledAt = TestClock.Start.AddDays(-61) } });

        var anna = await FeedAsync(world, Cast.Anna);
        var karin = await FeedAsync(world, Cast.Karin);
        var mette = await FeedAsync(world, Cast.Mette);
        var viggo = await FeedAsync(world, Cast.Viggo);

        Assert.Equal(Sorted(invited, registered, movedSince, called), anna.Keys.Order());
        Assert.Equal("TENTATIVE", anna[invited.Id]);
        Assert.Equal("CONFIRMED", anna[registered.Id]);
        Assert.Equal("CANCELLED", anna[called.Id]);
        Assert.Equal(Sorted(invited, registered, declined, movedSince, open, ofOthers, called), karin.Keys.Order());
        Assert.Equal(new Dictionary<Guid, string> { [open.Id] = "TENTATIVE" }, mette);
        Assert.Empty(viggo);
        Assert.DoesNotContain(draft.Id, karin.Keys);
        Assert.DoesNotContain(longCalled.Id, karin.Keys);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_address_dies_when_it_is_renewed_when_it_is_removed_and_with_its_persons_access(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.MeetingAsync();
        var service = world.Get<CalendarFeedService>();

        var first = await MakeAsync(world, Cast.Anna);
        Assert.NotNull(await ReadAsync(world, first));
        var second = await MakeAsync(world, Cast.Anna);
        Assert.Null(await ReadAsync(world, first));
        Assert.NotNull(await ReadAsync(world, second));
        Assert.NotNull((await world.Get<CalendarFeedRepository>().FindAsync(Cast.Anna.Id, Ct))!.LastReadAt);

        await world.ExecuteAsync("UPDATE People SET IsActive = 0 WHERE Id = @Id", new { Cast.Anna.Id });
        Assert.Null(await ReadAsync(world, second));
        await world.ExecuteAsync("UPDATE People SET IsActive = 1 WHERE Id = @Id", new { Cast.Anna.Id });
        World.Done(await service.RemoveAsync(world.As(Cast.Anna), Ct));
        Assert.Null(await ReadAsync(world, second));

        Assert.Equal(["calendar.make", "calendar.renew", "calendar.remove"], (await world.AuditAsync(Cast.Anna.Id)).Select(row => row.Action).Where(action => action.StartsWith("calendar", StringComparison.Ordinal)));
        Assert.Null(await ReadAsync(world, null));
        Assert.Null(await ReadAsync(world, new string('A', CalendarFeedService.TokenLength)));
    }

    private static IEnumerable<Guid> Sorted(params IEnumerable<Seminar> meetings) => meetings.Select(meeting => meeting.Id).Order();

    private static async Task<string> MakeAsync(World world, Person person) => (await world.Get<CalendarFeedService>().MakeAsync(world.As(person), Ct)).Token!;

    private static Task<string?> ReadAsync(World world, string? token) => world.Get<CalendarFeedService>().ReadAsync(token, null, world.Clock.Now, Ct);

    /// <returns>The status of each meeting in a person's subscription.</returns>
    private static async Task<Dictionary<Guid, string>> FeedAsync(World world, Person person)
    {
        var lines = CalendarWorld.Lines((await ReadAsync(world, await MakeAsync(world, person)))!);
        return ValuesOf("UID:").Select(uid => Guid.Parse(uid.Split('@')[0])).Zip(ValuesOf("STATUS:")).ToDictionary(pair => pair.First, pair => pair.Second);

        IEnumerable<string> ValuesOf(string property) => lines.Where(line => line.StartsWith(property, StringComparison.Ordinal)).Select(line => line[property.Length..]);
    }
}
