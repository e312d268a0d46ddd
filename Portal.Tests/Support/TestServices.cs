using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Guidelines;
using Portal.Data.Offers;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Mail;

namespace Portal.Tests.Support;

/// <summary>The data layer as the portal registers it, with a clock that the test sets.</summary>
public static class TestServices
{
    public static CprProtector Protector { get; } = new([.. Enumerable.Range(1, CprProtector.KeyLength).Select(i => (byte)i)]);

    /// <summary>A portal that sends nothing and asks for nothing.</summary>
    public static PortalSettings Settings { get; } = new()
    {
        ConnectionString = "",
        UsesSqlServer = false,
        SqlServerCollation = "",
        KeyFolder = "",
        KeyFolderSetting = "",
        FileFolder = "",
        FileFolderSetting = "",
        DemoNow = null,
        PdfBrowser = "",
        PdfFolder = "",
        ReminderEvery = null,
        PublicUrl = new Uri("https://portal.example.dk/"),
        Mail = new MailSettings { From = "portal@example.dk" },
    };

    /// <remarks>Disposing the provider disposes the engine.</remarks>
    public static ServiceProvider Build(DatabaseEngine engine, TimeProvider clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(clock)
        .AddSingleton<IBodyRenderer, MarkdownBodyRenderer>()
        .AddSingleton<IMessageRenderer, MarkdownMessageRenderer>()
        .AddSingleton<IDocumentRenderer, MarkdownDocumentRenderer>()
        .AddSingleton<IThreadNotifier, ThreadHints>()
        .AddSingleton(MailServices.FrameOf(Settings, new Texts()))
        .AddSingleton(new AttachmentStore(Path.Combine(SqliteFiles.Folder, "files")))
        .AddPortalData(engine, Protector)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
