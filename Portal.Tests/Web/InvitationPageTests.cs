using System.Net;
using Portal.Data.Seminars;

namespace Portal.Tests.Web;

/// <summary>Invitations without script: two doctors and one place, and a date that suits.</summary>
public sealed class InvitationPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateTime Start = new(2027, 1, 12, 14, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Two_doctors_answer_and_the_one_who_waits_is_moved_up_and_takes_the_place()
    {
        var page = $"/seminars/{await MeetingAsync(isDraft: false)}";
        var (anna, other, susanne) = (await host.BrowserAsync("gp"), await host.BrowserAsync("gp-other"), await host.BrowserAsync("coordinator"));

        var asked = (await anna.GetAsync($"{page}/answer")).Is(HttpStatusCode.OK);
        var registered = await AnswerAsync(anna, asked, "Coming");
        var full = await other.GetAsync($"{page}/answer");
        var waiting = await AnswerAsync(other, full, "Coming");
        var wordless = (await anna.PostAsync(registered.FormWith("note").Set("answer", "OtherTime").Set("substituteName", "Dorte Dam"), "answer")).Is(HttpStatusCode.BadRequest);
        var gone = await AnswerAsync(anna, wordless, "NotComing");
        var offered = await other.GetAsync(page);
        var early = await anna.PostAsync($"{page}/answer?handler=claim", [new("round", "1"), new("__RequestVerificationToken", await anna.TokenAsync())]);
        var list = (await susanne.GetAsync($"{page}/answers")).Is(HttpStatusCode.OK);
        var taken = await other.FollowAsync((await other.PostAsync(offered.FormWith("round"), "claim")).Is(HttpStatusCode.Redirect));
        var csv = (await susanne.GetAsync($"{page}/answers?handler=csv")).Is(HttpStatusCode.OK);

        Assert.Contains("Der er 1 ledig plads.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Tilmeldt: Du har en plads.", State(registered), StringComparison.Ordinal);
        Assert.Contains("Skriv mig på venteliste", full.Text, StringComparison.Ordinal);
        Assert.Contains("Du står på venteliste som nr. 1.", State(waiting), StringComparison.Ordinal);
        Assert.DoesNotContain("Tilmeldt", State(waiting), StringComparison.Ordinal);
        Assert.Contains("Skriv, hvornår det passer bedre", wordless.Text, StringComparison.Ordinal);
        Assert.Contains("Du kommer ikke.", State(gone), StringComparison.Ordinal);
        Assert.Contains("Der er en plads til dig: Tag den senest onsdag 25. november kl.", State(offered), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        Assert.Contains("Holdes til", list.Text, StringComparison.Ordinal);
        Assert.Contains("Tilmeldt: Du har en plads.", State(taken), StringComparison.Ordinal);
        Assert.Contains("Tilmeldt;;", csv.Text, StringComparison.Ordinal);
        (await anna.GetAsync($"{page}/answers")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_coordinator_writes_down_what_was_phoned_in()
    {
        var page = $"/seminars/{await MeetingAsync(isDraft: false)}/answers";
        var (susanne, anna) = (await host.BrowserAsync("coordinator"), await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'gp'"));

        var list = await susanne.GetAsync(page);
        var nobody = (await susanne.PostAsync(list.FormWith("personId").Set("note", "Ringede i dag"), "record")).Is(HttpStatusCode.BadRequest);
        var kept = nobody.FormWith("personId");
        var after = await susanne.FollowAsync((await susanne.PostAsync(kept.Set("personId", anna.ToString()).Set("answer", "OtherTime"), "record")).Is(HttpStatusCode.Redirect));

        Assert.Equal("Ringede i dag", kept["note"]);
        Assert.Contains("Svaret er skrevet ned.", after.Text, StringComparison.Ordinal);
        Assert.Contains("»Ringede i dag«", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_are_proposed_answered_and_one_is_picked()
    {
        var page = $"/seminars/{await MeetingAsync(isDraft: true)}";
        var (anna, susanne) = (await host.BrowserAsync("gp"), await host.BrowserAsync("coordinator"));

        var form = (await susanne.GetAsync($"{page}/poll?slot=2027-01-20T16:00&slot=2027-03-28T02:30")).Is(HttpStatusCode.OK).FormWith("deadline");
        var wrong = (await susanne.PostAsync(form.Set("deadline", "2026-12-10"), "save")).Is(HttpStatusCode.BadRequest);
        var asked = await susanne.FollowAsync((await susanne.PostAsync(
            wrong.FormWith("deadline").Set("slots.1.day", "2027-01-21").Set("slots.1.from", "19:00"), "save")).Is(HttpStatusCode.Redirect));
        var slots = await host.QueryAsync<Guid>("SELECT Id FROM SeminarSlots WHERE SeminarId = @Id ORDER BY StartsAt", new { Id = Guid.Parse(page.Split('/')[^1]) });
        var fields = slots.Select(slot => $"vote-{slot:n}").ToList();
        var box = (await anna.GetAsync($"{page}/vote")).Is(HttpStatusCode.OK);
        var half = (await anna.PostAsync(box.FormWith(fields[0]).Set(fields[0], "Yes"))).Is(HttpStatusCode.BadRequest);
        (await anna.PostAsync(half.FormWith(fields[0]).Set(fields[1], "No"))).Is(HttpStatusCode.Redirect);
        var result = await susanne.GetAsync($"{page}/poll");
        var picked = await susanne.FollowAsync((await susanne.PostAsync(result.FormWith("slotId").Set("slotId", slots[0].ToString()), "pick")).Is(HttpStatusCode.Redirect));

        Assert.Contains("findes ikke den dag", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("02:30", wrong.FormWith("deadline")["slots.1.from"]);
        Assert.Contains("de inviterede er spurgt", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Svar på denne dato", half.Text, StringComparison.Ordinal);
        Assert.Contains("Lægerne Torvet", result.Document.QuerySelector(".poll-table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("20. januar 2027 kl. 16.00", picked.Text, StringComparison.Ordinal);
        (await anna.GetAsync($"{page}/poll")).Is(HttpStatusCode.Forbidden);
    }

    private static string State(WebPage page) => page.Document.QuerySelector(".my-answer-state")!.TextContent;

    private static async Task<WebPage> AnswerAsync(Browser browser, WebPage page, string answer) =>
        await browser.FollowAsync((await browser.PostAsync(page.FormWith("note").Set("answer", answer), "answer")).Is(HttpStatusCode.Redirect));

    /// <summary>The coordinator's seminar with one place, to which every clinic of the demo is invited.</summary>
    private async Task<Guid> MeetingAsync(bool isDraft)
    {
        var id = Guid.NewGuid();
        var owner = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'coordinator'");
        var municipality = await host.ValueAsync<Guid>("SELECT MunicipalityId FROM People WHERE SignInKey = 'coordinator'");
        var at = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
        await host.ExecuteAsync(
            """
            INSERT INTO Seminars (Id, MunicipalityId, OwnerId, Kind, Title, TitleFolded, Purpose, Minutes, StartsAt, EndsAt, PlaceName, PlaceAddress, OnlineAddress, HostMeeting,
                                  IsWithoutDoctor, Capacity, ClaimHours, PaysHonorarium, CreatedAt, AnnouncedAt, Status, Round, LastPosition, CalendarSequence, ChangedById, ChangedAt, Version)
            VALUES (@Id, @Municipality, @Owner, 'Seminar', 'Seminar', 'seminar', '', 120, @StartsAt, @EndsAt, '', '', '', '', 0, 1, 48, 0, @At, @AnnouncedAt, @Status, 1, 0, 0, @Owner, @At, 1)
            """,
            new
            {
                Id = id,
                Municipality = municipality,
                Owner = owner,
                StartsAt = isDraft ? (DateTime?)null : Start,
                EndsAt = isDraft ? (DateTime?)null : Start.AddHours(2),
                At = at,
                AnnouncedAt = isDraft ? (DateTime?)null : at,
                Status = (isDraft ? SeminarStatus.Draft : SeminarStatus.Announced).ToString(),
            });
        foreach (var clinic in await host.QueryAsync<Guid>("SELECT DISTINCT ClinicId FROM People WHERE SignInKey IN ('gp', 'gp-other')"))
        {
            await host.ExecuteAsync(
                "INSERT INTO SeminarInvitations (Id, SeminarId, ClinicId, AddedAt) VALUES (@Id, @SeminarId, @Clinic, @At)", new { Id = Guid.NewGuid(), SeminarId = id, Clinic = clinic, At = at });
        }

        return id;
    }
}
