using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Makes a PDF of a partial view with an installed browser, a few at a time; what was printed before is given again.</summary>
/// <remarks>Asks nobody's right and writes no log: the page that calls it has done both, for every request.</remarks>
public sealed class PdfPrinter(PortalSettings settings, PdfLimits limits, PdfCache cache, PaperPages pages, HeadlessBrowser browser) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(limits.AtOnce, limits.AtOnce);

    /// <param name="page">Of the request for which it is printed: the view may use its services.</param>
    public async Task<PdfResult> PrintAsync(PdfJob job, ActionContext page, CancellationToken ct)
    {
        var generation = cache.Generation;
        var html = await pages.DrawAsync(job, page);
        var name = FileNameOf(job, html);
        if (await cache.FindAsync(job.OwnerId, name, ct) is { } printed)
        {
            return PdfResult.Of(printed);
        }

        // Looked for each time there is none: it may have been installed since.
        if ((settings.PdfBrowser ?? BrowserFinder.Find()) is not { Length: > 0 } program)
        {
            return PdfResult.Without(PdfProblem.NoBrowser);
        }

        if (!await _turns.WaitAsync(limits.Wait, ct))
        {
            return PdfResult.Without(PdfProblem.Busy);
        }

        byte[]? file;
        try
        {
            file = await browser.PrintAsync(program, html, limits.Print, ct);
        }
        finally
        {
            _turns.Release();
        }

        if (file is null)
        {
            return PdfResult.Without(PdfProblem.Failed);
        }

        await cache.KeepAsync(job.OwnerId, name, file, generation, ct);
        return PdfResult.Of(file);
    }

    /// <summary>Deletes every file that was printed of one thing, as when it was retracted.</summary>
    public void Forget(Guid ownerId) => cache.Forget(ownerId);

    public void Dispose() => _turns.Dispose();

    // The page itself is part of the name: whatever stands on it, a file is given again only where the same would be printed.
    private static string FileNameOf(PdfJob job, string html) =>
        $"{job.Name}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)))}";
}
