using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Directory;

/// <summary>A sign-in holds until it is ended, is replaced or is too old, and no longer than its person has access.</summary>
public sealed class SessionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_end_of_a_session_is_known_to_the_next_request_and_to_the_watch(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var sessions = world.Get<SessionService>();
        var begun = world.Clock.Now;
        var first = await sessions.StartAsync(Cast.Anna.Id, null, begun, Ct);
        var other = await sessions.StartAsync(Cast.Mette.Id, null, begun, Ct);
        var second = await sessions.StartAsync(Cast.Anna.Id, first, begun, Ct);
        var third = await sessions.RenewAsync(Cast.Anna.Id, second, begun.AddHours(1), Ct);
        var fromEnded = await sessions.RenewAsync(Cast.Anna.Id, second, begun.AddHours(1), Ct);
        var almost = begun + SessionService.Longest - TimeSpan.FromMinutes(1);

        Assert.Null(fromEnded);
        Assert.Equal([false, false, true], await HoldAsync(world, Cast.Anna, almost, first, second, third!.Value));
        Assert.Equal([true], await HoldAsync(world, Cast.Mette, almost, other));
        // The session of one person is none of another's, and a renewed one ends when the first would have.
        Assert.Null(await world.Get<DirectoryRepository>().FindSignedInAsync(Cast.Anna.Id, other, almost, Ct));
        Assert.Equal([false], await HoldAsync(world, Cast.Anna, begun + SessionService.Longest, third.Value));
        await sessions.EndAsync(other, almost, Ct);
        await sessions.EndAsync(other, almost, Ct);
        Assert.Equal([false], await HoldAsync(world, Cast.Mette, almost, other));
    }

    private static async Task<IReadOnlyList<bool>> HoldAsync(World world, Person person, DateTime now, params Guid[] sessions)
    {
        var open = await world.Get<SessionRepository>().ListOpenAsync(sessions, now, Ct);
        var holds = new List<bool>();
        foreach (var session in sessions)
        {
            var isSignedIn = await world.Get<DirectoryRepository>().FindSignedInAsync(person.Id, session, now, Ct) is not null;
            Assert.Equal(isSignedIn, open.ContainsKey(session));
            holds.Add(isSignedIn);
        }

        return holds;
    }
}
