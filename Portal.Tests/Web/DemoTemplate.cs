using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Tests.Web;
using Portal.Web;

[assembly: AssemblyFixture(typeof(DemoTemplate))]

namespace Portal.Tests.Web;

/// <summary>A database file with the demo world and the keys that belong to it, made once and copied for each host.</summary>
public sealed class DemoTemplate : IAsyncDisposable
{
    /// <summary>A Monday morning, so that every run sees the same deadlines.</summary>
    public const string Now = "2026-11-23T09:00:00+01:00";

    private readonly Lazy<Task<string>> _folder = new(MakeAsync);

    /// <summary>The settings of a portal whose data are in a folder, as words of its command line: they win over the environment.</summary>
    public static string[] Arguments(string folder) =>
    [
        "--environment=Development",
        "--applicationName=Portal.Web",
        $"--contentRoot={AppContext.BaseDirectory}",
        "--urls=http://127.0.0.1:0",
        "--Authentication:Mode=Demo",
        "--Database:Engine=Sqlite",
        $"--ConnectionStrings:Portal=Data Source={DatabaseFile(folder)}",
        $"--Portal:KeyFolder={Path.Combine(folder, "keys")}",
        $"--Portal:Now={Now}",
        "--Jobs:ReminderSeconds=0",
        "--Jobs:MailSeconds=0",
        // The same on a machine with a browser and on one without; tests that print have their own.
        "--Pdf:Browser=none",
    ];

    public static string DatabaseFile(string folder) => Path.Combine(folder, "portal.db");

    /// <returns>A new folder with a copy; the caller deletes it.</returns>
    public async Task<string> CopyAsync()
    {
        var template = await _folder.Value;
        var copy = System.IO.Directory.CreateTempSubdirectory("portal-web-").FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(template, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder.IsValueCreated)
        {
            System.IO.Directory.Delete(await _folder.Value, recursive: true);
        }
    }

    private static async Task<string> MakeAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("portal-demo-").FullName;
        await using var app = PortalWeb.Build(Arguments(folder), builder => builder.Logging.ClearProviders());
        await PortalData.PrepareAsync(app.Services, CancellationToken.None);
        await PortalWeb.CreateDemoWorldAsync(app, CancellationToken.None);
        return folder;
    }
}
