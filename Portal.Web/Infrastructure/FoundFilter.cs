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
        var isId = Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id);
        var found = isId ? await FindAsync(id, context.HttpContext.RequestAborted) : null;
        if (found is null)
        {
            context.Result = isId ? await MissingAsync(id, context.HttpContext.Request, context.HttpContext.RequestAborted) : new NotFoundResult();
            return;
        }

        Give(context.HandlerInstance, found);
        await next();
    }

    /// <returns>Null when it does not exist, or not for the viewer.</returns>
    protected abstract Task<TFound?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>What stands where nothing was found.</summary>
    protected virtual Task<IActionResult> MissingAsync(Guid id, HttpRequest request, CancellationToken ct) => Task.FromResult<IActionResult>(new NotFoundResult());

    protected abstract void Give(object page, TFound found);
}
