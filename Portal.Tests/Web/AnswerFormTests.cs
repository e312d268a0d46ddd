using System.Net;

namespace Portal.Tests.Web;

/// <summary>The clinic's form: nothing typed is lost, nobody overwrites a colleague unseen, and what is signed is signed once.</summary>
public sealed class AnswerFormTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Typed = "æøå ÆØÅ 🙂👩🏽‍⚕️ שלום\nog en linje til";

    [Theory]
    [InlineData("Camilla Rask", "LAE225")]
    [InlineData("Karen Lise Møller", "MULIG-LOKAL")]
    [InlineData("Sofie Juul Hartmann", "LAE135")]
    public async Task An_answer_with_an_error_comes_back_with_all_that_was_filled_in(string citizen, string type)
    {
        var (gp, form) = await OpenAsync("gp", citizen, type);
        foreach (var box in form.TextBoxes.Where(box => box != "offerSearch"))
        {
            form.Set(box, box.StartsWith("permanence", StringComparison.Ordinal) ? "tre år æøå" : $"{box} {Typed}");
        }

        var page = (await gp.PostAsync(form.Set("reply-1", $"{Typed}\u0007").Set("reply-2-in-text", "true"), "sign")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("commandId")));
        FormErrors.LeadTo(page, "f-reply-1");
    }

    [Fact]
    public async Task A_text_that_is_far_too_long_is_refused_in_words_and_kept()
    {
        var (gp, form) = await OpenAsync("gp", "Ahmad Sayed", "LAE145");
        var boxes = form.TextBoxes.Where(box => box != "offerSearch").ToList();
        foreach (var box in boxes)
        {
            form.Set(box, box + new string('å', 100_000));
        }

        var page = (await gp.PostAsync(form, "save")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("commandId")));
        FormErrors.LeadTo(page, [.. boxes.Select(FormErrors.Id)]);
    }

    [Fact]
    public async Task An_answer_that_says_nothing_is_not_signed()
    {
        var (gp, form) = await OpenAsync("gp", "Dorthe Engelbrecht", "LAE125", "Received");

        var page = (await gp.PostAsync(form, "sign")).Is(HttpStatusCode.BadRequest);

        FormErrors.LeadTo(page, "f-history");
    }

    [Fact]
    public async Task Practice_staff_prepare_but_do_not_sign()
    {
        var (staff, form) = await OpenAsync("staff", "Tatiana Popescu", "LAE135");
        form.Set("problem", "Det skrev sekretæren");

        var refused = (await staff.PostAsync(Other(form, "sign"), form.Fields)).Is(HttpStatusCode.Conflict);
        var saved = (await staff.PostAsync(refused.FormWith("commandId"), "save")).Is(HttpStatusCode.Redirect);

        Assert.False(string.IsNullOrWhiteSpace(refused.Document.QuerySelector("main .alert [class*=text]")?.TextContent));
        Assert.DoesNotContain(refused.Document.QuerySelectorAll("button"), button => button.HasAttribute("data-send") && !button.HasAttribute("formaction"));
        Assert.Equal("Det skrev sekretæren", (await staff.FollowAsync(saved)).FormWith("commandId")["problem"]);
        Assert.Equal(0, (await CountsAsync(await host.CertificateAsync("Tatiana Popescu", "LAE135"))).Answers);
    }

    [Fact]
    public async Task A_doctor_who_signs_over_what_a_colleague_saved_sees_both_texts_first()
    {
        var (gp, mine) = await OpenAsync("gp", "Mohammed Al-Khatib", "LAE125", "Sent");
        var (staff, theirs) = await OpenAsync("staff", "Mohammed Al-Khatib", "LAE125", "Received");
        (await staff.PostAsync(theirs.Set("history", "Det skrev sekretæren").Set("reply-1", "Sekretærens svar"), "save")).Is(HttpStatusCode.Redirect);

        var conflict = (await gp.PostAsync(mine.Set("history", "Det skrev lægen").Set("reply-1", "Lægens svar"), "sign")).Is(HttpStatusCode.Conflict);

        var shown = conflict.Document.QuerySelector("main section.theirs")!.TextContent;
        string[] texts = ["Det skrev sekretæren", "Sekretærens svar", "Det skrev lægen", "Lægens svar"];
        Assert.All(texts, text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Equal("Det skrev lægen", conflict.FormWith("commandId")["history"]);
        var certificate = await host.CertificateAsync("Mohammed Al-Khatib", "LAE125", "InProgress");
        Assert.Equal(0, (await CountsAsync(certificate)).Answers);

        (await gp.PostAsync(conflict.FormWith("commandId"), "sign")).Is(HttpStatusCode.Redirect);
        Assert.Equal(1, (await CountsAsync(certificate)).Answers);
    }

    [Fact]
    public async Task Staff_who_save_over_what_the_doctor_saved_see_both_texts_first()
    {
        var (gp, first) = await OpenAsync("gp", "Jens-Ole Bertelsen", "LAE125");
        var (staff, second) = await OpenAsync("staff", "Jens-Ole Bertelsen", "LAE125");
        (await gp.PostAsync(first.Set("prognosis", "Det skrev lægen"), "save")).Is(HttpStatusCode.Redirect);

        var conflict = (await staff.PostAsync(second.Set("prognosis", "Det skrev sekretæren"), "save")).Is(HttpStatusCode.Conflict);
        var autosave = (await staff.PostAsync(Other(second, "draft"), second.Fields, "fetch")).Is(HttpStatusCode.Conflict);

        var shown = conflict.Document.QuerySelector("main section.theirs")!.TextContent;
        Assert.All(["Det skrev lægen", "Det skrev sekretæren"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Contains("message", autosave.Text, StringComparison.Ordinal);
        Assert.Equal("Det skrev lægen", (await OpenAsync("gp", "Jens-Ole Bertelsen", "LAE125")).Form["prognosis"]);
    }

    [Fact]
    public async Task What_was_typed_is_still_there_when_the_answer_was_signed_in_another_window_meanwhile()
    {
        var (first, signing) = await OpenAsync("gp-other", "Yusuf Kaplan", "LAE135");
        var (second, typing) = await OpenAsync("gp-other", "Yusuf Kaplan", "LAE135", "Booked");
        (await first.PostAsync(signing.Set("problem", "Det blev sendt"), "sign")).Is(HttpStatusCode.Redirect);

        var refused = (await second.PostAsync(typing.Set("problem", "Det blev skrevet imens"), "sign")).Is(HttpStatusCode.Conflict);

        Assert.Equal("Det blev skrevet imens", refused.FormWith("commandId")["problem"]);
        Assert.Equal(1, (await CountsAsync(await host.CertificateAsync("Yusuf Kaplan", "LAE135"))).Answers);
    }

    [Fact]
    public async Task An_answer_that_is_posted_several_times_is_signed_once()
    {
        var (gp, form) = await OpenAsync("gp", "Finn Aagaard", "LAE125", "Sent");
        var certificate = await host.CertificateAsync("Finn Aagaard", "LAE125", "Received");
        form.Set("history", "Set i konsultationen");

        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gp.Copy().PostAsync(form, "sign")));
        var later = await gp.PostAsync(form, "sign");

        Assert.Single(together.Append(later).Select(page => page.Is(HttpStatusCode.Redirect).Location).Distinct());
        Assert.Equal(new Counts(1, 1, 0), await CountsAsync(certificate));
    }

    [Fact]
    public async Task An_approval_that_is_posted_several_times_is_one()
    {
        var certificate = await host.CertificateAsync("Henriette Bang Olsen", "LAE135", "Answered");
        var caseworker = await host.BrowserAsync("caseworker");
        var form = (await caseworker.GetAsync($"/certificates/{certificate}")).FormTo("handler=approve");

        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => caseworker.Copy().PostAsync(form)));
        var later = await caseworker.PostAsync(form);

        Assert.Single(together.Append(later).Select(page => page.Is(HttpStatusCode.Redirect).Location).Distinct());
        Assert.Equal(new Counts(1, 1, 1), await CountsAsync(certificate));
    }

    [Fact]
    public async Task A_consultation_on_no_day_at_all_is_refused_at_its_box()
    {
        var certificate = await host.CertificateAsync("Sofie Juul Hartmann", "LAE135");
        var gp = await host.BrowserAsync("gp");
        var form = (await gp.GetAsync($"/certificates/{certificate}")).FormTo("handler=book");

        FormErrors.LeadTo((await gp.PostAsync(form.Set("consultationOn", "i morgen"))).Is(HttpStatusCode.BadRequest), "f-consultationOn");
        FormErrors.LeadTo((await gp.PostAsync(form.Set("consultationOn", "1926-12-01"))).Is(HttpStatusCode.BadRequest), "f-consultationOn");
    }

    /// <summary>Where a handler is for which the form has no button of its own.</summary>
    private static string Other(FormValues form, string handler) => form.AddressOf("save").Replace("=save", $"={handler}", StringComparison.Ordinal);

    private async Task<(Browser Browser, FormValues Form)> OpenAsync(string person, string citizen, string type, string? status = null)
    {
        var browser = await host.BrowserAsync(person);
        var certificate = await host.CertificateAsync(citizen, type, status);
        return (browser, (await browser.GetAsync($"/certificates/{certificate}")).Is(HttpStatusCode.OK).FormWith("commandId"));
    }

    private Task<Counts> CountsAsync(Guid certificate) => host.ValueAsync<Counts>(
        """
        SELECT (SELECT COUNT(*) FROM CertificateAnswers WHERE RequestId = @certificate) AS Answers,
               (SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @certificate AND Action = 'certificate.sign') AS Signed,
               (SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @certificate AND Action = 'certificate.approve') AS Approved
        """,
        new { certificate });

    private sealed record Counts(long Answers, long Signed, long Approved);
}
