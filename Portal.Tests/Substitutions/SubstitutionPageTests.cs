using System.Net;
using Portal.Tests.Web;

namespace Portal.Tests.Substitutions;

/// <summary>Acting for another clinic: chosen after sign-in, on every page, and over at the next click when it is over.</summary>
public sealed class SubstitutionPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string RunningSql = "SELECT Id FROM Substitutions WHERE Reason = 'Efteruddannelse'";

    [Fact]
    public async Task A_substitute_chooses_the_clinic_works_there_and_is_out_at_the_click_after_it_was_ended()
    {
        var theirs = await host.CertificateAsync("Tatiana Popescu", "LAE135");
        var own = await host.ValueAsync<Guid>("SELECT MIN(r.Id) FROM CertificateRequests r JOIN People p ON p.ClinicId = r.ClinicId WHERE p.SignInKey = 'gp-other' AND r.SentAt IS NOT NULL");
        var substitution = await host.ValueAsync<Guid>(RunningSql);
        var browser = await host.BrowserAsync("gp-other");
        (await browser.GetAsync($"/certificates/{theirs}")).Is(HttpStatusCode.NotFound);

        var link = (await browser.GetAsync("/")).Document.QuerySelector(".stand-in a")!.GetAttribute("href")!;
        Assert.NotNull((await browser.GetAsync(link)).Document.QuerySelector($"form[action$='handler=begin'] input[value='{substitution}']"));
        var start = await browser.FollowAsync((await BeginAsync(browser, substitution)).Is(HttpStatusCode.Redirect));
        var answer = (await browser.GetAsync($"/certificates/{theirs}")).Is(HttpStatusCode.OK).FormWith("commandId").Set("problem", "Undersøgt af vikar");
        (await browser.GetAsync($"/certificates/{own}")).Is(HttpStatusCode.NotFound);
        (await browser.PostAsync(answer, "save")).Is(HttpStatusCode.Redirect);

        Assert.Equal("Du arbejder nu for Lægerne Torvet, vikar for Rasmus Dalgaard til 5. december 2026.", start.Document.QuerySelector(".stand-in p")!.TextContent);
        Assert.Contains("Lægerne Torvet", start.Document.QuerySelector(".portal-user .user")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Rasmus Dalgaard", await host.ValueAsync<string>(
            "SELECT d.Name FROM AuditEntries a JOIN People d ON d.Id = a.OnBehalfOfId WHERE a.Action = 'certificate.save-answer' AND a.ObjectId = @theirs", new { theirs }));

        var clinic = await host.BrowserAsync("gp");
        var end = (await clinic.GetAsync("/clinic/substitutes")).Document.Forms.Single(f => f.QuerySelector($"input[value='{substitution}']") is not null);
        Assert.EndsWith("handler=end", end.GetAttribute("action"), StringComparison.Ordinal);
        var late = (await browser.GetAsync($"/certificates/{theirs}")).FormWith("commandId").Set("problem", "For sent");
        (await clinic.PostAsync("/clinic/substitutes?handler=end", [new("__RequestVerificationToken", await clinic.TokenAsync()), new("id", substitution.ToString())])).Is(HttpStatusCode.Redirect);

        (await browser.PostAsync(late, "save")).Is(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/certificates/{theirs}")).Is(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/certificates/{own}")).Is(HttpStatusCode.OK);
        Assert.Null((await browser.GetAsync("/")).Document.QuerySelector(".stand-in"));
        await host.ExecuteAsync("UPDATE Substitutions SET EndedAt = NULL WHERE Id = @substitution", new { substitution });
    }

    [Fact]
    public async Task A_substitute_goes_back_to_their_own_clinic_and_nobody_else_gets_in_with_the_id()
    {
        var theirs = await host.CertificateAsync("Tatiana Popescu", "LAE135");
        var id = await host.ValueAsync<Guid>(RunningSql);
        await host.ExecuteAsync("UPDATE Substitutions SET EndedAt = NULL WHERE Id = @id", new { id });
        var browser = await host.BrowserAsync("gp-other");
        var stranger = await host.BrowserAsync("gp-far");

        (await BeginAsync(browser, id)).Is(HttpStatusCode.Redirect);
        var back = await browser.PostAsync((await browser.GetAsync("/certificates")).FormTo("/clinic/act?handler=leave"));
        var forced = await BeginAsync(stranger, id);

        Assert.Equal("/", back.Location);
        (await browser.GetAsync($"/certificates/{theirs}")).Is(HttpStatusCode.NotFound);
        Assert.Contains("Fjordhøj", (await browser.GetAsync("/")).Document.QuerySelector(".portal-user .user")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, forced.Status);
        Assert.Null((await stranger.GetAsync("/")).Document.QuerySelector(".stand-in"));
    }

    [Fact]
    public async Task A_form_with_errors_keeps_what_was_typed_and_a_good_one_is_in_the_list()
    {
        var staff = await host.BrowserAsync("staff");
        var anna = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'gp'");
        var faisal = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'gp-other'");
        var form = (await staff.GetAsync("/clinic/substitutes")).FormWith("reason");

        var wrong = (await staff.PostAsync(form.Set("doctorId", anna.ToString()).Set("substituteId", anna.ToString()).Set("fromOn", "2026-11-01").Set("toOn", "2026-10-01").Set("reason", "<b>Kursus</b>"))).Is(HttpStatusCode.BadRequest);
        var saved = (await staff.PostAsync(wrong.FormWith("reason").Set("substituteId", faisal.ToString()).Set("fromOn", "2026-11-23").Set("toOn", "2026-11-27"))).Is(HttpStatusCode.Redirect);
        var list = await staff.FollowAsync(saved);
        var again = (await staff.PostAsync(list.FormWith("reason").Set("doctorId", anna.ToString()).Set("substituteId", faisal.ToString()).Set("fromOn", "2026-11-27").Set("toOn", "2026-11-28").Set("reason", "Ferie"))).Is(HttpStatusCode.Conflict);

        FormErrors.LeadTo(wrong, "f-substituteId", "f-fromOn", "f-toOn");
        Assert.Equal("<b>Kursus</b>", wrong.FormWith("reason")["reason"]);
        Assert.Contains("Faisal Rahman for Anna Holm", list.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("allerede en vikar", again.Document.QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        // The other tests have their own.
        await host.ExecuteAsync("DELETE FROM Substitutions WHERE Reason = '<b>Kursus</b>'");
    }

    [Fact]
    public async Task Only_who_acts_for_another_clinic_costs_a_statement_more()
    {
        await host.ExecuteAsync("UPDATE Substitutions SET EndedAt = NULL WHERE Reason = 'Efteruddannelse'");
        var browser = await host.BrowserAsync("gp-other");
        await browser.GetAsync("/offers");

        var before = await CountAsync(browser);
        (await BeginAsync(browser, await host.ValueAsync<Guid>(RunningSql))).Is(HttpStatusCode.Redirect);
        var acting = await CountAsync(browser);

        Assert.Equal(before + 1, acting);
    }

    private static async Task<WebPage> BeginAsync(Browser browser, Guid substitution) => await browser.PostAsync(
        "/clinic/act?handler=begin", [new("__RequestVerificationToken", await browser.TokenAsync()), new("id", substitution.ToString())]);

    private async Task<int> CountAsync(Browser browser)
    {
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await browser.GetAsync("/offers")).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;
        return count;
    }
}
