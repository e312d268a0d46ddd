using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Guidelines;
using Portal.Data.Offers;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Support;

/// <summary>The data layer as the portal registers it, with a clock that the test sets.</summary>
public static class TestServices
{
    public static CprProtector Protector { get; } = new([.. Enumerable.Range(1, CprProtector.KeyLength).Select(i => (byte)i)]);

    /// <remarks>Disposing the provider disposes the engine.</remarks>
    public static ServiceProvider Build(DatabaseEngine engine, TimeProvider clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(clock)
        .AddSingleton<IBodyRenderer, MarkdownBodyRenderer>()
        .AddSingleton<IMessageRenderer, MarkdownMessageRenderer>()
        .AddSingleton<IDocumentRenderer, MarkdownDocumentRenderer>()
        .AddSingleton<IThreadNotifier, ThreadHints>()
        .AddSingleton(new AttachmentStore(Path.Combine(SqliteFiles.Folder, "files")))
        .AddPortalData(engine, Protector)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
