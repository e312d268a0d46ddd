using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>A page about one citizen, whom the folder's filter has found and shown to be the viewer's to see.</summary>
public abstract class CitizenPageModel : PageModel
{
    public Citizen Citizen { get; set; } = null!;
}

/// <summary>Loads the citizen of the address. Unknown, malformed and not the viewer's are the same: not found.</summary>
public sealed class CitizenFilter(CitizenRepository citizens, CurrentUser user) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var citizen = Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id)
            ? await citizens.FindAsync(id, user.Acting(), context.HttpContext.RequestAborted)
            : null;
        if (citizen is null)
        {
            context.Result = new NotFoundResult();
            return;
        }

        ((CitizenPageModel)context.HandlerInstance).Citizen = citizen;
        await next();
    }
}
