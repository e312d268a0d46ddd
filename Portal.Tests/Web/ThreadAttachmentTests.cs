using System.Net;
using System.Net.Http.Headers;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>Files that go with a message, as a browser sends and gets them.</summary>
public sealed class ThreadAttachmentTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_doctor_sends_a_file_and_the_caseworker_keeps_it_under_a_safe_name()
    {
        var thread = await host.ValueAsync<Guid>("SELECT Id FROM DialogueThreads WHERE Subject = 'Skånehensyn ved delvis raskmelding'");
        var gp = await host.BrowserAsync("gp");
        var caseworker = await host.BrowserAsync("caseworker");

        (await SendAsync(gp, thread, "Her er prøven.", ("../Blodprøve på ærø.exe", SampleFiles.Pdf), ("billede.jpg", SampleFiles.Jpeg))).Is(HttpStatusCode.Redirect);
        var links = (await caseworker.GetAsync($"/threads/{thread}")).Document.QuerySelectorAll("a.link-card[download]");
        var address = links[^2].GetAttribute("href")!;
        var file = (await caseworker.GetAsync(address)).Is(HttpStatusCode.OK);

        Assert.StartsWith($"/threads/{thread}/attachments/", address, StringComparison.Ordinal);
        Assert.Equal("application/pdf", file.Headers["Content-Type"]);
        Assert.StartsWith("attachment; ", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''Blodpr%C3%B8ve%20p%C3%A5%20%C3%A6r%C3%B8.pdf", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("no-store", file.Headers["Cache-Control"]);
        foreach (var person in new[] { "gp-other", "caseworker-colleague", "caseworker-far", "consultant" })
        {
            (await (await host.BrowserAsync(person)).GetAsync(address)).Is(HttpStatusCode.NotFound);
        }

        var id = Guid.Parse(address.Split('/')[^1]);
        Assert.Equal("gp caseworker", string.Join(' ', await host.QueryAsync<string>(
            "SELECT p.SignInKey FROM AuditEntries a JOIN People p ON p.Id = a.PersonId WHERE a.ObjectId = @id ORDER BY a.At, a.Id", new { id })));
    }

    [Fact]
    public async Task What_cannot_be_attached_is_refused_by_name_and_the_message_waits_with_its_words()
    {
        var thread = await host.ValueAsync<Guid>("SELECT Id FROM DialogueThreads WHERE Subject = 'Skånehensyn ved delvis raskmelding'");
        var gp = await host.BrowserAsync("gp");
        var large = await host.ValueAsync<int>("SELECT COUNT(*) FROM ThreadMessages WHERE ThreadId = @thread", new { thread });

        var word = (await SendAsync(gp, thread, "Se notatet", ("notat.docx", SampleFiles.Zip))).Is(HttpStatusCode.BadRequest);
        await host.ExecuteAsync(
            """
            INSERT INTO Attachments (Id, OwnerKind, OwnerId, FileName, ContentType, Bytes, Sha256, UploadedById, UploadedAt)
            SELECT '01890000-0000-7000-8000-00000000f11e', 'Thread', @thread, 'stor.pdf', 'application/pdf', 52428700, '', Id, '2026-11-23 08:00:00.000' FROM People WHERE SignInKey = 'staff'
            """,
            new { thread });
        var full = (await SendAsync(gp, thread, "Se prøven", ("prøve.pdf", SampleFiles.PdfOf(1000)))).Is(HttpStatusCode.BadRequest);
        await host.ExecuteAsync("DELETE FROM Attachments WHERE FileName = 'stor.pdf'");

        Assert.Contains("»notat.docx« kan ikke vedhæftes", word.Document.QuerySelector(".alert-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Se notatet", word.FormWith("body")["body"]);
        Assert.Contains("»prøve.pdf« kan ikke vedhæftes: en samtales filer kan fylde 50 MB i alt, og der er plads til 0 MB", full.Document.QuerySelector(".alert-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(large, await host.ValueAsync<int>("SELECT COUNT(*) FROM ThreadMessages WHERE ThreadId = @thread", new { thread }));
    }

    private static async Task<WebPage> SendAsync(Browser browser, Guid thread, string body, params IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var fields = (await browser.GetAsync($"/threads/{thread}")).FormWith("body").Set("body", body).Fields;
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(field => field.Key != "files"))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "files", FileName = name };
            form.Add(file);
        }

        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/threads/{thread}?handler=post") { Content = form });
    }
}
