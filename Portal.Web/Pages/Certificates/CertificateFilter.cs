using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A page about one certificate, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class CertificatePageModel : PageModel
{
    public Certificate Certificate { get; set; } = null!;
}

/// <summary>Loads the certificate of the address. Unknown, malformed and not the viewer's are the same: not found.</summary>
public sealed class CertificateFilter(CertificateRepository certificates, CurrentUser user) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var certificate = Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id)
            ? await certificates.FindAsync(id, user.Acting(), context.HttpContext.RequestAborted)
            : null;
        if (certificate is null)
        {
            context.Result = new NotFoundResult();
            return;
        }

        ((CertificatePageModel)context.HandlerInstance).Certificate = certificate;
        await next();
    }
}
