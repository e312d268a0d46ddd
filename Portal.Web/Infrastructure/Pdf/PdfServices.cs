using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Registers what makes PDFs.</summary>
public static class PdfServices
{
    /// <remarks>Limits that are registered before are kept.</remarks>
    public static IServiceCollection AddPdf(this IServiceCollection services)
    {
        services.TryAddSingleton(new PdfLimits());
        return services
            .AddSingleton<PdfCache>()
            .AddSingleton<PaperPages>()
            .AddSingleton<HeadlessBrowser>()
            .AddSingleton<PdfPrinter>();
    }
}
