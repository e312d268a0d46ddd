using System.Net;

namespace Portal.Tests.Web;

/// <summary>The portal's answers of every status keep <see cref="PageRules"/>: the browser of the tests holds each one against them.</summary>
public sealed class HeaderTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Every_kind_of_answer_carries_the_security_headers()
    {
        var gp = await host.BrowserAsync("gp");
        var visitor = host.Browser();

        (await gp.GetAsync("/")).Is(HttpStatusCode.OK);
        (await visitor.GetAsync("/")).Is(HttpStatusCode.Redirect);
        (await gp.GetAsync("/citizens")).Is(HttpStatusCode.Forbidden);
        (await gp.GetAsync("/nowhere")).Is(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/nowhere")).Is(HttpStatusCode.Redirect);
        (await gp.PostAsync("/account/sign-out", [])).Is(HttpStatusCode.BadRequest);
        (await visitor.GetAsync("/certificates", fetch: "fetch")).Is(HttpStatusCode.Unauthorized);
        (await visitor.GetAsync("/health/live")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Static_files_are_there_for_everybody_with_the_same_headers_and_may_be_kept()
    {
        var visitor = host.Browser();
        var page = await visitor.GetAsync("/account/sign-in");
        var files = page.Document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload]").Select(link => link.GetAttribute("href")!)
            .Concat(page.Document.QuerySelectorAll("script[src], img[src]").Select(element => element.GetAttribute("src")!))
            .Concat(page.Document.QuerySelectorAll("use").Select(use => use.GetAttribute("href")!.Split('#')[0]))
            .Distinct().ToList();

        Assert.True(files.Count >= 4, string.Join(' ', files));
        foreach (var file in files)
        {
            var first = (await visitor.GetAsync(file)).Is(HttpStatusCode.OK);
            var again = new HttpRequestMessage(HttpMethod.Get, file);
            again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers["ETag"]);

            (await visitor.SendAsync(again)).Is(HttpStatusCode.NotModified);
        }
    }
}
