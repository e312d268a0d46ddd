using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;
using Portal.Tests.Web;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

/// <summary>A portal that prints with a stand-in for a browser.</summary>
public sealed class PrintingHost(DemoTemplate template) : PortalHost(template)
{
    /// <summary>Two at a time, and nobody's patience ends.</summary>
    public static readonly PdfLimits Patient = new() { AtOnce = 2, Wait = Patience.Limit, Print = Patience.Limit };

    private readonly string _files = System.IO.Directory.CreateTempSubdirectory("portal-printed-").FullName;

    public PdfLimits Limits { get; init; } = Patient;

    public FakeBrowser Fake { get; } = new();

    /// <summary>Everything that lies ready.</summary>
    public IReadOnlyList<string> Files => [.. System.IO.Directory.EnumerateFiles(_files, "*", SearchOption.AllDirectories)];

    protected override IReadOnlyList<string> Settings => [$"--Pdf:Browser={Fake.Program}", $"--Portal:PdfFolder={_files}"];

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton(Limits);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Fake.Dispose();
        System.IO.Directory.Delete(_files, recursive: true);
    }
}
