using System.Net;

namespace Portal.Tests.Web;

/// <summary>What the municipality does with a request after it was sent, without script.</summary>
public sealed class CaseworkPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_clinics_question_is_answered_with_a_new_version_and_errors_lose_nothing()
    {
        var (mette, kirstine) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("gp-other"));
        var id = await host.CertificateAsync("Line Thorsager", "LAE145");
        var page = await mette.GetAsync($"/certificates/{id}");

        Assert.Contains("opgaverne på afdelingen eller på hverdagen", page.Document.QuerySelector(".quote")!.TextContent, StringComparison.Ordinal);
        var form = (await mette.GetAsync($"/certificates/{id}/clarify")).FormWith("answer").Set("question-3", "Hvilke opgaver på afdelingen kræver hukommelse?");
        var more = (await mette.PostAsync(form, "more")).Is(HttpStatusCode.OK);
        var empty = (await mette.PostAsync(more.FormWith("answer"), "send")).Is(HttpStatusCode.BadRequest);
        form = empty.FormWith("answer").Set("answer", "Opgaverne på afdelingen.").Set("moves", "true");
        var stale = (await mette.PostAsync(form.Set("version", "1"), "send")).Is(HttpStatusCode.Conflict);
        form = stale.FormWith("answer");
        (await mette.PostAsync(form, "send")).Is(HttpStatusCode.Redirect);

        FormErrors.LeadTo(empty, "f-answer");
        Assert.Equal(("Opgaverne på afdelingen.", "Hvilke opgaver på afdelingen kræver hukommelse?"), (form["answer"], form["question-3"]));
        var seen = Said(await kirstine.GetAsync($"/certificates/{id}"));
        Assert.Contains("Opgaverne på afdelingen.", seen, StringComparison.Ordinal);
        Assert.Contains("Hvilke opgaver på afdelingen kræver hukommelse?", seen, StringComparison.Ordinal);
        Assert.Contains("Hvordan påvirkes hukommelse og overblik", seen, StringComparison.Ordinal);
        Assert.Equal(2, await host.ValueAsync<int>("SELECT PausedDays FROM CertificateRequests WHERE Id = @id", new { id }));
        Assert.Equal("Consent11a", await host.ValueAsync<string>("SELECT json_extract(Content, '$.sections.legalBasis') FROM CertificateRequests WHERE Id = @id", new { id }));
    }

    [Fact]
    public async Task After_a_consultation_in_vain_a_new_time_is_asked_for_or_the_request_withdrawn()
    {
        var mette = await host.BrowserAsync("caseworker");
        var address = $"/certificates/{await host.CertificateAsync("Poul-Erik Dissing", "LAE135")}";

        var withdraw = (await mette.GetAsync($"{address}/withdraw")).FormWith("reason");
        var page = await mette.GetAsync(address);
        var done = await mette.FollowAsync((await mette.PostAsync(page.FormTo("handler=newTime"))).Is(HttpStatusCode.Redirect));
        (await mette.PostAsync(page.FormTo("handler=newTime"))).Is(HttpStatusCode.Redirect);

        Assert.Equal("NoShow", withdraw["reason"]);
        Assert.Contains("Vi har ringet to gange", Said(page), StringComparison.Ordinal);
        Assert.Contains("bad om en ny tid", Said(done), StringComparison.Ordinal);
        Assert.Empty(done.Document.QuerySelectorAll("form[action$='handler=newTime']"));
    }

    [Fact]
    public async Task After_a_no_one_click_makes_the_draft_that_the_doctor_proposed()
    {
        var mette = await host.BrowserAsync("caseworker");
        var id = await host.CertificateAsync("Mohammed Al-Khatib", "LAE135");
        var page = await mette.GetAsync($"/certificates/{id}");

        Assert.Contains("Bed om LÆ 145 i stedet", Said(page), StringComparison.Ordinal);
        Assert.Contains("Med en LÆ 145 kan jeg", Said(page), StringComparison.Ordinal);
        var draft = await mette.FollowAsync((await mette.PostAsync(page.FormTo("handler=anew"))).Is(HttpStatusCode.Redirect));
        var again = (await mette.PostAsync(page.FormTo("handler=anew"))).Is(HttpStatusCode.Conflict);

        Assert.EndsWith("/edit", draft.Address, StringComparison.Ordinal);
        Assert.Contains("LÆ 145", draft.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Vi skal vurdere, hvornår kontakten", draft.FormWith("purpose")["purpose"], StringComparison.Ordinal);
        Assert.NotNull(again.Document.QuerySelector(".alert-warning"));
        Assert.Equal("Closed", await StatusAsync(id));
    }

    [Fact]
    public async Task What_could_not_be_delivered_goes_to_a_clinic_that_the_consent_names()
    {
        var birthe = await host.BrowserAsync("caseworker-crosscutting");
        var id = await host.CertificateAsync("Selam Tesfay", "LAE145F");
        var torvet = (await host.ValueAsync<Guid>("SELECT Id FROM Clinics WHERE Name = 'Lægerne Torvet'")).ToString();
        var form = (await birthe.GetAsync($"/certificates/{id}/send-elsewhere")).FormWith("clinic");

        var none = (await birthe.PostAsync(form, "send")).Is(HttpStatusCode.BadRequest);
        var doctors = (await birthe.PostAsync(none.FormWith("clinic").Set("clinic", torvet), "doctors")).Is(HttpStatusCode.OK);
        var refused = (await birthe.PostAsync(doctors.FormWith("clinic"), "send")).Is(HttpStatusCode.Conflict);
        await host.ExecuteAsync(
            "INSERT INTO ConsentClinics (ConsentId, ClinicId) SELECT ConsentId, @torvet FROM CertificateRequests WHERE Id = @id", new { torvet = Guid.Parse(torvet), id });
        (await birthe.PostAsync(refused.FormWith("clinic"), "send")).Is(HttpStatusCode.Redirect);

        FormErrors.LeadTo(none, "f-clinic");
        Assert.Contains("Anna Holm", doctors.Document.QuerySelector("#f-doctor")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nævner ikke den klinik", Said(refused), StringComparison.Ordinal);
        Assert.Contains($"/certificates/{id}/withdraw", refused.Text, StringComparison.Ordinal);
        Assert.Contains("i stedet for Lægeklinikken Lindely", Said(await (await host.BrowserAsync("gp")).GetAsync($"/certificates/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_is_asked_about_one_section_and_given_up_again()
    {
        var mette = await host.BrowserAsync("caseworker");
        var id = await host.CertificateAsync("Steen Bjørnsholt", "LAE125");
        var page = await mette.GetAsync($"/certificates/{id}");

        Assert.Contains("Udgave 1: Svar", page.Document.QuerySelector(".versions")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll(".signed .changed"));
        var form = (await mette.GetAsync($"/certificates/{id}/complement")).FormWith("question").Set("question", "Hvor ofte er genoptræningen nu?");
        var missing = (await mette.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        form = missing.FormWith("question").Set("section", "treatment");
        var asked = await mette.FollowAsync((await mette.PostAsync(form)).Is(HttpStatusCode.Redirect));
        var dropped = await mette.FollowAsync((await mette.PostAsync(asked.FormTo("handler=dropComplement"))).Is(HttpStatusCode.Redirect));

        FormErrors.LeadTo(missing, "f-section");
        Assert.Equal("Hvor ofte er genoptræningen nu?", form["question"]);
        Assert.Contains("Hvor ofte er genoptræningen nu?", asked.Document.QuerySelector(".quote")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("frafaldt uddybningen", Said(dropped), StringComparison.Ordinal);
        Assert.Equal("Answered", await StatusAsync(id));
    }

    [Fact]
    public async Task An_answer_that_was_returned_and_disputed_is_taken_as_it_is()
    {
        var lars = await host.BrowserAsync("caseworker-far");
        var id = await host.CertificateAsync("Jette Skovgaard", "LAE125");
        var page = await lars.GetAsync($"/certificates/{id}");

        var stale = (await lars.PostAsync(page.FormTo("handler=liftReturn").Set("version", "1"))).Is(HttpStatusCode.Conflict);
        (await lars.PostAsync(stale.FormTo("handler=liftReturn"))).Is(HttpStatusCode.Redirect);

        Assert.Contains("Lene Kragh er uenig", Said(page), StringComparison.Ordinal);
        Assert.Contains("Mere ved jeg ikke", Said(page), StringComparison.Ordinal);
        Assert.Equal("Answered", await StatusAsync(id));
    }

    [Fact]
    public async Task An_answer_that_came_too_late_is_read_with_a_row_in_the_log_and_taken_into_use()
    {
        var lars = await host.BrowserAsync("caseworker-far");
        var id = await host.CertificateAsync("Christina Agerbo", "LAE225");
        var page = await lars.GetAsync($"/certificates/{id}");

        Assert.Contains("en til to dages fravær om måneden", page.Document.QuerySelector(".signed")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @id AND Action = 'certificate.read-late'", new { id }));
        var stale = (await lars.PostAsync(page.FormTo("handler=rejectLate").Set("version", "1"))).Is(HttpStatusCode.Conflict);
        (await lars.PostAsync(stale.FormTo("handler=useLate"))).Is(HttpStatusCode.Redirect);

        Assert.Equal("Answered", await StatusAsync(id));
    }

    [Fact]
    public async Task A_re_assessment_that_has_come_due_is_a_task_until_somebody_settles_it()
    {
        var mette = await host.BrowserAsync("caseworker");
        var page = await mette.GetAsync($"/certificates/{await host.CertificateAsync("Tatiana Popescu", "LAE125")}");

        var done = await mette.FollowAsync((await mette.PostAsync(page.FormTo("handler=reassessed"))).Is(HttpStatusCode.Redirect));

        var task = page.Document.QuerySelector(".reminder--task")!;
        Assert.Contains("ny vurdering den 22. november 2026", task.TextContent, StringComparison.Ordinal);
        Assert.Contains("59 00 21 40", task.TextContent, StringComparison.Ordinal);
        Assert.NotNull(task.QuerySelector("a[href*='/certificates/new?citizen=']"));
        Assert.NotNull(task.QuerySelector("a[href*='/phone-note?certificate=']"));
        Assert.Null(done.Document.QuerySelector(".reminder--task"));
    }

    [Fact]
    public async Task The_doctor_is_told_what_the_answer_was_used_for_and_later_what_came_of_it()
    {
        var (mette, anna) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("gp"));
        var id = await host.CertificateAsync("Camilla Rask", "LAE125");
        var address = $"/certificates/{id}";

        Assert.NotNull((await mette.GetAsync(address)).Document.QuerySelector($"main p a[href='{address}/feedback']"));
        var empty = (await mette.PostAsync((await mette.GetAsync($"{address}/feedback")).FormWith("usedFor").Set("cameOfIt", "Hun er i gang."))).Is(HttpStatusCode.BadRequest);
        var first = empty.FormWith("usedFor").Set("usedFor", "Til planen.").Set("cameOfIt", "");
        (await mette.PostAsync(first)).Is(HttpStatusCode.Redirect);
        (await mette.PostAsync(first)).Is(HttpStatusCode.Redirect);
        var second = (await mette.GetAsync($"{address}/feedback")).FormWith("usedFor");
        (await mette.PostAsync(second.Set("cameOfIt", "Hun er i gang."))).Is(HttpStatusCode.Redirect);
        var seen = await anna.GetAsync(address);
        await anna.GetAsync(address);

        Assert.Equal("Hun er i gang.", empty.FormWith("usedFor")["cameOfIt"]);
        Assert.Equal("Til planen.", second["usedFor"]);
        Assert.Equal(2, seen.Document.QuerySelectorAll("#feedback .quote").Length);
        Assert.Contains("Hun er i gang.", Said(seen), StringComparison.Ordinal);
        Assert.Equal(1, await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @id AND Action = 'certificate.read-feedback'", new { id }));
    }

    [Fact]
    public async Task A_request_sent_wrongly_leaves_a_stub_gives_back_what_was_typed_and_waits_for_the_coordinator()
    {
        var (mette, anna, susanne) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("gp"), await host.BrowserAsync("coordinator"));
        var id = await host.CertificateAsync("Mohammed Al-Khatib", "LAE125", "Sent");
        var address = $"/certificates/{id}";
        var purpose = await host.ValueAsync<string>("SELECT json_extract(Content, '$.sections.purpose') FROM CertificateRequests WHERE Id = @id", new { id });
        var answer = (await anna.GetAsync(address)).FormWith("history").Set("history", "Skrevet i god tro.");

        var empty = (await mette.PostAsync((await mette.GetAsync($"{address}/retract")).FormWith("kind").Set("note", "Forkert borger valgt."))).Is(HttpStatusCode.BadRequest);
        var done = await mette.FollowAsync((await mette.PostAsync(empty.FormWith("kind").Set("kind", "WrongCitizen"))).Is(HttpStatusCode.Redirect));
        var stub = (await anna.GetAsync(address)).Is(HttpStatusCode.OK);
        var late = (await anna.PostAsync(answer, "sign")).Is(HttpStatusCode.Conflict);
        (await (await host.BrowserAsync("gp-other")).GetAsync(address)).Is(HttpStatusCode.NotFound);

        FormErrors.LeadTo(empty, "f-kind");
        Assert.Equal("Forkert borger valgt.", empty.FormWith("kind")["note"]);
        Assert.Contains("Trukket tilbage som fejlsendt", Said(done), StringComparison.Ordinal);
        Assert.Contains("Trukket tilbage af Holbæk Kommune", Said(stub), StringComparison.Ordinal);
        Assert.All((WebPage[])[stub, late], page => Assert.DoesNotContain("Mohammed", page.Text, StringComparison.Ordinal));
        Assert.All((WebPage[])[stub, late, done], page => Assert.DoesNotContain(purpose[..40], page.Text, StringComparison.Ordinal));
        Assert.Contains("Skrevet i god tro.", late.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        var close = (await susanne.GetAsync(address)).Document;
        Assert.Empty(close.QuerySelectorAll("form[action$='handler=close']"));
        var incident = close.QuerySelector("a[href^='/incidents/']")!.GetAttribute("href")!;
        Assert.Contains(incident, (await susanne.GetAsync("/incidents")).Text, StringComparison.Ordinal);
        var report = await susanne.GetAsync(incident);
        Assert.Contains("Anna Holm", Said(report), StringComparison.Ordinal);
        var nothing = (await susanne.PostAsync(report.FormWith("measures"))).Is(HttpStatusCode.BadRequest);
        var registered = await susanne.FollowAsync((await susanne.PostAsync(nothing.FormWith("measures").Set("measures", "Klinikken er ringet op."))).Is(HttpStatusCode.Redirect));
        var tooLate = (await susanne.PostAsync(nothing.FormWith("measures").Set("measures", "Det samme igen."))).Is(HttpStatusCode.Conflict);
        Assert.Contains("Klinikken er ringet op.", Said(registered), StringComparison.Ordinal);
        Assert.Contains("Det samme igen.", Said(tooLate), StringComparison.Ordinal);
        (await mette.PostAsync((await mette.GetAsync(address)).FormTo("handler=close"))).Is(HttpStatusCode.Redirect);
        Assert.Equal("Closed", await StatusAsync(id));
    }

    [Fact]
    public async Task An_answer_sent_wrongly_is_retracted_by_the_doctor_and_read_by_nobody_after()
    {
        var (anna, mette) = (await host.BrowserAsync("gp"), await host.BrowserAsync("caseworker"));
        var id = await host.CertificateAsync("Henriette Bang Olsen", "LAE135");
        var address = $"/certificates/{id}";
        var written = await host.ValueAsync<string>("SELECT json_extract(Content, '$.sections.findings') FROM CertificateAnswers WHERE RequestId = @id", new { id });
        Assert.Contains(written[..40], (await mette.GetAsync(address)).Text, StringComparison.Ordinal);

        var form = (await anna.GetAsync($"{address}/retract")).FormWith("kind").Set("kind", "WrongContent");
        var empty = (await anna.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        form = empty.FormWith("kind").Set("note", "En andens oplysninger.");
        var birgit = await host.BrowserAsync("staff");
        var hers = empty.FormWith("kind").Set("note", "Ikke min.").Set("__RequestVerificationToken", await birgit.TokenAsync());
        (await birgit.PostAsync($"{address}/retract", hers.Fields)).Is(HttpStatusCode.Conflict);
        (await anna.PostAsync(form)).Is(HttpStatusCode.Redirect);
        var page = await mette.GetAsync(address);

        FormErrors.LeadTo(empty, "f-note");
        Assert.Equal("WrongContent", form["kind"]);
        Assert.DoesNotContain(written[..40], page.Text, StringComparison.Ordinal);
        Assert.Contains("Der er ikke noget at læse.", Said(page), StringComparison.Ordinal);
        Assert.DoesNotContain("En andens oplysninger.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_coordinator_is_offered_to_open_what_was_closed()
    {
        var address = $"/certificates/{await host.CertificateAsync("Sofie Juul Hartmann", "LAE125")}";

        Assert.Contains($"{address}/reopen", (await (await host.BrowserAsync("coordinator")).GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{address}/reopen", (await (await host.BrowserAsync("caseworker")).GetAsync(address)).Text, StringComparison.Ordinal);
    }

    private static string Said(WebPage page) => page.Document.QuerySelector("main")!.TextContent;

    private Task<string> StatusAsync(Guid id) => host.ValueAsync<string>("SELECT Status FROM CertificateRequests WHERE Id = @id", new { id });
}
