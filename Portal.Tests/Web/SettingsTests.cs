using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.Web;

/// <summary>A setting that is missing or wrong stops the start with one line that names it.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-settings-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Authentication:Mode", "--Authentication:Mode=")]
    [InlineData("Authentication:Mode", "--Authentication:Mode=Magic")]
    [InlineData("Authentication:Mode", "--environment=Production")]
    [InlineData("Authentication:Mode", "--environment=Staging")]
    [InlineData("Database:Engine", "--Database:Engine=Oracle")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=Nonsense=1")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=Data Source={folder}")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=Data Source={file}/portal.db")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=Data Source={file}/portal.db", "--Portal:KeyFolder=")]
    [InlineData("ConnectionStrings:Portal", "--ConnectionStrings:Portal=Data Source={file}")]
    [InlineData("Portal:KeyFolder", "--Portal:KeyFolder={file}")]
    [InlineData("Portal:KeyFolder", "--Portal:KeyFolder={folder}/broken")]
    [InlineData("Portal:KeyFolder", "--Database:Engine=SqlServer", "--Portal:KeyFolder=")]
    [InlineData("Pdf:Browser", "--Pdf:Browser=/no/such/browser")]
    [InlineData("Portal:FileFolder", "--Portal:FileFolder={file}")]
    [InlineData("Portal:FileFolder", "--Portal:FileFolder=wwwroot/files", "--contentRoot=.")]
    [InlineData("Portal:FileFolder", "--Database:Engine=SqlServer", "--Portal:FileFolder=")]
    [InlineData("ConnectionStrings:Broker", "--ConnectionStrings:Broker=broker.example.dk")]
    [InlineData("Portal:PublicUrl", "--Portal:PublicUrl=portal.example.dk")]
    [InlineData("Portal:AllowedOrigins", "--Portal:AllowedOrigins:0=https://portal.example.dk", "--Portal:AllowedOrigins:1=*")]
    [InlineData("Portal:AllowedOrigins", "--Portal:AllowedOrigins:0=https://portal.example.dk/threads")]
    [InlineData("Portal:Now", "--Portal:Now=next week")]
    [InlineData("Jobs:ReminderSeconds", "--Jobs:ReminderSeconds=often")]
    [InlineData("Jobs:ReminderSeconds", "--Jobs:ReminderSeconds=-1")]
    [InlineData("Jobs:ReminderSeconds", "--Jobs:ReminderSeconds=86401")]
    [InlineData("Jobs:MailSeconds", "--Jobs:MailSeconds=often")]
    [InlineData("Mail:Host", "--Mail:Host=mail.example.dk:25", "--Mail:From=portal@example.dk")]
    [InlineData("Mail:Port", "--Mail:Port=0")]
    [InlineData("Mail:From", "--Mail:From=portal")]
    [InlineData("Mail:From", "--Mail:Host=mail.example.dk", "--Portal:PublicUrl=https://portal.example.dk")]
    [InlineData("Mail:UseStartTls", "--Mail:UseStartTls=perhaps")]
    [InlineData("Mail:UseStartTls", "--Mail:UseStartTls=false", "--Mail:User=portal", "--Mail:Password=secret")]
    [InlineData("Mail:User", "--Mail:Password=secret")]
    [InlineData("Mail:Password", "--Mail:User=portal")]
    [InlineData("Mail:PickupFolder", "--Mail:PickupFolder={file}/mails", "--Mail:From=portal@example.dk")]
    [InlineData("Portal:PublicUrl", "--Mail:Host=mail.example.dk", "--Mail:From=portal@example.dk")]
    [InlineData("Urls", "--urls=nonsense")]
    [InlineData("Urls", "--urls={taken}")]
    public async Task A_wrong_setting_ends_the_start_with_a_line_that_names_it(string setting, params string[] wrong)
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "This is not what it should be.");
        System.IO.Directory.CreateDirectory(Path.Combine(_folder, "broken"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken", "cpr.key"), "no key");

        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var places = new Dictionary<string, string> { ["{file}"] = file, ["{folder}"] = _folder, ["{taken}"] = $"http://{other.LocalEndpoint}" };

        using var portal = new PortalProcess([
            .. DemoTemplate.Arguments(_folder),
            .. wrong.Select(word => places.Aggregate(word, (text, place) => text.Replace(place.Key, place.Value, StringComparison.Ordinal)))]);
        var (exitCode, errors) = await portal.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith(setting, Assert.Single(errors), StringComparison.Ordinal);
    }
}
