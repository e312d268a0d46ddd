using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Certificates;

/// <summary>Puts a certificate on paper, for the page that shows it and for the file.</summary>
public sealed class CertificatePapers(CertificateService certificates, PrintService prints, PdfPrinter printer, CurrentUser user, Texts texts)
{
    private const string View = "/Pages/Certificates/_PrintedCertificate.cshtml";

    /// <summary>The paper, after the access log has its row.</summary>
    /// <param name="part">As the address names it.</param>
    public async Task<(Outcome Outcome, PaperModel? Paper)> MakeAsync(
        Certificate certificate, string? part, bool isPdf, bool isConfirmed, HttpRequest request, CancellationToken ct)
    {
        if (!PaperWords.TryPart(part, out var wanted) || PrintRules.UsualPart(certificate) is null)
        {
            return (Outcome.NotFound, null);
        }

        if (PrintRules.WhyNot(certificate, isConfirmed) is { } reason)
        {
            return (Outcome.Refused(reason), null);
        }

        // Whoever has it on paper has opened it.
        var seen = await certificates.ViewAsync(certificate, user.Acting(), ct);
        var (outcome, printed) = await prints.PrintAsync(seen, wanted, isPdf, isConfirmed, user.Acting(), ct);
        return (outcome, printed is null ? null : new PaperModel(printed, $"{request.Scheme}://{request.Host}{request.PathBase}{CertificateLinks.Verify}"));
    }

    /// <summary>The paper as a file; the page to print from where no file can be made.</summary>
    public async Task<IActionResult> FileAsync(PageModel page, PaperModel paper, CancellationToken ct)
    {
        var printed = paper.Printed;
        var id = printed.Certificate.Id;
        var part = CertificateLinks.Word(printed.Part);
        var result = await printer.PrintAsync(
            new PdfJob
            {
                OwnerId = id,
                Name = $"{part}-{printed.Versions.Request}-{printed.Versions.Answer}",
                Title = PaperWords.Title(printed.Certificate),
                ViewName = View,
                Model = paper,
            },
            page.PageContext,
            ct);
        return page.PdfOr(result, PaperWords.FileName(texts, printed), CertificateLinks.Print(id, printed.Part));
    }
}
