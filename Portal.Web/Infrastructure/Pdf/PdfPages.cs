using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>A printed file as a page's answer.</summary>
public static class PdfPages
{
    /// <summary>The file, shown in the browser; or the page to print from, which says why there is none.</summary>
    /// <param name="fileName">Without names and numbers of people.</param>
    /// <param name="printView">Address of the page to print from.</param>
    public static IActionResult PdfOr(this PageModel page, PdfResult result, string fileName, string printView)
    {
        if (result.File is not { } file)
        {
            return page.LocalRedirect($"{printView}{(printView.Contains('?', StringComparison.Ordinal) ? '&' : '?')}instead={result.Problem}");
        }

        page.Response.Headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
        return page.File(file, "application/pdf");
    }
}
