using System.Globalization;
using Portal.Data.Attachments;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Web.Infrastructure.Mail;

namespace Portal.Web.Infrastructure;

/// <summary>A setting is missing or wrong. The message is one line that names it and says what it may be.</summary>
public sealed class SettingException(string setting, string problem) : Exception($"{setting}: {problem}");

/// <summary>The portal's settings, read and checked once, before anything starts.</summary>
public sealed record PortalSettings
{
    private const string DemoMode = "Demo";
    private const string NoBrowser = "none";
    private const int LongestPauseSeconds = 86_400;

    public required string ConnectionString { get; init; }

    public required bool UsesSqlServer { get; init; }

    /// <summary>The order of the Danish alphabet on SQL Server.</summary>
    public required string SqlServerCollation { get; init; }

    /// <summary>Where the portal keeps its own keys: beside the SQLite file unless set.</summary>
    public required string KeyFolder { get; init; }

    /// <summary>The setting that decides where the key folder is.</summary>
    public required string KeyFolderSetting { get; init; }

    /// <summary>Where the portal keeps attached files: beside the SQLite file unless set, never where the web server looks.</summary>
    public required string FileFolder { get; init; }

    /// <summary>The setting that decides where the folder for files is.</summary>
    public required string FileFolderSetting { get; init; }

    /// <summary>The instant at which the demo's clock starts, UTC; null for the real time.</summary>
    public required DateTimeOffset? DemoNow { get; init; }

    /// <summary>The browser that prints: a file, empty for none, null to find one.</summary>
    public required string? PdfBrowser { get; init; }

    /// <summary>Where printed files are kept, encrypted, to be given again: beside the key folder unless set.</summary>
    public required string PdfFolder { get; init; }

    /// <summary>How often this process looks for reminders that have fallen due; null for never.</summary>
    public required TimeSpan? ReminderEvery { get; init; }

    /// <summary>How mails leave the portal.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>How often this process sends the mails that wait; null for never.</summary>
    public TimeSpan? MailEvery { get; init; }

    /// <summary>The address that people know the portal by, with a slash at its end; null when nobody has said.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Besides the portal's own address: from whose pages a browser may connect to the hub, such as <c>https://portal.example.dk</c>.</summary>
    public IReadOnlySet<string> AllowedOrigins { get; init; } = new HashSet<string>();

    /// <summary>The broker through which several nodes tell each other what is new, as <c>amqp://…</c>; null for one node.</summary>
    public string? Broker { get; init; }

    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var mode = configuration["Authentication:Mode"];
        if (mode != DemoMode)
        {
            throw new SettingException("Authentication:Mode", mode is null or ""
                ? "is missing; this version knows Demo."
                : $"'{mode}' is not a way to sign in that this version knows; it knows Demo.");
        }

        if (!environment.IsDevelopment())
        {
            throw new SettingException("Authentication:Mode", $"Demo lets anybody in as anybody and starts only in the Development environment, not in {environment.EnvironmentName}.");
        }

        var engine = configuration["Database:Engine"] is { Length: > 0 } named ? named : "Sqlite";
        if (engine is not ("Sqlite" or "SqlServer"))
        {
            throw new SettingException("Database:Engine", $"'{engine}' is neither Sqlite nor SqlServer.");
        }

        var connectionString = configuration.GetConnectionString("Portal");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new SettingException("ConnectionStrings:Portal", "is missing; give the SQLite file (Data Source=portal.db) or the SQL Server connection string.");
        }

        var keyFolder = FolderOf("Portal:KeyFolder", "keys", "the portal's keys", configuration, engine, connectionString);
        return new PortalSettings
        {
            ConnectionString = connectionString,
            UsesSqlServer = engine == "SqlServer",
            SqlServerCollation = configuration["Database:DanishCollation"] is { Length: > 0 } collation ? collation : SqlServerEngine.DefaultDanishCollation,
            KeyFolder = keyFolder,
            KeyFolderSetting = configuration["Portal:KeyFolder"] is { Length: > 0 } ? "Portal:KeyFolder" : "ConnectionStrings:Portal",
            FileFolder = OutsideTheWebRoot(FolderOf("Portal:FileFolder", "files", "attached files", configuration, engine, connectionString), environment),
            FileFolderSetting = configuration["Portal:FileFolder"] is { Length: > 0 } ? "Portal:FileFolder" : "ConnectionStrings:Portal",
            PdfBrowser = ReadBrowser(configuration["Pdf:Browser"]),
            PdfFolder = configuration["Portal:PdfFolder"] is { Length: > 0 } pdfFolder
                ? Path.GetFullPath(pdfFolder)
                : Path.Combine(Path.GetDirectoryName(keyFolder) ?? keyFolder, "pdf"),
            DemoNow = ReadNow(configuration["Portal:Now"]),
            AllowedOrigins = ReadOrigins(configuration),
            Broker = ReadBroker(configuration.GetConnectionString("Broker")),
            Mail = MailSettings.Read(configuration, engine == "Sqlite" ? BesideTheDatabase("mail", connectionString) : null),
            MailEvery = ReadSeconds("Jobs:MailSeconds", configuration["Jobs:MailSeconds"]),
            PublicUrl = configuration["Portal:PublicUrl"] is { Length: > 0 } url ? new Uri(url.TrimEnd('/') + "/") : null,
            ReminderEvery = ReadSeconds("Jobs:ReminderSeconds", configuration["Jobs:ReminderSeconds"]),
        };
    }

    /// <summary>The engine that the settings name, not yet started.</summary>
    /// <exception cref="SettingException">The connection string cannot be read.</exception>
    public DatabaseEngine CreateEngine()
    {
        try
        {
            return UsesSqlServer ? new SqlServerEngine(ConnectionString, SqlServerCollation) : new SqliteEngine(ConnectionString);
        }
        catch (ArgumentException e)
        {
            throw new SettingException("ConnectionStrings:Portal", $"cannot be read ({e.Message}).");
        }
    }

    /// <summary>The key for CPR numbers. A demo makes its own at the first start; it protects invented people only.</summary>
    /// <exception cref="SettingException">The folder cannot be used, or the key file is there but holds no key.</exception>
    public CprProtector CreateCprProtector()
    {
        try
        {
            return ReadOrMakeKey();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(KeyFolderSetting, $"the folder '{KeyFolder}' for the portal's keys cannot be used ({e.Message}).");
        }
    }

    /// <summary>The store of attached files, with a folder that can be written.</summary>
    /// <exception cref="SettingException">The folder cannot be used.</exception>
    public AttachmentStore CreateAttachmentStore()
    {
        try
        {
            var store = new AttachmentStore(FileFolder);
            store.Start();
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(FileFolderSetting, $"the folder '{FileFolder}' for attached files cannot be used ({e.Message}).");
        }
    }

    private static string OutsideTheWebRoot(string folder, IHostEnvironment environment) =>
        (folder + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(Path.Combine(environment.ContentRootPath, "wwwroot")) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new SettingException("Portal:FileFolder", $"the folder '{folder}' lies where the web server serves files from; name one outside.")
            : folder;

    private CprProtector ReadOrMakeKey()
    {
        var file = Path.Combine(KeyFolder, "cpr.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(KeyFolder);
            File.WriteAllText(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(CprProtector.KeyLength)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        var key = new byte[CprProtector.KeyLength];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var length) && length == key.Length
            ? new CprProtector(key)
            : throw new SettingException("Portal:KeyFolder", $"the file '{file}' holds no key of {CprProtector.KeyLength} bytes in Base64.");
    }

    private static string FolderOf(string setting, string beside, string holds, IConfiguration configuration, string engine, string connectionString)
    {
        if (configuration[setting] is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder);
        }

        if (engine == "SqlServer")
        {
            throw new SettingException(setting, $"is missing; with SQL Server, name a folder for {holds}.");
        }

        return BesideTheDatabase(beside, connectionString);
    }

    private static string BesideTheDatabase(string name, string connectionString)
    {
        try
        {
            var file = Path.GetFullPath(SqliteEngine.FileOf(connectionString));
            return Path.Combine(Path.GetDirectoryName(file)!, name);
        }
        catch (ArgumentException e)
        {
            throw new SettingException("ConnectionStrings:Portal", $"cannot be read ({e.Message}).");
        }
    }

    private static string? ReadBrowser(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : text == NoBrowser ? ""
        : File.Exists(text) ? Path.GetFullPath(text)
        : throw new SettingException("Pdf:Browser", $"'{text}' is no file; give the program of a Chromium or Edge, or none.");

    // Its text is not repeated: it holds a password.
    private static string? ReadBroker(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" ? text
        : throw new SettingException("ConnectionStrings:Broker", "is not an address such as amqps://user:password@broker.example.dk/portal.");

    private static HashSet<string> ReadOrigins(IConfiguration configuration)
    {
        var list = configuration.GetSection("Portal:AllowedOrigins").GetChildren().Select(child => OriginOf("Portal:AllowedOrigins", child.Value, mayHavePath: false));
        return configuration["Portal:PublicUrl"] is { Length: > 0 } url ? [.. list, OriginOf("Portal:PublicUrl", url, mayHavePath: true)] : [.. list];
    }

    private static string OriginOf(string setting, string? text, bool mayHavePath) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && (mayHavePath || url.PathAndQuery == "/")
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new SettingException(setting, $"'{text}' is not an address such as https://portal.example.dk.");

    private static TimeSpan? ReadSeconds(string setting, string? text) =>
        string.IsNullOrEmpty(text) ? TimeSpan.FromMinutes(1)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestPauseSeconds ? seconds == 0 ? null : TimeSpan.FromSeconds(seconds)
        : throw new SettingException(setting, $"'{text}' is not a number of seconds from 0 (never) to {LongestPauseSeconds}.");

    private static DateTimeOffset? ReadNow(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now) ? now
        : throw new SettingException("Portal:Now", $"'{text}' is not an instant such as 2026-11-23T09:00:00Z.");
}
