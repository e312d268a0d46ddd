using System.Globalization;
using System.Net.Mail;

namespace Portal.Web.Infrastructure.Mail;

/// <summary>How mails leave the portal: through a mail server, into a folder, or not at all.</summary>
public sealed record MailSettings
{
    /// <summary>Stands for no folder, where there would be one.</summary>
    private const string NoFolder = "none";

    // Nobody has such an address (RFC 2606): for a portal whose mails go nowhere.
    private const string NoSender = "samarbejdsportalen@portal.invalid";
    private const int UsualPort = 587;
    private const int LastPort = 65_535;

    /// <summary>Where mails come from, and who invites in calendars.</summary>
    public string From { get; init; } = NoSender;

    /// <summary>The mail server; null for none.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = UsualPort;

    /// <summary>The connection is encrypted before anything is said, or there is none.</summary>
    public bool UseStartTls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Where mails are put as .eml files while there is no server; null for nowhere.</summary>
    public string? PickupFolder { get; init; }

    /// <summary>Whether mails can leave at all. They wait, where they cannot.</summary>
    public bool CanSend => Host is not null || PickupFolder is not null;

    /// <param name="usualFolder">The folder of a demo, where nothing else is said; null for none.</param>
    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static MailSettings Read(IConfiguration configuration, string? usualFolder)
    {
        var host = Text(configuration, "Mail:Host");
        var folder = host is not null ? null : Text(configuration, "Mail:PickupFolder");
        var from = Text(configuration, "Mail:From");
        if (from is not null && !(MailAddress.TryCreate(from, out var address) && address.Address == from))
        {
            throw new SettingException("Mail:From", $"'{from}' is not an e-mail address such as portal@example.dk.");
        }

        if (from is null && (host is not null || folder is not (null or NoFolder)))
        {
            throw new SettingException("Mail:From", "is missing; give the address that mails come from.");
        }

        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new SettingException("Mail:Host", $"'{host}' is not the name of a mail server; the port stands in Mail:Port.");
        }

        if (host is not null && Text(configuration, "Portal:PublicUrl") is null)
        {
            throw new SettingException("Portal:PublicUrl", "is missing; mails lead there.");
        }

        var settings = new MailSettings
        {
            From = from ?? NoSender,
            Host = host,
            Port = ReadPort(Text(configuration, "Mail:Port")),
            UseStartTls = ReadFlag(Text(configuration, "Mail:UseStartTls")),
            User = Text(configuration, "Mail:User"),
            Password = Text(configuration, "Mail:Password"),
            PickupFolder = host is not null || folder == NoFolder ? null : folder is null ? usualFolder : FolderOf(folder),
        };
        return (settings.User is null) != (settings.Password is null)
            ? throw new SettingException(settings.User is null ? "Mail:User" : "Mail:Password", "is missing; give both the user and the password, or neither.")
            : settings is { User: not null, UseStartTls: false }
            ? throw new SettingException("Mail:UseStartTls", "must be true with a user: the password would go over the net for anybody to read.")
            : settings;
    }

    private static string FolderOf(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Mail:PickupFolder", $"the folder '{folder}' cannot be used ({e.Message}).");
        }
    }

    private static string? Text(IConfiguration configuration, string setting) => configuration[setting] is { Length: > 0 } text ? text : null;

    private static int ReadPort(string? text) =>
        text is null ? UsualPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= LastPort ? port
        : throw new SettingException("Mail:Port", $"'{text}' is not a port from 1 to {LastPort}.");

    private static bool ReadFlag(string? text) =>
        text is null ? true
        : bool.TryParse(text, out var flag) ? flag
        : throw new SettingException("Mail:UseStartTls", $"'{text}' is neither true nor false.");
}
