using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Web.Infrastructure;

/// <summary>Loads what the address of a page names. Unknown, malformed and not the viewer's are the same: not found.</summary>
public abstract class FoundFilter<TFound> : IAsyncPageFilter
    where TFound : class
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var found = Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id)
            ? await FindAsync(id, context.HttpContext.RequestAborted)
            : null;
        if (found is null)
        {
            context.Result = new NotFoundResult();
            return;
        }

        Give(context.HandlerInstance, found);
        await next();
    }

    /// <returns>Null when it does not exist, or not for the viewer.</returns>
    protected abstract Task<TFound?> FindAsync(Guid id, CancellationToken ct);

    protected abstract void Give(object page, TFound found);
}
