using System.Net;

namespace Portal.Tests.Web;

/// <summary>From a need to a certificate by links alone.</summary>
public sealed class ChooserPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Three_answers_lead_to_the_form_and_each_can_be_changed()
    {
        var browser = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Jens-Ole Bertelsen");
        var types = (await browser.GetAsync($"/certificates/new?citizen={citizen}")).Is(HttpStatusCode.OK);
        var page = await FollowAsync(browser, types, "Hjælp til at vælge");

        foreach (var answer in (string[])["Hvordan det står til med helbredet", "Ét afgrænset problem", "Nej"])
        {
            page = await FollowAsync(browser, page, answer);
        }

        Assert.Equal($"/certificates/choose?citizen={citizen}&need=health&depth=one&examined=no", page.Address);
        Assert.Contains("23. december 2026", page.Document.QuerySelector(".proposal")!.TextContent, StringComparison.Ordinal);
        var form = await browser.GetAsync(page.Document.QuerySelector(".proposal a.button")!.GetAttribute("href")!);
        Assert.Equal("LAE135", form.Is(HttpStatusCode.OK).FormWith("legalBasis")["type"]);
        var second = page.Document.QuerySelectorAll(".chosen-answers a")[1].GetAttribute("href");
        Assert.Equal("Hvor meget har du brug for?", (await browser.GetAsync(second!)).Document.QuerySelector("#question")!.TextContent);
    }

    [Fact]
    public async Task Without_a_citizen_the_button_leads_by_way_of_one_and_remembers_the_type()
    {
        var browser = await host.BrowserAsync("coordinator");
        var page = await browser.GetAsync("/certificates/choose?need=facts&reply=signed");

        var citizens = await browser.GetAsync(page.Document.QuerySelector(".proposal a.button")!.GetAttribute("href")!);
        var form = await browser.GetAsync(citizens.Document.QuerySelector(".link-list a")!.GetAttribute("href")!);

        Assert.Equal("LAE125", form.FormWith("legalBasis")["type"]);
    }

    [Theory]
    [InlineData("need=facts&reply=spoken", "Ring til klinikken")]
    [InlineData("need=facts&reply=written", "Skriv til klinikken")]
    public async Task A_call_or_a_few_lines_show_the_clinics_phone_and_no_button(string answers, string heading)
    {
        var browser = await host.BrowserAsync("caseworker");
        var citizen = await host.CitizenAsync("Jens-Ole Bertelsen");
        var phone = await host.ValueAsync<string>("SELECT k.Phone FROM Citizens z JOIN Clinics k ON k.Id = z.ClinicId WHERE z.Id = @citizen", new { citizen });

        var proposal = (await browser.GetAsync($"/certificates/choose?citizen={citizen}&{answers}")).Document.QuerySelector(".proposal")!;

        Assert.Equal(heading, proposal.QuerySelector("h2")!.TextContent);
        Assert.Equal(phone, proposal.QuerySelector("a[href^='tel:']")!.TextContent);
        Assert.Null(proposal.QuerySelector("a.button"));
    }

    [Fact]
    public async Task The_form_of_the_law_comes_first_and_what_may_do_instead_after_it()
    {
        var browser = await host.BrowserAsync("caseworker");

        var page = await browser.GetAsync("/certificates/choose?need=work&task=considerations&sick=yes&culture=en");

        var proposal = page.Document.QuerySelector(".proposal")!;
        Assert.Contains("LÆ\u00a0285", proposal.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/certificates/new?type=LAE285", proposal.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Equal(
            ["/certificates/new?type=MULIG-LOKAL", "/certificates/new?type=LAE125"],
            page.Document.QuerySelectorAll(".type-list a").Select(link => link.GetAttribute("href")));
    }

    private static async Task<WebPage> FollowAsync(Browser browser, WebPage page, string text) => (await browser.GetAsync(
        page.Document.QuerySelectorAll("main a").Single(link => link.TextContent.Trim() == text).GetAttribute("href")!)).Is(HttpStatusCode.OK);
}
