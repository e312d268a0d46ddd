using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Database;

namespace Portal.Web.Pages;

/// <summary>The one page for everything that is not found, not allowed or broken. »Not yours« is »not found«, word for word.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    /// <summary>Key of the page's texts.</summary>
    public string Key { get; private set; } = "Errors.Broken";

    /// <summary>Finds the line in the technical log; only when something is broken.</summary>
    public string? Reference { get; private set; }

    // Not a handler with a parameter: the page must show for any method, and also when the form that was posted cannot be read.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        Show(int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture));

    /// <summary>The status that tells of an exception.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        DatabaseBusyException => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    private void Show(int code)
    {
        Response.StatusCode = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } exception ? StatusOf(exception)
            : code is >= 400 and < 600 ? code
            : StatusCodes.Status404NotFound;
        Key = Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => "Errors.BadRequest",
            StatusCodes.Status413PayloadTooLarge => "Errors.TooLarge",
            StatusCodes.Status403Forbidden => "Errors.Forbidden",
            StatusCodes.Status503ServiceUnavailable => "Errors.Busy",
            StatusCodes.Status429TooManyRequests => "Errors.TooMany",
            >= 400 and < 500 => "Errors.NotFound",
            _ => "Errors.Broken",
        };
        Reference = Key == "Errors.Broken" ? Activity.Current?.TraceId.ToString() : null;
    }
}
