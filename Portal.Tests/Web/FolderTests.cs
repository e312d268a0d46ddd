using System.Net;

namespace Portal.Tests.Web;

/// <summary>The medical folder as those see it who keep it, and as the others do not.</summary>
public sealed class FolderTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Citizen = "Finn Aagaard";

    [Fact]
    public async Task The_clinic_sees_what_it_received_and_nothing_of_the_folder()
    {
        var address = await AddressAsync(Citizen);
        var folder = (await (await host.BrowserAsync("caseworker")).GetAsync(address)).Is(HttpStatusCode.OK);
        string[] ofTheFolder = ["Tilbage på lageret 20 timer", "Lagerchef Peder Krog", "Rygestopkurset i sundhedshuset", "Samtykke trukket tilbage"];

        var received = (await (await host.BrowserAsync("gp")).GetAsync(address)).Is(HttpStatusCode.OK);

        Assert.All(ofTheFolder, text => Assert.Contains(text, folder.Text, StringComparison.Ordinal));
        Assert.All(ofTheFolder, text => Assert.DoesNotContain(text, received.Text, StringComparison.Ordinal));
        Assert.Null(received.Document.GetElementById("timeline"));
        Assert.Empty(received.Document.QuerySelectorAll($"main a[href^='{address}/']"));
        Assert.Equal(
            folder.Document.QuerySelectorAll("#timeline a[href^='/certificates/']").Select(link => link.GetAttribute("href")).Distinct().Order(),
            received.Document.QuerySelectorAll("main a.who").Select(link => link.GetAttribute("href")).Order());
    }

    [Fact]
    public async Task The_timeline_is_filtered_by_the_address_and_an_address_that_says_nothing_shows_all()
    {
        var browser = await host.BrowserAsync("caseworker");
        var address = await AddressAsync(Citizen);

        var all = Entries(await browser.GetAsync(address));
        var notes = Entries(await browser.GetAsync($"{address}?kind=phone-note"));
        var none = Entries(await browser.GetAsync($"{address}?from=2199-01-01"));
        var turned = (await browser.GetAsync($"{address}?from=2026-11-02&to=2026-11-01")).Is(HttpStatusCode.OK);

        Assert.Equal(3, notes.Count);
        Assert.Equal(all.Where(entry => entry.StartsWith("Telefonsamtale", StringComparison.Ordinal)), notes);
        Assert.Empty(none);
        Assert.Contains("Fra-datoen ligger efter til-datoen", turned.Text, StringComparison.Ordinal);
        foreach (var query in (string[])["?kind=nonsense", "?from=yesterday&to=9999-12-31", "?before=nonsense", "?kind=%00"])
        {
            Assert.Equal(all, Entries((await browser.GetAsync(address + query)).Is(HttpStatusCode.OK)));
        }
    }

    [Fact]
    public async Task Older_pages_are_a_link_away_and_keep_the_filter()
    {
        var browser = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Camilla Rask");
        for (var i = 0; i < 20; i++)
        {
            await host.ExecuteAsync(
                "INSERT INTO PhoneNotes SELECT @id, @citizen, NULL, @with, SpokenAt, Note, WrittenById, WrittenAt FROM PhoneNotes WHERE SpokeWith = 'Henriette Bang Olsen'",
                new { id = Guid.NewGuid(), citizen, with = $"Nummer {i:00}" });
        }

        var first = await browser.GetAsync($"/citizens/{citizen}?kind=phone-note");
        var second = await browser.GetAsync(first.Document.QuerySelector("#timeline .pages a")!.GetAttribute("href")!.Split('#')[0]);

        Assert.Equal((12, 8), (Entries(first).Count, Entries(second).Count));
        Assert.Equal(20, Entries(first).Concat(Entries(second)).Distinct().Count());
        Assert.Equal($"/citizens/{citizen}?kind=phone-note#timeline", second.Document.QuerySelector("#timeline .pages a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Two_who_write_the_goal_at_once_see_both_texts()
    {
        var address = await AddressAsync("Dorthe Engelbrecht");
        var mette = await host.BrowserAsync("caseworker");
        var susanne = await host.BrowserAsync("coordinator");
        var form = (await mette.GetAsync(address + "/goal")).FormWith("aim");
        var other = (await susanne.GetAsync(address + "/goal")).FormWith("aim");

        var saved = (await susanne.PostAsync(other.Set("aim", "Seks timer").Set("relevant", "Hun savner klassen"))).Is(HttpStatusCode.Redirect);
        var conflict = (await mette.PostAsync(form.Set("aim", "Otte timer"))).Is(HttpStatusCode.Conflict);
        var again = (await mette.PostAsync(conflict.FormWith("aim"))).Is(HttpStatusCode.Redirect);
        var folder = await mette.FollowAsync(again);

        Assert.Contains("Målet er gemt", (await susanne.FollowAsync(saved)).Text, StringComparison.Ordinal);
        var both = conflict.Document.QuerySelector(".theirs")!.TextContent;
        Assert.All((string[])["Susanne Vedel", "Seks timer", "Otte timer", "Hun savner klassen"], text => Assert.Contains(text, both, StringComparison.Ordinal));
        Assert.Contains("Otte timer", folder.Document.QuerySelector(".goal-aim")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Seks timer", folder.Document.QuerySelector(".goal-history")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_goal_with_faults_leads_to_them_and_keeps_what_was_typed()
    {
        var browser = await host.BrowserAsync("caseworker");
        var form = (await browser.GetAsync(await AddressAsync("Birthe Ravnsborg") + "/goal")).FormWith("aim");

        var page = (await browser.PostAsync(form.Set("specific", new string('x', 1001)).Set("ownWords", "Mine ord").Set("agreedOn", "2199-01-01"))).Is(HttpStatusCode.BadRequest);
        var badDay = (await browser.PostAsync(form.Set("aim", "Arbejde").Set("specific", "").Set("agreedOn", "").Set("dueOn", "31-12-2026"))).Is(HttpStatusCode.BadRequest);

        FormErrors.LeadTo(page, FormErrors.Id("aim"), FormErrors.Id("specific"), FormErrors.Id("agreedOn"));
        Assert.Equal("Mine ord", page.FormWith("aim")["ownWords"].Trim());
        FormErrors.LeadTo(badDay, FormErrors.Id("dueOn"));
    }

    [Fact]
    public async Task A_phone_note_stands_in_the_folder_once()
    {
        var browser = await host.BrowserAsync("caseworker");
        var address = await AddressAsync("Tatiana Popescu");
        var form = (await browser.GetAsync(address + "/phone-note")).FormWith("spokeWith");
        var about = await host.CertificateAsync("Tatiana Popescu", "LAE135");

        var empty = (await browser.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var ahead = (await browser.PostAsync(form.Set("spokeWith", "Borgeren").Set("note", "<b>Hun</b> kommer").Set("spokenOn", "2199-01-01"))).Is(HttpStatusCode.BadRequest);
        var foreign = (await browser.PostAsync(ahead.FormWith("note").Set("spokenOn", "2026-11-20").Set("certificate", "nonsense"))).Is(HttpStatusCode.BadRequest);
        form = foreign.FormWith("note").Set("certificate", about.ToString());
        var saved = (await browser.PostAsync(form)).Is(HttpStatusCode.Redirect);
        (await browser.PostAsync(form)).Is(HttpStatusCode.Redirect);
        var folder = await browser.FollowAsync(saved);

        FormErrors.LeadTo(empty, FormErrors.Id("spokeWith"), FormErrors.Id("note"));
        FormErrors.LeadTo(ahead, FormErrors.Id("spokenOn"));
        FormErrors.LeadTo(foreign, FormErrors.Id("certificate"));
        var entry = Assert.Single(folder.Document.QuerySelectorAll(".entry"), entry => entry.TextContent.Contains("<b>Hun</b> kommer", StringComparison.Ordinal));
        Assert.Equal($"/certificates/{about}", entry.QuerySelector(".t a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_withdrawn_consent_stops_its_open_request_and_the_folder_says_so()
    {
        var browser = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Anne-Mette Kvist");
        var request = await host.CertificateAsync("Anne-Mette Kvist", "LAE125");
        var consent = await host.ValueAsync<Guid>("SELECT ConsentId FROM CertificateRequests WHERE Id = @request", new { request });
        var address = $"/citizens/{citizen}/consents/{consent}/withdraw";

        var question = (await browser.GetAsync(address)).Is(HttpStatusCode.OK);
        var done = (await browser.PostAsync(address, [new("__RequestVerificationToken", await browser.TokenAsync())])).Is(HttpStatusCode.Redirect);
        var folder = await browser.FollowAsync(done);
        var again = await browser.GetAsync(address);

        Assert.Contains("1 anmodning vil stå stille", question.Document.QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Paused", await host.ValueAsync<string>("SELECT Status FROM CertificateRequests WHERE Id = @request", new { request }));
        Assert.NotNull(folder.Document.QuerySelector($".alert-warning a[href='/certificates/{request}']"));
        Assert.StartsWith("Samtykke trukket tilbage", Entries(folder)[0], StringComparison.Ordinal);
        Assert.Equal($"/citizens/{citizen}", again.Location);
        (await browser.GetAsync($"/citizens/{await host.CitizenAsync(Citizen)}/consents/{consent}/withdraw")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_consent_is_registered_once_and_with_faults_not_at_all()
    {
        var browser = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Line Thorsager");
        var form = (await browser.GetAsync($"/citizens/{citizen}/consents/new")).FormWith("consent.case");
        var before = await CountAsync();

        var empty = (await browser.PostAsync(form.Remove("consent.clinics").Set("consent.case", "").Set("consent.given", ""))).Is(HttpStatusCode.BadRequest);
        form = empty.FormWith("consent.case").Set("consent.kinds", "Function").Set("consent.sources", "Sygehuset").Set("consent.case", "Sag 1")
            .Set("consent.how", "Oral").Set("consent.told", "true").Set("consent.given", "2026-11-23").Set("consent.expires", "2027-02-21");
        (await browser.PostAsync(form)).Is(HttpStatusCode.Redirect);
        var saved = (await browser.PostAsync(form)).Is(HttpStatusCode.Redirect);
        var folder = await browser.FollowAsync(saved);

        FormErrors.LeadTo(
            empty,
            [.. ((string[])["consent.kinds", "consent.clinics", "consent.case", "consent.how", "consent.told", "consent.given"]).Select(FormErrors.Id)]);
        Assert.Equal(before + 1, await CountAsync());
        Assert.Contains("Sygehuset", folder.Document.QuerySelector(".consent")!.TextContent, StringComparison.Ordinal);

        Task<int> CountAsync() => host.ValueAsync<int>("SELECT COUNT(*) FROM Consents WHERE CitizenId = @citizen", new { citizen });
    }

    [Fact]
    public async Task Answers_stand_side_by_side_the_newest_first()
    {
        var browser = await host.BrowserAsync("caseworker-colleague");
        var address = await AddressAsync("Kasper Friberg") + "/answers";

        var first = (await browser.GetAsync(address)).Is(HttpStatusCode.OK);
        var history = (await browser.GetAsync(address + "?section=history")).Is(HttpStatusCode.OK);
        var unknown = (await browser.GetAsync(address + "?section=nonsense")).Is(HttpStatusCode.OK);
        var none = (await (await host.BrowserAsync("caseworker")).GetAsync(await AddressAsync("Anne-Mette Kvist") + "/answers")).Is(HttpStatusCode.OK);

        var texts = first.Document.QuerySelectorAll(".compare td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["Vedvarende greb, vibrerende", "Hænderne tåler ikke vedvare"], texts.Select(text => text[..27].TrimEnd()));
        Assert.Contains("Leddegigt gennem to år", history.Document.QuerySelector(".compare td")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(texts, unknown.Document.QuerySelectorAll(".compare td").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Der er ingen svar endnu", none.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/citizens?q=6309662271", "/citizens?refused=digits")]
    [InlineData("/citizens?of=unit&q=Finn%201", "/citizens?refused=digits&of=unit")]
    public async Task Digits_in_the_box_for_names_leave_the_address_unsearched(string address, string target)
    {
        var browser = await host.BrowserAsync("caseworker");
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));

        using var response = await host.Http.SendAsync(request);
        var page = await browser.GetAsync(target);

        Assert.Equal(target, response.Headers.Location?.OriginalString);
        Assert.Contains("blev ikke søgt", page.Text, StringComparison.Ordinal);
    }

    private static List<string> Entries(WebPage page) => [.. page.Document.QuerySelectorAll("#timeline .entry .t").Select(title => title.TextContent.Trim())];

    private async Task<string> AddressAsync(string name) => $"/citizens/{await host.CitizenAsync(name)}";
}
