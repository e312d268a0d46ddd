using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;

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

    /// <summary>The page again, after something that was not done: what was written is wrong, or it could not be done as things stand.</summary>
    public static PageResult PageAfter(this PageModel page, Outcome outcome)
    {
        page.ViewData["HasErrors"] = outcome.Errors.Count > 0;
        return page.PageWithStatus(outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }
}
