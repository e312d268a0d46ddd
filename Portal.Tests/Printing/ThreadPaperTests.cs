using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Demo;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Tests.Support;
using Portal.Tests.Web;

namespace Portal.Tests.Printing;

/// <summary>A thread for the file: the page, the file, and what a message that is taken back leaves of both.</summary>
public sealed class ThreadPaperTests : IClassFixture<PrintingHost>
{
    private const string Citizen = "Karen Lise Møller";

    private readonly PrintingHost _host;

    public ThreadPaperTests(PrintingHost host)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for a browser is a script.");
        _host = host;
    }

    [Fact]
    public async Task The_file_says_what_the_page_says_and_its_title_and_name_tell_nothing()
    {
        var id = await ThreadAsync(Citizen, "Kan hun **stå**? Se [planen](https://example.dk/plan).\n\n- en\n- to");
        await NoteCallAsync(id, "gp", "Mette Sørensen", "Aftalt prøve i to uger.");
        var caseworker = await _host.BrowserAsync("caseworker");

        // Around the file, since the time stands on it.
        var before = Words((await caseworker.GetAsync($"/threads/{id}/print")).Is(HttpStatusCode.OK));
        var file = (await caseworker.GetAsync($"/threads/{id}.pdf")).Is(HttpStatusCode.OK);
        var after = Words(await caseworker.GetAsync($"/threads/{id}/print"));
        var part = Words(await caseworker.GetAsync($"/threads/{id}/print?from=2&to=2"));

        Assert.Equal("inline; filename=\"samtale-1-2.pdf\"", file.Headers["Content-Disposition"]);
        Assert.Equal("Samtale", file.Document.Title);
        Assert.Empty(file.Document.QuerySelectorAll("script, link, img, a, iframe, object, form"));
        Assert.Contains(Words(file), new[] { before, after });
        Assert.All(
            [
                Citizen, DemoPeople.CprOf[Citizen].Insert(6, "-"), "Anna Holm, Praktiserende læge, Lægerne Torvet", "Kan hun stå? Se planen (https://example.dk/plan).",
                "– en – to", "Telefonnotat: talt med Mette Sørensen", "Aftalt prøve i to uger.", "Hele samtalen, nr. 1–2",
                "Mette Sørensen, Sagsbehandler, Jobcenter Holbæk, 23. november 2026",
            ],
            words => Assert.Contains(words, Words(file), StringComparison.Ordinal));
        Assert.DoesNotContain("Kan hun stå", part, StringComparison.Ordinal);
        Assert.Contains("Et udsnit af samtalen, nr. 2–2", part, StringComparison.Ordinal);
        foreach (var person in new[] { "gp-other", "gp-far", "caseworker-colleague", "caseworker-far", "consultant" })
        {
            var browser = await _host.BrowserAsync(person);
            (await browser.GetAsync($"/threads/{id}.pdf")).Is(HttpStatusCode.NotFound);
            (await browser.GetAsync($"/threads/{id}/print")).Is(HttpStatusCode.NotFound);
        }

        foreach (var nothing in new[] { "?from=3", "?from=x", "?from=0", "?to=-1" })
        {
            (await caseworker.GetAsync($"/threads/{id}.pdf{nothing}")).Is(HttpStatusCode.NotFound);
        }

        Assert.Equal(4, await PrintsAsync(id));
    }

    [Fact]
    public async Task A_message_that_is_taken_back_is_in_no_file_that_lies_ready_and_its_stub_on_the_next()
    {
        var id = await ThreadAsync(Citizen, "Om en anden");
        var caseworker = await _host.BrowserAsync("caseworker");
        var code = (await caseworker.GetAsync($"/threads/{id}.pdf")).Is(HttpStatusCode.OK).Document.QuerySelector(".verify-code")!.TextContent;
        Assert.Contains(_host.Files, file => file.Contains(id.ToString("n"), StringComparison.Ordinal));

        var way = (await caseworker.GetAsync($"/threads/{id}")).Document.QuerySelector("a.take-back")!.GetAttribute("href")!;
        (await caseworker.PostAsync((await caseworker.GetAsync(way)).FormWith("reason").Set("reason", nameof(RetractReason.WrongCitizen)))).Is(HttpStatusCode.Redirect);

        Assert.DoesNotContain(_host.Files, file => file.Contains(id.ToString("n"), StringComparison.Ordinal));
        var file = Words((await (await _host.BrowserAsync("gp")).GetAsync($"/threads/{id}.pdf")).Is(HttpStatusCode.OK));
        Assert.DoesNotContain("Om en anden", file, StringComparison.Ordinal);
        Assert.Contains("Beskeden er trukket tilbage af Mette Sørensen 23. november 2026", file, StringComparison.Ordinal);
        var verdict = await VerdictAsync(code);
        Assert.Contains("En besked er trukket tilbage", verdict, StringComparison.Ordinal);
        Assert.Contains("Nr. 1–1", verdict, StringComparison.Ordinal);
        Assert.Contains("Lægerne Torvet", verdict, StringComparison.Ordinal);
        foreach (var person in await _host.QueryAsync<string>("SELECT Name FROM Citizens UNION SELECT Name FROM People"))
        {
            Assert.DoesNotContain(person, verdict, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_protected_citizens_thread_comes_on_paper_after_a_confirmation()
    {
        const string Protected = "Fatima-Zahra El Amrani";
        var id = await ThreadAsync(Protected, "Om pauser", "caseworker-colleague");
        var caseworker = await _host.BrowserAsync("caseworker-colleague");

        var asked = await caseworker.FollowAsync((await caseworker.GetAsync($"/threads/{id}.pdf?from=1")).Is(HttpStatusCode.Redirect));
        Assert.DoesNotContain(Protected, asked.Text, StringComparison.Ordinal);
        Assert.Equal(0, await PrintsAsync(id));
        var form = asked.FormWith("from");

        Assert.Contains(Protected, (await caseworker.PostAsync($"/threads/{id}/print?handler=show", form.Fields)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains(Protected, (await caseworker.PostAsync($"/threads/{id}/print?handler=file", form.Fields)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(2, await PrintsAsync(id));
    }

    private static string Words(WebPage page) =>
        string.Join(' ', page.Document.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<string> VerdictAsync(string code)
    {
        var anybody = _host.Browser();
        var form = (await anybody.GetAsync("/certificates/verify")).FormWith("code").Set("code", code);
        return (await anybody.PostAsync(form)).Is(HttpStatusCode.OK).Document.QuerySelector("main")!.TextContent;
    }

    private Task<int> PrintsAsync(Guid id) =>
        _host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE ObjectId = @id AND Action = 'thread.print'", new { id });

    private async Task<Guid> ThreadAsync(string citizen, string body, string person = "caseworker")
    {
        var citizenId = await _host.CitizenAsync(citizen);
        return await DoAsync(person, (threads, by) => threads.StartAsync(
            new ThreadStartInput
            {
                Category = ThreadCategory.Considerations,
                Subject = "Til journalen",
                CitizenId = citizenId,
                Message = new ThreadPostInput { MessageId = Guid.NewGuid(), Body = body },
            },
            by,
            CancellationToken.None));
    }

    private Task<Guid> NoteCallAsync(Guid id, string person, string with, string body) => DoAsync(person, (threads, by) => threads.PostAsync(
        id,
        new ThreadPostInput { MessageId = Guid.NewGuid(), Body = body, IsPhoneNote = true, SpokeWith = with, SpokenAt = by.At.AddMinutes(-10) },
        by,
        CancellationToken.None));

    private async Task<Guid> DoAsync(string person, Func<ThreadService, Portal.Data.Audit.ActionContext, Task<PostOutcome>> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var who = (await scope.ServiceProvider.GetRequiredService<DirectoryRepository>().FindBySignInKeyAsync(person, CancellationToken.None))!;
        var at = _host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var posted = await act(scope.ServiceProvider.GetRequiredService<ThreadService>(), DemoWorld.Acting(who, at));
        World.Done(posted.Outcome);
        return posted.ThreadId;
    }
}
