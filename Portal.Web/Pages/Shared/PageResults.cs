using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Web.Pages.Shared;

/// <summary>Answers that a page gives besides itself.</summary>
public static class PageResults
{
    /// <summary>The page again, with the status that says why.</summary>
    public static PageResult PageWithStatus(this PageModel page, int status)
    {
        var result = page.Page();
        result.StatusCode = status;
        return result;
    }
}
