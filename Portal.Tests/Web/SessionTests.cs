using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Tests.Web;

/// <summary>Coming in, staying in, going out.</summary>
public sealed class SessionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("/offers?q=ryg", "/offers?q=ryg")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("%2f%2fevil.example", "/")]
    [InlineData("@evil.example", "/")]
    [InlineData("~//evil.example", "/")]
    [InlineData("", "/")]
    public async Task Sign_in_leads_back_to_an_address_of_the_portal_and_nowhere_else(string returnUrl, string expected)
    {
        var browser = host.Browser();
        var form = (await browser.GetAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}")).FormWith("person");

        var signedIn = (await browser.PostAsync(form.Set("person", "gp"))).Is(HttpStatusCode.Redirect);

        Assert.Equal(expected, signedIn.Location);
        (await browser.FollowAsync(signedIn)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_and_then_gets_the_page()
    {
        var browser = host.Browser();

        var asked = await browser.FollowAsync((await browser.GetAsync("/certificates?view=done")).Is(HttpStatusCode.Redirect));
        var signedIn = await browser.PostAsync(asked.FormWith("person").Set("person", "gp"));

        Assert.Equal("/certificates?view=done", signedIn.Location);
        (await host.Browser().GetAsync("/certificates", fetch: "fetch")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_of_the_browser()
    {
        var browser = await host.BrowserAsync("gp");
        var form = (await browser.GetAsync("/")).FormTo("/account/sign-out");

        var left = await browser.FollowAsync((await browser.PostAsync(form)).Is(HttpStatusCode.Redirect));

        Assert.False(browser.IsSignedIn);
        Assert.Equal("/account/sign-in", left.Address);
        Assert.StartsWith("/account/sign-in", (await browser.GetAsync("/")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_by_a_link_only_asks()
    {
        var browser = await host.BrowserAsync("gp");

        (await browser.GetAsync("/account/sign-out")).Is(HttpStatusCode.OK);

        (await browser.GetAsync("/")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_person_whose_access_was_ended_is_out_at_the_next_click()
    {
        var certificate = await host.CertificateAsync("Bjarne Holt", "LAE135");
        var reading = await host.BrowserAsync("gp-far");
        var writing = reading.Copy();
        var form = (await writing.GetAsync($"/certificates/{certificate}")).FormWith("commandId").Set("problem", "For sent");
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var person = await scope.ServiceProvider.GetRequiredService<DirectoryRepository>().FindBySignInKeyAsync("gp-far", CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<DirectoryService>().DeactivateAsync(
                person!.Id, ActionContext.System(new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
        }

        Assert.StartsWith("/account/sign-in", (await reading.GetAsync("/certificates")).Location, StringComparison.Ordinal);
        Assert.StartsWith("/account/sign-in", (await writing.PostAsync(form, "save")).Location, StringComparison.Ordinal);
        Assert.False(reading.IsSignedIn);
        Assert.Equal(0, await host.ValueAsync<int>("SELECT COUNT(*) FROM AnswerDrafts WHERE RequestId = @certificate", new { certificate }));
        var again = (await reading.GetAsync("/account/sign-in")).FormWith("person");
        (await reading.PostAsync(again.Set("person", "gp-far"))).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_sign_in_gives_a_new_session_as_the_other_person()
    {
        var browser = await host.BrowserAsync("gp");
        var first = browser.Cookies["portal"];

        await browser.SignInAsync("caseworker");

        Assert.NotEqual(first, browser.Cookies["portal"]);
        (await browser.GetAsync("/citizens")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_without_its_token_or_with_another_persons_is_refused_in_words()
    {
        var certificate = await host.CertificateAsync("Tatiana Popescu", "LAE135");
        var gp = await host.BrowserAsync("gp");
        var form = (await gp.GetAsync($"/certificates/{certificate}")).FormWith("commandId").Set("problem", "Undersøgt");
        var foreign = await (await host.BrowserAsync("staff")).TokenAsync();

        var without = (await gp.PostAsync(form.Remove("__RequestVerificationToken"), "sign")).Is(HttpStatusCode.BadRequest);
        var other = (await gp.PostAsync(form.Set("__RequestVerificationToken", foreign), "sign")).Is(HttpStatusCode.BadRequest);
        var unreadable = (await gp.PostAsync(form.Set("problem", "a\0b"), "sign")).Is(HttpStatusCode.BadRequest);

        Assert.All([without, other, unreadable], page => Assert.True(page.Document.QuerySelector("main p")!.TextContent.Length > 40));
        Assert.Equal("Booked", await host.ValueAsync<string>("SELECT Status FROM CertificateRequests WHERE Id = @certificate", new { certificate }));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    public async Task A_page_has_no_other_ways_in_than_its_handlers(string method)
    {
        var caseworker = await host.BrowserAsync("caseworker");
        var token = await caseworker.TokenAsync();
        var certificate = await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125");
        var citizen = await host.CitizenAsync("Jens-Ole Bertelsen");
        string[] addresses =
        [
            "/", "/offers", "/offers/rygtraening", "/certificates", "/certificates/new", "/citizens", $"/citizens/{citizen}",
            $"/certificates/{certificate}?handler=nothing", $"/certificates/{certificate}/edit",
        ];

        foreach (var address in addresses)
        {
            var content = method == "TRACE" ? null : new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            (await caseworker.SendAsync(new HttpRequestMessage(new HttpMethod(method), address) { Content = content })).Is(HttpStatusCode.NotFound);
        }
    }
}
