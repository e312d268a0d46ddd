using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Seminars;
using Portal.Tests.Web;

namespace Portal.Tests.Seminars;

/// <summary>A meeting's file is for who may see the meeting; a subscription for who has its address, which stands nowhere.</summary>
public sealed class CalendarPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_meetings_file_is_given_to_who_may_see_it_and_once_there_is_a_time()
    {
        var meeting = await MeetingAsync("gp", meeting => meeting with { Kind = MeetingKind.RoundTable, Title = "Henriettes tilbagevenden" });
        var timeless = await MeetingAsync("gp", meeting => meeting with { Facts = meeting.Facts with { StartsAt = null, EndsAt = null } });

        var file = (await (await host.BrowserAsync("gp")).GetAsync($"/seminars/{meeting.Id}.ics")).Is(HttpStatusCode.OK);

        Assert.Equal("text/calendar; charset=utf-8", file.Headers["Content-Type"]);
        Assert.StartsWith("attachment; filename=moede.ics;", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Møde", CalendarWorld.Lines(file.Text));
        Assert.DoesNotContain("Henriette", file.Text, StringComparison.Ordinal);
        (await (await host.BrowserAsync("gp-other")).GetAsync($"/seminars/{meeting.Id}.ics")).Is(HttpStatusCode.NotFound);
        (await (await host.BrowserAsync("caseworker-far")).GetAsync($"/seminars/{meeting.Id}.ics")).Is(HttpStatusCode.NotFound);
        (await (await host.BrowserAsync("gp")).GetAsync($"/seminars/{timeless.Id}.ics")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_address_is_shown_once_works_for_anybody_who_has_it_and_dies_when_it_is_renewed()
    {
        var mine = await MeetingAsync("staff");
        var ofOthers = await MeetingAsync("gp-far");
        var staff = await host.BrowserAsync("staff");

        var made = (await staff.PostAsync((await staff.GetAsync("/seminars/calendar")).FormTo("handler=make"))).Is(HttpStatusCode.OK);
        var address = AddressOn(made)!;
        var feed = (await host.Browser().GetAsync(address)).Is(HttpStatusCode.OK);

        Assert.Contains($"UID:{mine.Id}@", feed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ofOthers.Id.ToString(), feed.Text, StringComparison.Ordinal);
        Assert.Equal("text/calendar; charset=utf-8", feed.Headers["Content-Type"]);
        var page = await staff.GetAsync("/seminars/calendar");
        Assert.Null(AddressOn(page));
        Assert.Contains("hentede møderne sidst", page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var renewed = AddressOn(await staff.PostAsync(page.FormTo("handler=make")))!;
        (await host.Browser().GetAsync(address)).Is(HttpStatusCode.NotFound);
        (await host.Browser().GetAsync(renewed)).Is(HttpStatusCode.OK);
        (await staff.PostAsync((await staff.GetAsync("/seminars/calendar")).FormTo("handler=remove"))).Is(HttpStatusCode.Redirect);
        (await host.Browser().GetAsync(renewed)).Is(HttpStatusCode.NotFound);

        foreach (var token in (string[])[TokenOf(address), TokenOf(renewed)])
        {
            Assert.DoesNotContain(host.Log.Lines, line => line.Contains(token, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(await host.QueryAsync<string>("SELECT Detail FROM AuditEntries WHERE Detail LIKE '%' || @token || '%'", new { token }));
            Assert.Empty(await host.QueryAsync<string>("SELECT TokenHash FROM CalendarFeeds WHERE TokenHash = @token", new { token }));
        }

        Assert.NotEmpty(host.Log.Lines);
    }

    private static string? AddressOn(WebPage page) => page.Document.QuerySelector("#address")?.GetAttribute("value") is { } address ? new Uri(address).AbsolutePath : null;

    private static string TokenOf(string address) => address.Split('/')[^1][..^4];

    /// <summary>A meeting to which a demo person alone is invited.</summary>
    private async Task<Seminar> MeetingAsync(string person, Func<Seminar, Seminar>? change = null)
    {
        var owner = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'coordinator'");
        var meeting = CalendarWorld.Meeting() with
        {
            OwnerId = owner,
            ChangedById = owner,
            MunicipalityId = await host.ValueAsync<Guid>("SELECT MunicipalityId FROM People WHERE SignInKey = 'coordinator'"),
            Invitations = [new SeminarInvitation { PersonId = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = @person", new { person }), Name = "", Place = "" }],
        };
        await using var scope = host.Services.CreateAsyncScope();
        return await CalendarWorld.PutAsync(scope.ServiceProvider, change is null ? meeting : change(meeting));
    }
}
