using System.Net;

namespace Portal.Tests.Web;

/// <summary>The caseworker's form: whatever is wrong with it, nothing typed is lost and the page says what to do.</summary>
public sealed class RequestFormTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Typed = "æøå ÆØÅ 🙂👩🏽‍⚕️ שלום";

    [Theory]
    [InlineData("LAE125", "da")]
    [InlineData("LAE135", "en")]
    [InlineData("MULIG-LOKAL", "da")]
    public async Task A_form_with_errors_comes_back_with_all_that_was_typed(string type, string culture)
    {
        var (browser, form) = await NewRequestAsync(type, culture);
        foreach (var box in form.TextBoxes)
        {
            form.Set(box, $"{box} {Typed}");
        }

        // No legal basis is chosen, although its reason is typed.
        var page = (await browser.PostAsync(form.Set("interpreter", "Yes"), "send")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(culture, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("legalBasis")));
        FormErrors.LeadTo(page, "f-legalBasis");
    }

    [Theory]
    [InlineData("LAE125")]
    [InlineData("MULIG-LOKAL")]
    public async Task A_text_that_is_far_too_long_is_refused_in_words_and_kept(string type)
    {
        var (browser, form) = await NewRequestAsync(type);
        foreach (var box in form.TextBoxes)
        {
            form.Set(box, box + new string('å', 100_000));
        }

        var page = (await browser.PostAsync(form.Set("interpreter", "Yes").Set("consentId", "new"), "save")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(FormErrors.FilledIn(form), FormErrors.FilledIn(page.FormWith("legalBasis")));
        // The lines of a list share one message, at the first.
        var fields = form.TextBoxes.Select(box => box.StartsWith("m.tasks-", StringComparison.Ordinal) || box.StartsWith("meanwhile-", StringComparison.Ordinal) ? box[..^2] : box).Distinct();
        FormErrors.LeadTo(page, [.. fields.Select(FormErrors.Id)]);
    }

    [Theory]
    [InlineData("purpose", "før\u0001efter")]
    [InlineData("question-1", "før\u009fefter")]
    [InlineData("contact.name", "Anna\u202Emloh")]
    public async Task A_letter_that_cannot_be_kept_is_refused_at_its_box(string box, string text)
    {
        var (browser, form) = await NewRequestAsync("LAE125");

        var page = (await browser.PostAsync(form.Set(box, text), "save")).Is(HttpStatusCode.BadRequest);

        FormErrors.LeadTo(page, FormErrors.Id(box));
    }

    [Fact]
    public async Task Of_two_who_edit_one_draft_the_second_sees_both_texts_and_may_then_choose()
    {
        var draft = await host.CertificateAsync("Henriette Bang Olsen", "LAE125", "Draft");
        var caseworker = await host.BrowserAsync("caseworker");
        var coordinator = await host.BrowserAsync("coordinator");
        var first = (await caseworker.GetAsync($"/certificates/{draft}/edit")).FormWith("purpose");
        var second = (await coordinator.GetAsync($"/certificates/{draft}/edit")).FormWith("purpose");

        (await caseworker.PostAsync(first.Set("purpose", "Det skrev sagsbehandleren"), "save")).Is(HttpStatusCode.Redirect);
        var conflict = (await coordinator.PostAsync(second.Set("purpose", "Det skrev koordinatoren"), "send")).Is(HttpStatusCode.Conflict);

        Assert.Contains("Det skrev sagsbehandleren", conflict.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Det skrev koordinatoren", conflict.FormWith("purpose")["purpose"]);
        Assert.Equal("Draft", await host.ValueAsync<string>("SELECT Status FROM CertificateRequests WHERE Id = @draft", new { draft }));

        (await coordinator.PostAsync(conflict.FormWith("purpose"), "save")).Is(HttpStatusCode.Redirect);
        Assert.Equal("Det skrev koordinatoren", (await caseworker.GetAsync($"/certificates/{draft}/edit")).FormWith("purpose")["purpose"]);
    }

    [Fact]
    public async Task A_request_that_is_posted_twice_is_sent_once()
    {
        var (browser, form) = await NewRequestAsync("LAE125", citizen: "Poul-Erik Dissing");
        form.Set("purpose", "Formål, sendt to gange").Set("question-1", "Hvad kan borgeren?").Set("known", "Det ved vi").WithNewConsent();
        var before = await CountsAsync();

        var first = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.Redirect);
        var second = (await browser.PostAsync(form, "send")).Is(HttpStatusCode.Redirect);

        Assert.Equal(first.Location, second.Location);
        Assert.Equal(before with { Requests = before.Requests + 1, Sent = before.Sent + 1 }, await CountsAsync());
    }

    [Fact]
    public async Task Two_posts_of_one_request_in_the_same_instant_send_it_once()
    {
        var (browser, form) = await NewRequestAsync("LAE145", citizen: "Poul-Erik Dissing");
        form.Set("purpose", "Formål").Set("question-1", "Hvad kan borgeren?").Set("known", "Det ved vi").WithNewConsent();
        var before = await CountsAsync();

        var posts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.Copy().PostAsync(form, "send")));

        Assert.Single(posts.Select(post => post.Is(HttpStatusCode.Redirect).Location).Distinct());
        Assert.Equal(before with { Requests = before.Requests + 1, Sent = before.Sent + 1 }, await CountsAsync());
    }

    [Fact]
    public async Task The_other_language_is_one_link_away_and_shows_the_same_form()
    {
        var (browser, danish) = await NewRequestAsync("LAE125");
        var page = await browser.GetAsync(danish.AddressOf().Split("&culture")[0]);
        var link = page.Document.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!;

        var english = await browser.GetAsync(link);

        Assert.Equal("en", english.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(danish.Fields.Select(field => field.Key), english.FormWith("purpose").Fields.Select(field => field.Key));
    }

    private async Task<(Browser Browser, FormValues Form)> NewRequestAsync(string type, string culture = "da", string citizen = "Yusuf Kaplan")
    {
        var id = await host.CitizenAsync(citizen);
        var browser = await host.BrowserAsync("caseworker");
        return (browser, (await browser.GetAsync($"/certificates/new?citizen={id}&type={type}&culture={culture}")).FormWith("legalBasis"));
    }

    private async Task<Counts> CountsAsync() => new(
        await host.ValueAsync<int>("SELECT COUNT(*) FROM CertificateRequests"),
        await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'certificate.send'"));

    private sealed record Counts(int Requests, int Sent);
}
