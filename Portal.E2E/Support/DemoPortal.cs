using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Portal.Data;
using Portal.Web;

namespace Portal.E2E.Support;

/// <summary>The real portal, on a free port of this machine, with a demo world of its own.</summary>
public sealed class DemoPortal : IAsyncDisposable
{
    /// <summary>A Monday morning on which the demo world has something overdue, something for today and something for later.</summary>
    public const string Now = "2026-11-23T09:00:00+01:00";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private DemoPortal(DirectoryInfo folder)
    {
        _folder = folder;
        _app = PortalWeb.Build(
        [
            "--environment=Development",
            // The portal is not the program that runs here: without these two it would look in the tests' folder for its pages and files.
            "--applicationName=Portal.Web",
            $"--contentRoot={Folders.Web}",
            "--urls=http://127.0.0.1:0",
            "--Authentication:Mode=Demo",
            "--Database:Engine=Sqlite",
            $"--ConnectionStrings:Portal=Data Source={Path.Combine(folder.FullName, "portal.db")}",
            $"--Portal:KeyFolder={Path.Combine(folder.FullName, "keys")}",
            $"--Portal:Now={Now}",
            "--Logging:LogLevel:Default=Error",
        ]);
    }

    /// <summary>The address, with scheme and port, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>Makes the demo world once, in a folder that others copy: much quicker than making it for every test.</summary>
    public static async Task<DirectoryInfo> CreateWorldAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-e2e-");
        await using (var portal = new DemoPortal(folder))
        {
            await PortalData.PrepareAsync(portal._app.Services, CancellationToken.None);
            await PortalWeb.CreateDemoWorldAsync(portal._app, CancellationToken.None);
            // Disposing only the application leaves the folder.
            await portal._app.DisposeAsync();
            SqliteConnection.ClearAllPools();
            return portal._folder;
        }
    }
}
