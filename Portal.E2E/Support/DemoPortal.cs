using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Portal.Data;
using Portal.Web;

namespace Portal.E2E.Support;

/// <summary>The real portal on a free port of this machine, with a demo world of its own.</summary>
public sealed class DemoPortal : IAsyncDisposable
{
    /// <summary>A Monday morning on which the demo world has something overdue, something for today and something for later.</summary>
    private const string Now = "2026-11-23T09:00:00+01:00";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private DemoPortal(DirectoryInfo folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    public IServiceProvider Services => _app.Services;

    /// <summary>Makes the demo world in a folder that <see cref="StartAsync"/> copies: that is much quicker than making it for every test.</summary>
    public static async Task<DirectoryInfo> CreateWorldAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-e2e-");
        await using (var app = Build(folder))
        {
            await PortalData.PrepareAsync(app.Services, CancellationToken.None);
            await PortalWeb.CreateDemoWorldAsync(app, CancellationToken.None);
        }

        // Ends the idle connections, so that nothing moves while the files are copied; the write-ahead log is one of them.
        SqliteConnection.ClearAllPools();
        return folder;
    }

    /// <param name="world">A folder from <see cref="CreateWorldAsync"/>; it stays as it is.</param>
    public static async Task<DemoPortal> StartAsync(DirectoryInfo world)
    {
        var folder = Directory.CreateTempSubdirectory("portal-e2e-");
        foreach (var file in world.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(world.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        var app = Build(folder);
        await PortalData.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new DemoPortal(folder, app);
    }

    /// <summary>Stops this portal and starts another on the same data, at a later time.</summary>
    /// <param name="now">An ISO instant.</param>
    public async Task<DemoPortal> ContinueAsync(string now)
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var app = Build(_folder, now);
        await PortalData.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new DemoPortal(_folder, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static WebApplication Build(DirectoryInfo folder, string now = Now) => PortalWeb.Build(
    [
        "--environment=Development",
        // The portal is not the program that runs here: without these two it would look among the tests for its pages and files.
        "--applicationName=Portal.Web",
        $"--contentRoot={Folders.Web}",
        "--urls=http://127.0.0.1:0",
        "--Authentication:Mode=Demo",
        "--Database:Engine=Sqlite",
        $"--ConnectionStrings:Portal=Data Source={Path.Combine(folder.FullName, "portal.db")}",
        $"--Portal:KeyFolder={Path.Combine(folder.FullName, "keys")}",
        $"--Portal:Now={now}",
        "--Jobs:ReminderSeconds=0",
        "--Logging:LogLevel:Default=Error",
        "--Logging:LogLevel:Microsoft.AspNetCore=Error",
    ]);
}
