using System.Net;
using System.Net.Http.Headers;
using Portal.Data.Attachments;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>Files on their way in and out, as a browser sends and gets them.</summary>
public sealed class AttachmentPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_clinic_attaches_downloads_and_removes_and_the_browser_keeps_nothing()
    {
        var address = $"/certificates/{await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125")}/attachments";
        var gp = await host.BrowserAsync("gp");

        var added = (await UploadAsync(gp, address, "../Blodprøve på ærø.exe", SampleFiles.Pdf)).Is(HttpStatusCode.Redirect);
        var page = await gp.FollowAsync(added);
        var link = page.Document.QuerySelector(".attachments a")!;
        var file = (await gp.GetAsync(link.GetAttribute("href")!)).Is(HttpStatusCode.OK);
        var caseworker = await (await host.BrowserAsync("caseworker")).GetAsync(link.GetAttribute("href")!);
        (await gp.PostAsync(page.FormTo("handler=remove"))).Is(HttpStatusCode.Redirect);

        Assert.Equal("Blodprøve på ærø.pdf", link.TextContent);
        Assert.Equal("application/pdf", file.Headers["Content-Type"]);
        Assert.StartsWith("attachment; ", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''Blodpr%C3%B8ve%20p%C3%A5%20%C3%A6r%C3%B8.pdf", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("no-store", file.Headers["Cache-Control"]);
        Assert.Equal(HttpStatusCode.NotFound, caseworker.Status);
        (await gp.GetAsync(link.GetAttribute("href")!)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_attached_is_refused_by_name()
    {
        var address = $"/certificates/{await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125")}/attachments";
        var gp = await host.BrowserAsync("gp");

        var word = (await UploadAsync(gp, address, "notat.docx", SampleFiles.Zip)).Is(HttpStatusCode.BadRequest);
        var large = (await UploadAsync(gp, address, "stor.pdf", SampleFiles.PdfOf(AttachmentRules.LargestBytes + 1))).Is(HttpStatusCode.BadRequest);
        var huge = (await UploadAsync(gp, address, "enorm.pdf", new byte[27 * 1024 * 1024])).Is(HttpStatusCode.RequestEntityTooLarge);
        var none = (await UploadAsync(gp, address, "", [])).Is(HttpStatusCode.BadRequest);

        Assert.Contains("»notat.docx« kan ikke vedhæftes", Problem(word), StringComparison.Ordinal);
        Assert.Contains("»stor.pdf« kan ikke vedhæftes: filen fylder mere end 25 MB", Problem(large), StringComparison.Ordinal);
        Assert.Contains("højst 25 MB", huge.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vælg først en fil", Problem(none), StringComparison.Ordinal);
    }

    private static string Problem(WebPage page) => page.Document.QuerySelector(".alert-error")!.TextContent;

    private static async Task<WebPage> UploadAsync(Browser browser, string address, string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(await browser.TokenAsync()), "__RequestVerificationToken" } };
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = name };
        form.Add(file);
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{address}?handler=add") { Content = form });
    }
}
