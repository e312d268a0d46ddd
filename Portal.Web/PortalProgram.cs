using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Database;
using Portal.Web.Infrastructure;

namespace Portal.Web;

/// <summary>Starts the portal, or only migrates its database.</summary>
public static class PortalProgram
{
    /// <param name="args">The ordinary host options; <c>migrate</c> as the first word brings the database to the newest schema and ends.</param>
    /// <returns>The exit code: 1 when a setting is wrong or the database does not fit, with one line on standard error that says which.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var migrateOnly = args is ["migrate", ..];
            await using var app = PortalWeb.Build(migrateOnly ? args[1..] : args);
            await PortalData.PrepareAsync(app.Services, CancellationToken.None);
            if (migrateOnly)
            {
                return 0;
            }

            await PortalWeb.CreateDemoWorldAsync(app, CancellationToken.None);
            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (e is SettingException or DatabaseSetupException or MigrationException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new SettingException("Urls", $"the portal cannot serve there ({e.Message})");
        }
    }
}
