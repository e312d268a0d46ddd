using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Web;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

/// <summary>A portal that prints with a stand-in for a browser, and has little patience.</summary>
public sealed class PrintingHost(DemoTemplate template) : PortalHost(template)
{
    private readonly string _files = System.IO.Directory.CreateTempSubdirectory("portal-printed-").FullName;

    public FakeBrowser Fake { get; } = new();

    /// <summary>Everything that lies ready.</summary>
    public IReadOnlyList<string> Files => [.. System.IO.Directory.EnumerateFiles(_files, "*", SearchOption.AllDirectories)];

    protected override IReadOnlyList<string> Settings => [$"--Pdf:Browser={Fake.Program}", $"--Portal:PdfFolder={_files}"];

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new PdfLimits { AtOnce = 2, Wait = TimeSpan.FromSeconds(3), Print = TimeSpan.FromSeconds(4) });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Fake.Dispose();
        System.IO.Directory.Delete(_files, recursive: true);
    }
}
