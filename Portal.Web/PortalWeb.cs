using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Portal.Content.Offers;
using Portal.Data;
using Portal.Data.Demo;
using Portal.Data.Directory;
using Portal.Data.Guidelines;
using Portal.Data.Offers;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Live;
using Portal.Web.Infrastructure.Mail;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web;

/// <summary>The portal as a web application: its services, its pipeline, its demo world.</summary>
public static class PortalWeb
{
    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        AddPortal(builder, PortalSettings.Read(builder.Configuration, builder.Environment));
        var app = builder.Build();
        UsePortal(app);
        return app;
    }

    /// <summary>Fills an empty database with the demo world and tells who can sign in.</summary>
    public static async Task CreateDemoWorldAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var world = scope.ServiceProvider.GetRequiredService<DemoWorld>();
        if (!await world.ExistsAsync(ct))
        {
            var logger = app.Services.GetRequiredService<ILogger<DemoWorld>>();
            var library = OfferLibrary.Read(OfferLibrary.EmbeddedFiles(), OfferFiles.Codes);
            foreach (var problem in library.Problems)
            {
                Log.OfferFileProblem(logger, problem.File, problem.Line, problem.Field, problem.Message);
            }

            await world.CreateAsync(
                app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
                byName => [.. library.Offers.Where(offer => byName.ContainsKey(offer.Municipality)).Select(offer => OfferFiles.ToInput(offer, byName[offer.Municipality]))],
                ct);
        }

        var people = await scope.ServiceProvider.GetRequiredService<DirectoryRepository>().ListDemoPeopleAsync(ct);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine($"\nSamarbejdsportalen: {string.Join(", ", app.Urls)}\n");
            foreach (var person in people)
            {
                Console.WriteLine($"  {person.SignInKey,-24} {person.Name}, {person.Title}, {person.OrganisationName}");
            }

            Console.WriteLine();
        });
    }

    private static void AddPortal(WebApplicationBuilder builder, PortalSettings settings)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);

        services.AddSingleton(settings);
        services.AddSingleton<TimeProvider>(settings.DemoNow is { } now ? new DemoClock(now) : TimeProvider.System);
        services.AddSingleton<IBodyRenderer, MarkdownBodyRenderer>();
        services.AddSingleton<IMessageRenderer, MarkdownMessageRenderer>();
        services.AddSingleton<IDocumentRenderer, MarkdownDocumentRenderer>();
        services.AddPortalData(settings.CreateEngine(), settings.CreateCprProtector());
        services.AddSingleton(settings.CreateAttachmentStore());

        services.AddScoped<CurrentUser>();
        services.AddScoped<When>();
        services.AddSingleton<Texts>();
        services.AddScoped<Pages.Certificates.CertificateFilter>();
        services.AddScoped<Pages.Citizens.CitizenFilter>();
        services.AddScoped<Pages.Proposals.ProposalFilter>();
        services.AddScoped<Pages.Fees.FeeFilter>();
        services.AddScoped<Pages.Seminars.SeminarFilter>();
        services.AddScoped<Pages.Seminars.SeminarForms>();
        services.AddScoped<Pages.Seminars.AfterwardsViews>();
        services.AddScoped<Pages.Threads.ThreadFilter>();
        services.AddScoped<Pages.Threads.ThreadForms>();
        services.AddScoped<Pages.Citizens.FolderViews>();
        services.AddScoped<Pages.EmployerStatements.StatementFilter>();
        services.AddScoped<Pages.Incidents.IncidentFilter>();
        services.AddScoped<Pages.Certificates.CertificatePages>();
        services.AddScoped<Pages.Certificates.RequestForms>();
        services.AddScoped<Pages.Certificates.AnswerForms>();
        services.AddScoped<Pages.Certificates.RequestAdvice>();
        services.AddScoped<Pages.Certificates.BasisForms>();
        services.AddScoped<Pages.Certificates.CertificatePapers>();
        services.AddScoped<Pages.Threads.ThreadPapers>();
        services.AddPdf();
        services.AddMail();
        services.AddLive(settings);
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, QuietLog>();
        services.AddRateLimiter(RateLimits.Configure);
        services.AddHostedService<ReminderJob>();
        services.AddPortalSignIn();
        services.AddAuthorization(Policies.Configure);
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToFileSystem(new DirectoryInfo(settings.KeyFolder));
        services.AddAntiforgery(options => options.Cookie.Name = "portal-form");
        // Readable source: the encoder leaves æ, ø and å as they are; what has meaning in HTML is still encoded.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("da").AddSupportedCultures("da", "en").AddSupportedUICultures("da", "en");
            options.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider { CookieName = Language.CookieName }];
        });
        services.AddRazorPages(options =>
        {
            Pages.Account.Conventions.Apply(options.Conventions);
            Pages.Offers.Conventions.Apply(options.Conventions);
            Pages.Certificates.Conventions.Apply(options.Conventions);
            Pages.Citizens.Conventions.Apply(options.Conventions);
            Pages.EmployerStatements.Conventions.Apply(options.Conventions);
            Pages.Incidents.Conventions.Apply(options.Conventions);
            Pages.Admin.Types.Conventions.Apply(options.Conventions);
            Pages.Proposals.Conventions.Apply(options.Conventions);
            Pages.Admin.Units.Conventions.Apply(options.Conventions);
            Pages.Fees.Conventions.Apply(options.Conventions);
            Pages.Substitutes.Conventions.Apply(options.Conventions);
            Pages.Seminars.Conventions.Apply(options.Conventions);
            Pages.Threads.Conventions.Apply(options.Conventions);
            Pages.Contact.Conventions.Apply(options.Conventions);
            Pages.Guides.Conventions.Apply(options.Conventions);
            Pages.Hours.Conventions.Apply(options.Conventions);
            options.Conventions.ConfigureFilter(new HandlerFilter());
        });
    }

    private static void UsePortal(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseMiddleware<Language>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = Pages.ErrorModel.StatusOf,
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLiveOrigins();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapLive();
        Health.Map(app);
    }
}
