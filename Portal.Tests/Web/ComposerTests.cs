using System.Net;

namespace Portal.Tests.Web;

/// <summary>Writing a request: on which consent, whether it has been asked before, and what the doctor will see.</summary>
public sealed class ComposerTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Purpose = "Svaret skal bruges til planen for, hvordan hun kommer tilbage til sit arbejde.";

    [Fact]
    public async Task A_consent_is_registered_with_the_request_and_the_doctor_sees_it()
    {
        var (browser, form) = await NewRequestAsync("Finn Aagaard", "LAE145");
        Fill(form).WithNewConsent().Set("consent.sources", "Holbæk Sygehus").Set("consent.case", "Sag 26-117 om sygedagpenge");

        var sent = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.Redirect);

        var id = IdOf(sent);
        Assert.Equal(1, await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'consent.register' AND ObjectId = (SELECT ConsentId FROM CertificateRequests WHERE Id = @id)", new { id }));
        var request = (await (await host.BrowserAsync("gp")).GetAsync($"/certificates/{id}")).Document.QuerySelector(".ask")!.TextContent;
        foreach (var part in (string[])["Borgerens samtykke", "Lægerne Torvet", "Holbæk Sygehus", "Sag 26-117 om sygedagpenge", "Sagsområde: Sygedagpenge", "23. nov."])
        {
            Assert.Contains(part, request, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_only_consent_that_covers_is_chosen_beforehand_and_one_that_does_not_says_why()
    {
        // Of Tatiana's two consents, one was given for LÆ 125, and one for LÆ 135.
        var (browser, form) = await NewRequestAsync("Tatiana Popescu", "LAE225");
        var page = await browser.GetAsync(form.AddressOf());
        var consents = await CountAsync("Consents");

        var closed = page.Document.QuerySelectorAll("input[name=consentId][disabled]");
        Assert.Single(closed);
        Assert.Contains("omfatter ikke alle de slags oplysninger", page.Document.GetElementById(closed[0].GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(form["consentId"], out var chosen));
        var sent = (await browser.PostAsync(Fill(form).Set("legalBasis", "Consent11a"), "send")).Is(HttpStatusCode.Redirect);

        Assert.Equal(chosen, await host.ValueAsync<Guid>("SELECT ConsentId FROM CertificateRequests WHERE Id = @id", new { id = IdOf(sent) }));
        Assert.Equal(consents, await CountAsync("Consents"));
    }

    [Fact]
    public async Task Without_consent_the_reason_is_asked_for_and_shown()
    {
        var (browser, form) = await NewRequestAsync("Rikke Solvang", "LAE125", "caseworker-colleague");
        Fill(form).Set("legalBasis", "Law11c");

        var refused = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.BadRequest);
        FormErrors.LeadTo(refused, "f-legalBasis-reason");
        var sent = (await browser.PostAsync(refused.FormWith("purpose").Set("legalBasis.reason", "Borgeren er indlagt uden varsel."), "send")).Is(HttpStatusCode.Redirect);

        var request = (await browser.FollowAsync(sent)).Document.QuerySelector(".ask")!.TextContent;
        Assert.Contains("Borgeren er indlagt uden varsel.", request, StringComparison.Ordinal);
        Assert.Contains("Uden samtykke", request, StringComparison.Ordinal);
        Assert.Equal(0, await host.ValueAsync<int>("SELECT COUNT(ConsentId) FROM CertificateRequests WHERE Id = @id", new { id = IdOf(sent) }));
    }

    [Fact]
    public async Task A_consent_with_holes_comes_back_as_it_was_with_an_error_at_each()
    {
        var (browser, form) = await NewRequestAsync("Steen Bjørnsholt", "LAE145");
        Fill(form).Set("legalBasis", "Consent11a").Set("consentId", "new").Set("consent.case", "").Remove("consent.kinds")
            .Set("consent.given", "2026-11-24").Set("consent.sources", "Sygehuset");

        var page = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.BadRequest);

        FormErrors.LeadTo(page, "f-consent-kinds", "f-consent-case", "f-consent-how", "f-consent-told", "f-consent-given");
        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("purpose")));
    }

    [Fact]
    public async Task A_draft_keeps_the_consent_that_has_been_begun()
    {
        var (browser, form) = await NewRequestAsync("Line Thorsager", "MULIG-LOKAL");
        form.Set("consentId", "new").Set("consent.sources", "Sygehuset").Set("consent.how", "Oral").Set("consent.given", "2026-11-20");

        var saved = (await browser.PostAsync(form, "save")).Is(HttpStatusCode.Redirect);
        var draft = (await browser.GetAsync($"/certificates/{IdOf(saved)}/edit")).FormWith("purpose");

        Assert.Equal(FormErrors.FilledIn(form).Where(IsOfConsent), FormErrors.FilledIn(draft).Where(IsOfConsent));

        static bool IsOfConsent(KeyValuePair<string, string> field) => field.Key.StartsWith("consent", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_request_is_told_before_anything_is_written_and_refused_with_the_way_to_it()
    {
        var open = await host.CertificateAsync("Birthe Ravnsborg", "LAE125", "Sent");
        var (browser, form) = await NewRequestAsync("Birthe Ravnsborg", "LAE125");
        var types = await browser.GetAsync($"/certificates/new?citizen={await host.CitizenAsync("Birthe Ravnsborg")}");
        var page = await browser.GetAsync(form.AddressOf());
        Fill(form).WithNewConsent();

        var refused = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.Conflict);

        Assert.All([types, page, refused], one => Assert.NotNull(one.Document.QuerySelector($"main a[href='/certificates/{open}']")));
        Assert.Contains("Mette Sørensen, Sygedagpenge", page.Document.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Din anmodning er ikke sendt", refused.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(refused.FormWith("purpose")));
    }

    [Fact]
    public async Task Asking_again_for_what_was_answered_lately_takes_a_reason_that_the_doctor_sees()
    {
        var answered = await host.CertificateAsync("Karen Lise Møller", "LAE125");
        var (browser, form) = await NewRequestAsync("Karen Lise Møller", "LAE125");
        Assert.Contains("24 dage siden", (await browser.GetAsync(form.AddressOf())).Document.QuerySelector(".alert-info")!.TextContent, StringComparison.Ordinal);
        Fill(form).WithNewConsent();

        var refused = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.BadRequest);
        FormErrors.LeadTo(refused, "f-repeatReason");
        Assert.NotNull(refused.Document.QuerySelector($"main a[href='/certificates/{answered}']"));
        var again = refused.FormWith("purpose").Set("repeatReason", "Hun er blevet opereret siden.");
        var sent = (await browser.PostAsync(again, "send")).Is(HttpStatusCode.Redirect);

        var doctor = await (await host.BrowserAsync("gp")).GetAsync($"/certificates/{IdOf(sent)}");
        Assert.Contains("Hun er blevet opereret siden.", doctor.Document.QuerySelector(".ask")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_request_begins_with_what_is_known_and_the_log_says_from_which_answers()
    {
        var citizen = await host.CitizenAsync("Tatiana Popescu");
        var answered = await host.CertificateAsync("Tatiana Popescu", "LAE125", "Approved");

        var (_, form) = await NewRequestAsync("Tatiana Popescu", "LAE145");

        Assert.StartsWith("Statusattest, besvaret 4. november 2026 af Lægerne Torvet: ", form["known"], StringComparison.Ordinal);
        Assert.Contains(
            answered.ToString(),
            await host.QueryAsync<string>("SELECT Detail FROM AuditEntries WHERE Action = 'citizen.read' AND CitizenId = @citizen AND Detail IS NOT NULL", new { citizen }));
    }

    [Fact]
    public async Task The_preview_is_what_the_doctor_sees_and_carries_the_whole_form()
    {
        var (browser, form) = await NewRequestAsync("Sofie Juul Hartmann", "MULIG-LOKAL");
        Fill(form).WithNewConsent().Set("goal", "20 timer på skolen").Set("m.tasks-1", "Lette løft").Set("m.tasks-3", "Kørsel\u200B i bil")
            .Set("meanwhile-1", "Rygtræning i små hold").Set("known", "Linje 1\nLinje 2 <b>&amp;");

        var preview = (await browser.PostAsync(form, "preview")).Is(HttpStatusCode.OK);
        var carried = preview.FormWith("purpose");
        var back = (await browser.PostAsync(carried, "back")).Is(HttpStatusCode.OK).FormWith("purpose");
        var sent = (await browser.PostAsync(carried, "send")).Is(HttpStatusCode.Redirect);

        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(carried));
        // Lines close up.
        Assert.Equal(FormErrors.FilledIn(form.Set("m.tasks-2", form["m.tasks-3"]).Set("m.tasks-3", "")), FormErrors.FilledIn(back));
        var doctor = await (await host.BrowserAsync("gp")).GetAsync($"/certificates/{IdOf(sent)}");
        Assert.Equal(Seen(doctor), Seen(preview));
        Assert.NotNull(preview.Document.QuerySelector(".ask a[href='/offers/rygtraening?version=1']"));
        Assert.All(preview.Document.QuerySelectorAll("textarea, select"), box => Assert.NotNull(box.Closest("fieldset[disabled]")));
        Assert.Equal(doctor.Document.QuerySelectorAll(".answer-form .q > h2, .answer-form legend").Length - 1, preview.Document.QuerySelectorAll("fieldset .q > h2, fieldset legend").Length);

        static string Seen(WebPage page) => string.Join(' ', page.Document.QuerySelector(".ask")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Without_script_a_question_of_the_library_goes_into_the_first_empty_box_and_the_rest_stays()
    {
        var (browser, form) = await NewRequestAsync("Line Thorsager", "LAE135");
        form.Set("question-1", "Hvad viste prøverne?").Set("purpose", "Opfølgning");
        var button = (await browser.GetAsync(form.AddressOf())).Document.QuerySelector("button[name=insert]")!;

        var page = (await browser.PostAsync(form.Set("insert", button.GetAttribute("value")!), "insert")).Is(HttpStatusCode.OK).FormWith("purpose");

        Assert.Equal(("Hvad viste prøverne?", button.GetAttribute("data-insert"), "Opfølgning"), (page["question-1"], page["question-2"], page["purpose"]));
    }

    [Fact]
    public async Task The_advice_comes_as_a_page_or_as_a_part_of_one_and_blocks_nothing()
    {
        var (browser, form) = await NewRequestAsync("Henriette Bang Olsen", "LAE145");
        Fill(form).WithNewConsent().Set("question-1", "Er borgeren rask?").Set("contact.name", "Jobcenter Holbæk");

        var part = (await browser.PostAsync(form, "check", "fetch")).Is(HttpStatusCode.OK);
        var page = (await browser.PostAsync(form, "check")).Is(HttpStatusCode.OK);
        var sent = await browser.PostAsync(form, "send");

        Assert.Null(part.Document.QuerySelector("main"));
        Assert.All([part, page], one => Assert.Equal("2", one.Document.QuerySelector("[data-hints]")!.GetAttribute("data-hints")));
        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("purpose")));
        sent.Is(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_the_coordinator_adds_to_the_library_stands_first_where_a_caseworker_writes()
    {
        const string Wording = "Hvor længe ad gangen kan borgeren bruge højre hånd?";
        var coordinator = await host.BrowserAsync("coordinator");
        var form = (await coordinator.GetAsync("/certificates/questions")).FormWith("wording");

        var refused = (await coordinator.PostAsync(form.Set("wording", Wording).Set("agreedOn", "i går"), "save")).Is(HttpStatusCode.BadRequest);
        FormErrors.LeadTo(refused, "f-agreedOn");
        var again = refused.FormWith("wording");
        Assert.Equal(Wording, again["wording"]);
        (await coordinator.PostAsync(again.Set("typeId", "LAE225").Set("agreedOn", "2026-03-03"), "save")).Is(HttpStatusCode.Redirect);

        var (browser, request) = await NewRequestAsync("Line Thorsager", "LAE225");
        var first = (await browser.GetAsync(request.AddressOf())).Document.QuerySelector(".library li")!.TextContent;
        Assert.Contains(Wording, first, StringComparison.Ordinal);
        Assert.Contains("3. marts 2026", first, StringComparison.Ordinal);
        Assert.Null((await browser.GetAsync("/certificates/questions")).Document.QuerySelector("main form"));
    }

    private static FormValues Fill(FormValues form) =>
        form.Set("purpose", Purpose).Set("question-1", "Hvilke skånehensyn er der brug for lige nu?").Set("known", "Det ved vi.");

    private static Guid IdOf(WebPage redirect) => Guid.Parse(redirect.Location.Split('/', '?')[2]);

    private Task<int> CountAsync(string table) => host.ValueAsync<int>($"SELECT COUNT(*) FROM {table}");

    private async Task<(Browser Browser, FormValues Form)> NewRequestAsync(string citizen, string type, string person = "caseworker")
    {
        var id = await host.CitizenAsync(citizen);
        var browser = await host.BrowserAsync(person);
        return (browser, (await browser.GetAsync($"/certificates/new?citizen={id}&type={type}")).FormWith("legalBasis"));
    }
}
