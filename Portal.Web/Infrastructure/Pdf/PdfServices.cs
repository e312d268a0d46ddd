namespace Portal.Web.Infrastructure.Pdf;

/// <summary>Registers what makes PDFs.</summary>
public static class PdfServices
{
    public static IServiceCollection AddPdf(this IServiceCollection services) => services
        .AddSingleton(new PdfLimits())
        .AddSingleton<PdfCache>()
        .AddSingleton<PaperPages>()
        .AddSingleton<HeadlessBrowser>()
        .AddSingleton<PdfPrinter>();
}
