using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Bench.Population;
using Portal.Data;
using Portal.Data.Database;
using Portal.Web;

namespace Portal.Bench.Servers;

/// <summary>The real portal on a real Kestrel in this process, on a population that was made before.</summary>
public sealed class PortalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PortalServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public DatabaseEngine Engine => Services.GetRequiredService<DatabaseEngine>();

    public static string DatabaseFile(string folder) => Path.Combine(folder, "portal.db");

    public static async Task<PortalServer> StartAsync(string folder)
    {
        var app = Build(folder);
        await PortalData.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new PortalServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The portal whose data are in a folder, not yet started. Its settings are given as words of its command line: they win over the environment.</summary>
    internal static WebApplication Build(string folder) => PortalWeb.Build(
        [
            "--environment=Development",
            "--applicationName=Portal.Web",
            $"--contentRoot={AppContext.BaseDirectory}",
            "--urls=http://127.0.0.1:0",
            "--Authentication:Mode=Demo",
            "--Database:Engine=Sqlite",
            $"--ConnectionStrings:Portal=Data Source={DatabaseFile(folder)}",
            $"--Portal:KeyFolder={Path.Combine(folder, "keys")}",
            $"--Portal:Now={PopulationPlan.Now:O}",
        ],
        builder => builder.Logging.ClearProviders());
}
