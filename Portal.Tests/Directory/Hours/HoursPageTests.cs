using System.Net;
using Portal.Tests.Web;

namespace Portal.Tests.Directory.Hours;

/// <summary>The pages on which a clinic, or the coordinator for it, says when it has time.</summary>
public sealed class HoursPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_clinic_keeps_what_it_typed_until_it_is_right_and_then_reads_it_back()
    {
        var staff = await host.BrowserAsync("gp-far");
        var way = (await staff.GetAsync("/clinic/contact")).Document.QuerySelector("a[href='/clinic/hours']");
        var form = (await staff.GetAsync("/clinic/hours")).FormWith("consultation1")
            .Set("validFrom", "2026-12-01").Set("consultation1", "8-12 og 13-15").Set("lunch1", "12-13").Set("consultation2", "<b>otte</b>").Set("consultation3", "12-8");

        var wrong = (await staff.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var saved = (await staff.PostAsync(wrong.FormWith("consultation1").Set("consultation2", "").Set("consultation3", "kl. 9-13").Set("lunch2", "").Set("lunch3", ""))).Is(HttpStatusCode.Redirect);
        var page = await staff.FollowAsync(saved);

        Assert.NotNull(way);
        FormErrors.LeadTo(wrong, "f-consultation2", "f-consultation3");
        Assert.StartsWith("Tirsdag, Konsultation: ", wrong.Document.QuerySelector("a[href='#f-consultation2']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("<b>otte</b>", "8-12 og 13-15"), (wrong.FormWith("consultation1")["consultation2"], wrong.FormWith("consultation1")["consultation1"]));
        var coming = page.Document.QuerySelector("section[aria-labelledby='coming-heading']")!;
        Assert.Contains("Fra tirsdag 1. december", coming.TextContent, StringComparison.Ordinal);
        Assert.Equal(["8–12, 13–15", "8–9", "12–13"], coming.QuerySelectorAll("tbody tr:first-child td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Mondays_hours_fill_the_empty_weekdays_without_saving_and_a_stale_form_keeps_its_words()
    {
        var doctor = await host.BrowserAsync("gp-other");
        var colleague = await host.BrowserAsync("gp-other");
        var page = await doctor.GetAsync("/clinic/hours");
        var filled = (await doctor.PostAsync(page.FormWith("consultation1").Set("consultation1", "7–11").Set("consultation2", "").Set("consultation3", "10–12"), "fill")).Is(HttpStatusCode.OK).FormWith("consultation1");
        var edit = page.Document.QuerySelector(".week-acts a[href*='edit=']")!.GetAttribute("href")!.Split('#')[0];
        var older = (await doctor.GetAsync(edit)).FormWith("consultation1");
        (await colleague.PostAsync((await colleague.GetAsync(edit)).FormWith("consultation1").Set("note", "Ny aftale"))).Is(HttpStatusCode.Redirect);

        var conflict = (await doctor.PostAsync(older.Set("consultation5", "8–10"))).Is(HttpStatusCode.Conflict);
        var saved = await doctor.PostAsync(conflict.FormWith("consultation1"));

        Assert.Equal(("7–11", "10–12", ""), (filled["consultation2"], filled["consultation3"], filled["consultation6"]));
        Assert.Equal("8–10", conflict.FormWith("consultation1")["consultation5"]);
        Assert.Contains("Ny aftale", conflict.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/clinic/hours?done=saved", saved.Is(HttpStatusCode.Redirect).Location);
        (await doctor.GetAsync($"/clinic/hours?edit={Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_coordinator_sees_the_unknown_first_and_enters_hours_with_a_note_and_coordinates()
    {
        var coordinator = await host.BrowserAsync("coordinator");
        var list = await coordinator.GetAsync("/clinic-hours");
        var first = list.Document.QuerySelector("tbody tr")!;
        var address = first.QuerySelector("a")!.GetAttribute("href")!;
        var form = (await coordinator.GetAsync(address)).FormWith("consultation1").Set("consultation1", "8–12");

        var wrong = (await coordinator.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var saved = await coordinator.FollowAsync((await coordinator.PostAsync(wrong.FormWith("consultation1").Set("note", "Oplyst i telefonen"))).Is(HttpStatusCode.Redirect));
        var off = (await coordinator.PostAsync(saved.FormWith("latitude").Set("latitude", "11,7").Set("longitude", "55,7"))).Is(HttpStatusCode.BadRequest);
        var located = (await coordinator.PostAsync(off.FormWith("latitude").Set("latitude", "55.66, 11.51").Set("longitude", ""))).Is(HttpStatusCode.Redirect);

        Assert.Equal(9, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("Ukendt", first.QuerySelector(".tag")!.TextContent);
        FormErrors.LeadTo(wrong, "f-note");
        Assert.Contains("Skrevet af kommunen: Susanne Vedel", saved.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        FormErrors.LeadTo(off, "f-latitude", "f-longitude");
        Assert.Equal($"{address}?done=located", located.Location);
        Assert.Equal("55.66 11.51", await host.ValueAsync<string>("SELECT Latitude || ' ' || Longitude FROM Clinics WHERE Name = 'Stationsgårdens Læger'"));
    }

    [Fact]
    public async Task What_a_clinic_has_said_the_coordinator_reads_but_has_no_buttons_for_and_other_municipalities_are_not_found()
    {
        var coordinator = await host.BrowserAsync("coordinator");
        var torvet = await host.ValueAsync<Guid>("SELECT Id FROM Clinics WHERE Name = 'Lægerne Torvet'");
        var far = await host.ValueAsync<Guid>("SELECT Id FROM Clinics WHERE Name = 'Lægerne Vestbyen'");

        var page = (await coordinator.GetAsync($"/clinic-hours/{torvet}")).Is(HttpStatusCode.OK);

        Assert.Contains("Klinikken har selv skrevet det", page.Document.QuerySelector("section[aria-labelledby='now-heading']")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='handler=delete']"));
        Assert.Null(page.Document.QuerySelector("form[action$='handler=open']"));
        (await coordinator.GetAsync($"/clinic-hours/{far}")).Is(HttpStatusCode.NotFound);
        (await coordinator.GetAsync("/clinic-hours/torvet")).Is(HttpStatusCode.NotFound);
        (await (await host.BrowserAsync("gp")).GetAsync($"/clinic-hours/{torvet}")).Is(HttpStatusCode.Forbidden);
        (await (await host.BrowserAsync("caseworker")).GetAsync("/meeting-places")).Is(HttpStatusCode.Forbidden);
        foreach (var handler in (string[])["save", "fill", "delete", "close", "open", "locate"])
        {
            var posted = await coordinator.PostAsync($"/clinic-hours/{far}?handler={handler}", [new("__RequestVerificationToken", await coordinator.TokenAsync()), new("consultation1", "8–12"), new("id", Guid.NewGuid().ToString())]);
            Assert.Equal((handler, HttpStatusCode.NotFound), (handler, posted.Status));
        }
    }

    [Fact]
    public async Task Closed_days_holidays_and_places_come_and_go()
    {
        var doctor = await host.BrowserAsync("gp");
        var closures = (await doctor.GetAsync("/clinic/hours")).FormWith("reason").Set("fromDay", "2026-12-01").Set("toDay", "2026-11-30").Set("reason", "Kursus <i>her</i>");
        var wrong = (await doctor.PostAsync(closures)).Is(HttpStatusCode.BadRequest);
        var closed = await doctor.FollowAsync((await doctor.PostAsync(wrong.FormWith("reason").Set("toDay", ""))).Is(HttpStatusCode.Redirect));
        var row = closed.Document.QuerySelectorAll(".side li").Single(item => item.TextContent.Contains("Kursus <i>her</i>", StringComparison.Ordinal));
        var opened = await doctor.PostAsync("/clinic/hours?handler=open", [new("__RequestVerificationToken", await doctor.TokenAsync()), new("id", row.QuerySelector("input[name=id]")!.GetAttribute("value")!)]);

        var coordinator = await host.BrowserAsync("coordinator");
        var holiday = await coordinator.FollowAsync((await coordinator.PostAsync((await coordinator.GetAsync("/school-holidays")).FormWith("name").Set("name", "Ekstra fri").Set("fromDay", "2027-05-07"))).Is(HttpStatusCode.Redirect));
        var noPlace = (await coordinator.PostAsync((await coordinator.GetAsync("/meeting-places")).FormWith("name").Set("name", "Jobcenter Holbæk").Set("seats", "12"))).Is(HttpStatusCode.BadRequest);
        var place = await coordinator.FollowAsync((await coordinator.PostAsync(noPlace.FormWith("name").Set("name", "Medborgerhuset"))).Is(HttpStatusCode.Redirect));
        var edit = place.Document.QuerySelectorAll(".work li").Single(item => item.TextContent.Contains("Medborgerhuset", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!.Split('#')[0];
        var changed = (await coordinator.GetAsync(edit)).FormWith("name");

        FormErrors.LeadTo(wrong, "f-toDay");
        Assert.Equal("/clinic/hours?done=opened", opened.Location);
        Assert.Contains("Fredag 7. maj 2027", holiday.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        FormErrors.LeadTo(noPlace, "f-name");
        Assert.Equal(("Medborgerhuset", "12"), (changed["name"], changed["seats"]));
        (await coordinator.PostAsync(changed.Set("seats", "14").Set("isJobCentre", "true"))).Is(HttpStatusCode.Redirect);
        Assert.Equal(14, await host.ValueAsync<int>("SELECT Seats FROM MeetingPlaces WHERE Name = 'Medborgerhuset' AND IsJobCentre = 1 AND IsActive = 1"));
    }
}
