using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Directory;
using Portal.Data.Seminars;

namespace Portal.Tests.Web;

/// <summary>Those who plan a meeting find its time, without script.</summary>
public sealed class SlotPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_coordinator_sees_ten_times_without_asking_and_chooses_one()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var meeting = await MeetingAsync();

        var seen = (await susanne.GetAsync($"/seminars/{meeting}/time")).Is(HttpStatusCode.OK);
        var best = seen.Document.QuerySelector(".slots > li")!;
        var fields = best.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();
        var place = fields.FindIndex(field => field.Key == "place");
        fields[place] = new("place", seen.Document.QuerySelector("#f-place option[value^='Clinic.']")!.GetAttribute("value")!);
        fields.RemoveAll(field => field.Key is "__RequestVerificationToken");
        fields.Add(new("__RequestVerificationToken", await susanne.TokenAsync()));
        var chosen = (await susanne.PostAsync($"/seminars/{meeting}/time", fields)).Is(HttpStatusCode.Redirect);

        Assert.Equal(10, seen.Document.QuerySelectorAll(".slots > li").Length);
        Assert.Equal(10, seen.Document.QuerySelectorAll(".slots h3").Select(day => day.TextContent).Distinct().Count());
        Assert.Equal($"/seminars/{meeting}?done=timed", chosen.Location);
        Assert.NotNull(await host.ValueAsync<DateTime?>("SELECT StartsAt FROM Seminars WHERE Id = @meeting", new { meeting }));
        (await susanne.PostAsync($"/seminars/{meeting}/time", fields)).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_evening_consultation_is_said_in_words_and_takes_a_reason_to_be_overridden()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var meeting = await MeetingAsync();
        await host.ExecuteAsync(
            """
            INSERT INTO ClinicSchedules (Id, ClinicId, ValidFrom, Note, EnteredById, EnteredByName, IsByClinic, EnteredAt, Version)
            SELECT @meeting, p.ClinicId, '2027-01-11', '', p.Id, p.Name, 1, '2026-11-23', 1 FROM People p WHERE p.SignInKey = 'gp';
            INSERT INTO ClinicWindows (ScheduleId, Number, Kind, Weekday, FromMinute, ToMinute) VALUES (@meeting, 1, 'Consultation', 2, 960, 1140);
            """,
            new { meeting });

        var tuesday = (await susanne.GetAsync(
            $"/seminars/{meeting}/time?firstDay=2027-01-12&lastDay=2027-01-12&earliest=16:00&latest=18:00&kilometres=&places=clinics")).Is(HttpStatusCode.OK);
        var own = tuesday.FormWith("offHoursReason").Set("day", "2027-01-12").Set("from", "16:30").Set("place", tuesday.Document.QuerySelector("#f-place option[value^='Clinic.']")!.GetAttribute("value")!);
        var refused = (await susanne.PostAsync(own)).Is(HttpStatusCode.BadRequest);
        var chosen = await susanne.PostAsync(refused.FormWith("offHoursReason").Set("offHoursReason", "Lægerne har selv foreslået det."));

        var first = tuesday.Document.QuerySelector(".slots > li")!;
        Assert.Contains("Lægerne Torvet har aftenkonsultation tirsdag 16.00–19.00", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Klinikken er ikke fri", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lægerne Torvet", refused.Document.QuerySelector("#f-from-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("16:30", refused.FormWith("offHoursReason")["from"]);
        chosen.Is(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_cannot_be_searched_is_said_at_its_field_and_kept()
    {
        var susanne = await host.BrowserAsync("coordinator");
        var meeting = await MeetingAsync();

        var wrong = (await susanne.GetAsync($"/seminars/{meeting}/time?firstDay=2026-12-10&lastDay=2026-12-01&earliest=25:00&latest=18:00&kilometres=mange")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(["f-lastDay", "f-earliest", "f-kilometres", "f-places"], wrong.Document.QuerySelectorAll(".alert-error a").Select(link => link.GetAttribute("href")![1..]));
        Assert.Equal("2026-12-01", wrong.FormWith("kilometres")["lastDay"]);
        Assert.Empty(wrong.Document.QuerySelectorAll(".slots > li"));
    }

    [Fact]
    public async Task Only_those_who_plan_the_meeting_find_the_page()
    {
        var meeting = await MeetingAsync();

        (await (await host.BrowserAsync("gp")).GetAsync($"/seminars/{meeting}/time")).Is(HttpStatusCode.Forbidden);
        (await (await host.BrowserAsync("caseworker")).GetAsync($"/seminars/{meeting}/time")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>A draft to which the doctor's clinic is invited.</summary>
    private async Task<Guid> MeetingAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<DirectoryRepository>();
        var now = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
        var susanne = await directory.FindBySignInKeyAsync("coordinator", CancellationToken.None);
        var viewer = await directory.FindViewerAsync(susanne!.Id, DateOnly.FromDateTime(now), CancellationToken.None);
        var clinic = await host.ValueAsync<Guid>("SELECT ClinicId FROM People WHERE SignInKey = 'gp'");
        var outcome = await scope.ServiceProvider.GetRequiredService<SeminarService>().CreateAsync(
            new SeminarInput { CommandId = Guid.CreateVersion7(), Kind = MeetingKind.Seminar, Title = $"Årets seminar {Guid.NewGuid()}", Purpose = "Vi lærer hinanden at kende.", Minutes = 60, ClinicIds = [clinic] },
            1,
            viewer!.Acting(now, null),
            CancellationToken.None);
        Assert.True(outcome.IsDone, outcome.ToString());
        return outcome.Id;
    }
}
