using System.Net;

namespace Portal.Tests.Web;

/// <summary>The administrator's pages for certificate types, and what the caseworker sees of it.</summary>
public sealed class TypeSettingsPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_form_with_errors_comes_back_with_all_that_was_typed()
    {
        var (browser, form) = await FormAsync("LAE145");
        form.Set("feeKroner", "mange").Set("rung-1.days", "1").Set("rung-1.side", "after").Set("rung-1.kind", "Task").Set("local-2.labelDa", "Kørsel <b>").Set("local-2.filledBy", "Doctor")
            .Set("local-2.required", "true").Set("guideline", "Kun efter aftale").Remove("isOn");

        var page = (await browser.PostAsync(form, "save")).Is(HttpStatusCode.BadRequest);

        // Below the last row that is filled in, new empty ones are drawn.
        Assert.Subset(FormErrors.FilledIn(page.FormWith("guideline")).ToHashSet(), FormErrors.FilledIn(form).ToHashSet());
        FormErrors.LeadTo(
            page, "f-feeKroner", "f-feeFromOn", "f-feeSource", "f-rung-2-days", "f-local-2-labelEn", "f-local-2-required", "f-note");
    }

    [Fact]
    public async Task What_is_tried_is_shown_and_not_saved_and_what_is_saved_is_shown_to_the_caseworker()
    {
        var (browser, form) = await FormAsync("LAE125");
        form.Set("feeKroner", "1.140").Set("feeFromOn", "2026-04-01").Set("feeSource", "Aftalen af 2023").Set("afterRequestDays", "20")
            .Set("local-1.labelDa", "Kørekort").Set("local-1.labelEn", "Licence").Set("note", "Aftalt i KLU");

        var preview = (await browser.PostAsync(form, "preview")).Is(HttpStatusCode.OK);
        var shown = preview.Document.QuerySelector(".preview")!.TextContent;
        Assert.Equal(0, await host.ValueAsync<int>("SELECT COUNT(*) FROM CertificateTypeSettings WHERE TypeId = 'LAE125'"));
        var saved = await browser.FollowAsync((await browser.PostAsync(preview.FormWith("guideline"), "save")).Is(HttpStatusCode.Redirect));

        Assert.All((string[])["1.140 kr. fra 1. april 2026", "20 dage", "Kørekort", "Grundlag for at indhente"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Contains("Aftalt i KLU", saved.Document.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        var caseworker = await host.BrowserAsync("caseworker");
        var proposal = (await caseworker.GetAsync("/certificates/choose?need=facts&reply=signed")).Document.QuerySelector(".proposal")!.TextContent;
        Assert.Contains("1.140 kr. fra 1. april 2026. Kilde: Aftalen af 2023.", proposal, StringComparison.Ordinal);
        Assert.Contains("14. december 2026", proposal, StringComparison.Ordinal);
        var elsewhere = await host.BrowserAsync("caseworker-far");
        Assert.DoesNotContain("1.140", (await elsewhere.GetAsync("/certificates/choose?need=facts&reply=signed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_save_the_second_sees_both_and_may_then_choose()
    {
        var (browser, first) = await FormAsync("LAE225");
        var second = (await browser.GetAsync("/admin/certificate-types/LAE225")).FormWith("guideline");

        (await browser.PostAsync(first.Set("afterRequestDays", "21").Set("note", "Først"), "save")).Is(HttpStatusCode.Redirect);
        var conflict = (await browser.PostAsync(second.Set("afterRequestDays", "22").Set("note", "Sidst"), "save")).Is(HttpStatusCode.Conflict);

        var theirs = conflict.Document.QuerySelector(".theirs")!.TextContent;
        Assert.Contains("21 dage", theirs, StringComparison.Ordinal);
        Assert.Contains("22 dage", theirs, StringComparison.Ordinal);
        Assert.Equal("22", conflict.FormWith("guideline")["afterRequestDays"]);
        (await browser.PostAsync(conflict.FormWith("guideline"), "save")).Is(HttpStatusCode.Redirect);
        Assert.Equal(2, await host.ValueAsync<int>("SELECT COUNT(*) FROM CertificateTypeSettings WHERE TypeId = 'LAE225'"));
    }

    [Fact]
    public async Task A_type_that_is_switched_off_is_gone_from_the_list_and_the_chooser_says_so()
    {
        var (browser, form) = await FormAsync("MULIG-LOKAL");
        (await browser.PostAsync(form.Remove("isOn").Set("note", "Ingen aftale med lægerne"), "save")).Is(HttpStatusCode.Redirect);
        var caseworker = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Yusuf Kaplan");

        var proposal = (await caseworker.GetAsync($"/certificates/choose?citizen={citizen}&need=work&task=functions")).Document.QuerySelector(".proposal")!;

        Assert.Contains("Din kommune bruger ikke Mulighedserklæring til jobcentret", proposal.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("type=LAE125", proposal.QuerySelector("a.button")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("MULIG-LOKAL", (await caseworker.GetAsync($"/certificates/new?citizen={citizen}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abolished_type_can_be_read_but_has_no_form_and_takes_no_post()
    {
        var (browser, form) = await FormAsync("LAE135");

        var page = (await browser.GetAsync("/admin/certificate-types/UARB")).Is(HttpStatusCode.OK);
        var posted = await browser.PostAsync("/admin/certificate-types/UARB?handler=save", form.Set("note", "Prøve").Set("isOn", "true").Fields);

        Assert.Contains("Lægeerklæring om uarbejdsdygtighed", page.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.Conflict, posted.Status);
        (await browser.GetAsync("/admin/certificate-types/LAE999")).Is(HttpStatusCode.NotFound);
    }

    private async Task<(Browser Browser, FormValues Form)> FormAsync(string type)
    {
        var browser = await host.BrowserAsync("admin");
        return (browser, (await browser.GetAsync($"/admin/certificate-types/{type}")).Is(HttpStatusCode.OK).FormWith("guideline"));
    }
}
