using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;
using Portal.Tests.Web;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

/// <summary>The file, from the address to the browser and back. What a real browser makes of it is looked at in <c>Portal.E2E</c>.</summary>
public sealed class PdfTests : IClassFixture<PrintingHost>
{
    private const string Citizen = "Henriette Bang Olsen";

    private readonly DemoTemplate _template;
    private readonly PrintingHost _host;

    public PdfTests(DemoTemplate template, PrintingHost host)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for a browser is a script.");
        _template = template;
        _host = host;
    }

    [Fact]
    public async Task The_browser_is_given_a_page_that_needs_nothing_and_whose_title_and_file_name_tell_nothing()
    {
        var id = await AnsweredAsync();
        var caseworker = await _host.BrowserAsync("caseworker");

        var file = (await caseworker.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.OK);

        Assert.Equal("application/pdf", file.Headers["Content-Type"]);
        Assert.Equal("inline; filename=\"LAE135-anmodning-v1-svar-v1.pdf\"", file.Headers["Content-Disposition"]);
        Assert.Equal("LÆ\u00a0135 Specifik helbredsattest", file.Document.Title);
        Assert.Empty(file.Document.QuerySelectorAll("script, link, img, a, iframe, object, form"));
        Assert.DoesNotMatch(@"url\((?!data:)", file.Text);
        Assert.StartsWith("default-src 'none'", file.Document.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        var page = (await caseworker.GetAsync($"/certificates/{id}/print")).Is(HttpStatusCode.OK);
        Assert.Equal(Words(page), Words(file));
        Assert.Contains(Citizen, Words(page), StringComparison.Ordinal);
        Assert.Contains(DemoPeople.CprOf[Citizen].Insert(6, "-"), Words(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_ready_is_given_without_a_browser_is_written_down_all_the_same_and_is_not_to_be_read_where_it_lies()
    {
        var id = await AnsweredAsync();
        var caseworker = await _host.BrowserAsync("caseworker");
        var first = await caseworker.GetAsync($"/certificates/{id}.pdf?part=answer");
        var (starts, rows) = (_host.Fake.Starts, await PrintsAsync(id));

        var again = await caseworker.GetAsync($"/certificates/{id}.pdf?part=answer");
        var ofDoctor = await (await _host.BrowserAsync("gp")).GetAsync($"/certificates/{id}.pdf?part=answer");
        var english = await caseworker.GetAsync($"/certificates/{id}.pdf?part=answer&culture=en");

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Text, ofDoctor.Text);
        Assert.NotEqual(first.Text, english.Text);
        Assert.Equal(starts + 1, _host.Fake.Starts);
        Assert.Equal(rows + 3, await PrintsAsync(id));
        Assert.NotEmpty(_host.Files);
        Assert.All(_host.Files, file => Assert.DoesNotContain(Citizen, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_lies_ready_is_not_there_for_others_and_is_gone_once_it_is_forgotten()
    {
        var id = await AnsweredAsync();
        var caseworker = await _host.BrowserAsync("caseworker");
        (await caseworker.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.OK);
        Assert.Contains(_host.Files, file => file.Contains(id.ToString("n"), StringComparison.Ordinal));

        foreach (var person in new[] { "gp-other", "gp-far", "caseworker-far", "consultant" })
        {
            var browser = await _host.BrowserAsync(person);
            (await browser.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.NotFound);
            (await browser.GetAsync($"/certificates/{id}/print")).Is(HttpStatusCode.NotFound);
        }

        _host.Services.GetRequiredService<PdfPrinter>().Forget(id);
        Assert.DoesNotContain(_host.Files, file => file.Contains(id.ToString("n"), StringComparison.Ordinal));
        var starts = _host.Fake.Starts;
        (await caseworker.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.OK);
        Assert.Equal(starts + 1, _host.Fake.Starts);
    }

    [Fact]
    public async Task Two_are_printed_at_a_time_and_who_waits_too_long_gets_the_page()
    {
        await using var host = await StartAsync(PrintingHost.Patient with { Wait = TimeSpan.FromSeconds(1) });
        var caseworker = await host.BrowserAsync("caseworker");
        host.Fake.Hold();

        var requests = (await SentAsync(host, 6)).Select(id => caseworker.Copy().GetAsync($"/certificates/{id}.pdf?part=request")).ToList();
        await Patience.UntilAsync(() => requests.Count(request => request.IsCompleted) == 4 || host.Fake.Starts > 2);
        host.Fake.LetGo();
        var pages = await Task.WhenAll(requests);

        Assert.Equal((2, 2), (host.Fake.MostAtOnce(), host.Fake.Starts));
        Assert.Equal((2, 4), (pages.Count(page => page.Status == HttpStatusCode.OK), pages.Count(page => page.Status == HttpStatusCode.Redirect)));
        var late = pages.First(page => page.Status == HttpStatusCode.Redirect);
        Assert.EndsWith("instead=Busy", late.Location, StringComparison.Ordinal);
        var page = (await caseworker.FollowAsync(late)).Is(HttpStatusCode.OK);
        Assert.Contains("prøv igen om lidt", page.Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_gets_the_file_when_the_one_before_is_done()
    {
        await using var host = await StartAsync(PrintingHost.Patient with { AtOnce = 1 });
        var caseworker = await host.BrowserAsync("caseworker");
        host.Fake.Hold();

        var requests = new List<Task<WebPage>>();
        foreach (var id in await SentAsync(host, 3))
        {
            requests.Add(caseworker.Copy().GetAsync($"/certificates/{id}.pdf?part=request"));
            // Written down right before it is printed.
            await Patience.UntilAsync(async () => await PrintsAsync(host, id) == 1);
        }

        await host.Fake.WorkingAsync(1);
        Assert.DoesNotContain(requests, request => request.IsCompleted);
        host.Fake.LetGo();

        Assert.All(await Task.WhenAll(requests), page => page.Is(HttpStatusCode.OK));
        Assert.Equal((1, 3), (host.Fake.MostAtOnce(), host.Fake.Starts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_that_fails_or_hangs_ends_with_the_page_to_print_from(bool hangs)
    {
        await using var host = await StartAsync(PrintingHost.Patient with { Print = hangs ? TimeSpan.FromSeconds(1) : Patience.Limit });
        var id = await host.CertificateAsync(Citizen, "LAE135");
        if (hangs)
        {
            host.Fake.Hold();
        }

        host.Fake.End(hangs ? 0 : 3);
        var caseworker = await host.BrowserAsync("caseworker");

        var page = (await caseworker.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.Redirect);

        Assert.EndsWith("/print?part=both&instead=Failed", page.Location, StringComparison.Ordinal);
        Assert.Contains("kunne ikke laves", (await caseworker.FollowAsync(page)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await host.Fake.GoneAsync();
    }

    [Fact]
    public async Task A_protected_citizen_is_put_on_paper_only_after_a_confirmation()
    {
        const string Protected = "Fatima-Zahra El Amrani";
        var id = await _host.ValueAsync<Guid>("SELECT r.Id FROM CertificateRequests r JOIN Citizens z ON z.Id = r.CitizenId WHERE z.Name = @Protected", new { Protected });
        var caseworker = await _host.BrowserAsync("caseworker-colleague");
        var starts = _host.Fake.Starts;

        var asked = await caseworker.FollowAsync((await caseworker.GetAsync($"/certificates/{id}.pdf?part=request")).Is(HttpStatusCode.Redirect));
        var shown = (await caseworker.GetAsync($"/certificates/{id}/print")).Is(HttpStatusCode.OK);

        Assert.All([asked, shown], page => Assert.DoesNotContain(Protected, page.Text, StringComparison.Ordinal));
        Assert.Equal((starts, 0), (_host.Fake.Starts, await PrintsAsync(id)));
        var form = asked.FormWith("part");
        Assert.Contains(Protected, (await caseworker.PostAsync($"/certificates/{id}/print?handler=show", form.Fields)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains(Protected, (await caseworker.PostAsync($"/certificates/{id}/print?handler=file", form.Fields)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal((starts + 1, 2), (_host.Fake.Starts, await PrintsAsync(id)));
    }

    [Theory]
    [InlineData("?part=answer")]
    [InlineData("?part=both")]
    [InlineData("?part=everything")]
    public async Task A_part_that_is_not_there_is_not_found(string query)
    {
        var id = await _host.CertificateAsync("Jens-Ole Bertelsen", "LAE125");
        var caseworker = await _host.BrowserAsync("caseworker");

        (await caseworker.GetAsync($"/certificates/{id}.pdf{query}")).Is(HttpStatusCode.NotFound);
        (await caseworker.GetAsync($"/certificates/{id}/print{query}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, await PrintsAsync(id));
    }

    [Fact]
    public async Task A_draft_has_no_paper()
    {
        var id = await _host.CertificateAsync("Henriette Bang Olsen", "LAE125", "Draft");
        var caseworker = await _host.BrowserAsync("caseworker");

        (await caseworker.GetAsync($"/certificates/{id}.pdf")).Is(HttpStatusCode.NotFound);
        (await caseworker.GetAsync($"/certificates/{id}/print")).Is(HttpStatusCode.NotFound);
    }

    private async Task<PrintingHost> StartAsync(PdfLimits limits)
    {
        var host = new PrintingHost(_template) { Limits = limits };
        await host.InitializeAsync();
        return host;
    }

    private static Task<IReadOnlyList<Guid>> SentAsync(PrintingHost host, int count) => host.QueryAsync<Guid>(
        "SELECT r.Id FROM CertificateRequests r JOIN People p ON p.Id = r.CaseworkerId WHERE p.SignInKey = 'caseworker' AND r.SentAt IS NOT NULL ORDER BY r.Id LIMIT @count",
        new { count });

    private static string Words(WebPage page) =>
        string.Join(' ', page.Document.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<Guid> AnsweredAsync() => _host.CertificateAsync(Citizen, "LAE135");

    private Task<int> PrintsAsync(Guid id) => PrintsAsync(_host, id);

    private static Task<int> PrintsAsync(PrintingHost host, Guid id) =>
        host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @id AND Action = 'certificate.print'", new { id });
}
