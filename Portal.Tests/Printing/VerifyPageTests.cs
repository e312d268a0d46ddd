using System.Net;
using Portal.Tests.Web;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Printing;

/// <summary>Whoever holds a paper asks about its code; and a portal without a browser shows the page to print from.</summary>
public sealed class VerifyPageTests(DemoTemplate template, PortalHost host) : IClassFixture<PortalHost>
{
    private const string Citizen = "Henriette Bang Olsen";

    [Fact]
    public async Task Anybody_learns_what_became_of_a_paper_and_nothing_about_a_person()
    {
        var id = await host.CertificateAsync(Citizen, "LAE135");
        var paper = await (await host.BrowserAsync("caseworker")).GetAsync($"/certificates/{id}/print");
        var code = paper.Document.QuerySelector(".verify-code")!.TextContent;
        var anybody = host.Browser();
        var form = await anybody.GetAsync("/certificates/verify");

        var page = await CheckAsync(anybody, form, code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l'));

        Assert.Contains("Koden passer", page, StringComparison.Ordinal);
        Assert.Contains("Specifik helbredsattest (LÆ\u00a0135)", page, StringComparison.Ordinal);
        Assert.Contains("Lægerne Torvet", page, StringComparison.Ordinal);
        foreach (var person in await host.QueryAsync<string>("SELECT Name FROM Citizens UNION SELECT Name FROM People"))
        {
            Assert.DoesNotContain(person, page, StringComparison.Ordinal);
        }

        await host.ExecuteAsync("UPDATE CertificateAnswers SET RevokedAt = SignedAt WHERE RequestId = @id", new { id });
        Assert.Contains("taget svaret tilbage", await CheckAsync(anybody, form, code), StringComparison.Ordinal);
        await host.ExecuteAsync("UPDATE CertificateAnswers SET RevokedAt = NULL WHERE RequestId = @id", new { id });
    }

    [Fact]
    public async Task A_wrong_code_gets_one_sentence_and_too_many_get_none()
    {
        // Its own: whoever posts from this address after it is refused for a minute.
        await using var crowded = new PortalHost(template);
        await crowded.InitializeAsync();
        var anybody = crowded.Browser();
        var form = await anybody.GetAsync("/certificates/verify");
        var fields = form.FormWith("code").Set("code", "7KX6T-ACTQD-0KGZ6-JFAT3-CJG1N");

        var wrong = (await anybody.PostAsync(fields)).Is(HttpStatusCode.BadRequest);
        Assert.Contains("Ingen udskrift har den kode", wrong.Document.QuerySelector(".form-error-message")!.TextContent, StringComparison.Ordinal);

        // A minute may end in between; then it takes as many once more.
        var (page, posts) = (wrong, 1);
        for (; posts <= 10 * RateLimits.PostsAMinute && page.Status != HttpStatusCode.TooManyRequests; posts++)
        {
            page = await anybody.PostAsync(fields);
        }

        page.Is(HttpStatusCode.TooManyRequests);
        Assert.True(posts > RateLimits.PostsAMinute, $"Refused after {posts} posts.");
        Assert.InRange(int.Parse(page.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Contains("Vent et minut", page.Text, StringComparison.Ordinal);
        (await anybody.GetAsync("/certificates/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_browser_on_the_server_the_button_leads_to_the_page_to_print_from()
    {
        var id = await host.CertificateAsync(Citizen, "LAE135");
        var caseworker = await host.BrowserAsync("caseworker");
        var button = (await caseworker.GetAsync($"/certificates/{id}")).Document.QuerySelector(".pdf-links a")!.GetAttribute("href")!;

        var page = await caseworker.FollowAsync((await caseworker.GetAsync(button)).Is(HttpStatusCode.Redirect));

        Assert.Contains("kan ikke selv lave en PDF", page.Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("button[data-print]"));
        Assert.Contains(Citizen, page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> CheckAsync(Browser browser, WebPage form, string code) =>
        (await browser.PostAsync(form.FormWith("code").Set("code", code))).Is(HttpStatusCode.OK).Document.QuerySelector("main")!.TextContent;
}
