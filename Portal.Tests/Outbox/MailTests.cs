using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data.Outbox;
using Portal.Data.Seminars;
using Portal.Tests.Seminars;
using Portal.Tests.Support;
using Portal.Tests.Web;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Mail;

namespace Portal.Tests.Outbox;

/// <summary>Mails leave through a mail server or into a folder, and say what they should and no more.</summary>
public sealed class MailTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-mails-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_invitation_in_the_folder_is_a_real_one_to_another_program()
    {
        Assert.SkipUnless(IcalendarReader.IsInstalled, "The package python3-icalendar is not installed; ./portal test installs it.");
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Frida);
        var meeting = await world.MeetingAsync(meeting => meeting with { Title = "Ryg, nakke og æblegrød 😀" });
        await world.TellAsync(meeting, SeminarNotice.Invited, Cast.Karin);
        var talk = await world.MeetingAsync(meeting => meeting with
        {
            Kind = MeetingKind.RoundTable,
            Title = "Henriettes tilbagevenden",
            Invitations = [CalendarWorld.Clinic(Cast.Fjordhoej)],
        });
        await world.TellAsync(talk, SeminarNotice.Moved, Cast.Karin, [Cast.Frida.Id]);

        await SendAsync(world, new MailSettings { From = "portal@example.dk", PickupFolder = _folder });

        var mails = JsonSerializer.Deserialize<IReadOnlyList<ReadMail>>(
            await IcalendarReader.ScriptAsync("Outbox/read_mails.py", _folder), JsonSerializerOptions.Web)!.ToDictionary(mail => mail.To);
        var invitation = mails[CalendarWorld.AddressOf(Cast.Anna)];
        Assert.Equal("portal@example.dk", invitation.From);
        Assert.Equal("Invitation: Ryg, nakke og æblegrød 😀", invitation.Subject);
        Assert.Equal("multipart/alternative", invitation.Kind);
        Assert.Equal(["text/plain", "text/calendar"], invitation.Parts);
        Assert.Equal("REQUEST", invitation.Method);
        Assert.Equal($"mailto:{CalendarWorld.AddressOf(Cast.Anna)}", invitation.Attendee);
        Assert.Contains("Du er inviteret til »Ryg, nakke og æblegrød 😀«.", invitation.Text, StringComparison.Ordinal);
        Assert.Contains("onsdag 2. december 2026 kl. 17.00–19.00", invitation.Text, StringComparison.Ordinal);
        Assert.Contains("Svar senest onsdag 25. november 2026 kl. 16.00", invitation.Text, StringComparison.Ordinal);
        Assert.Contains($"https://portal.example.dk/seminars/{meeting.Id}", invitation.Text, StringComparison.Ordinal);
        var moved = mails[CalendarWorld.AddressOf(Cast.Frida)];
        Assert.Equal("Flyttet: Møde", moved.Subject);
        Assert.Equal("Møde", moved.Summary);
        Assert.Contains("Et møde er flyttet", moved.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Henriette", moved.Text, StringComparison.Ordinal);
        Assert.Equal(2, mails.Values.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_the_server_refuses_is_given_up_what_it_puts_off_waits_and_the_others_get_theirs()
    {
        using var server = new FakeMailServer();
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Birgit, Cast.Bo);
        await world.ExecuteAsync("UPDATE People SET Email = 'refused@example.dk' WHERE Id = @Id", new { Cast.Birgit.Id });
        await world.ExecuteAsync("UPDATE People SET Email = 'busy@example.dk' WHERE Id = @Id", new { Cast.Bo.Id });
        await world.TellAsync(await world.MeetingAsync(), SeminarNotice.Invited, Cast.Karin);

        var log = await SendAsync(world, new MailSettings { From = "portal@example.dk", Host = "127.0.0.1", Port = server.Port, UseStartTls = false });

        Assert.Contains($"To: \"Anna Holm\" <{CalendarWorld.AddressOf(Cast.Anna)}>", Assert.Single(server.Mails), StringComparison.Ordinal);
        var rows = await world.Db.QueryAsync<string>("SELECT Detail FROM OutboxMails WHERE FailedAt IS NOT NULL", null, CancellationToken.None);
        Assert.Equal(["MailboxUnavailable"], rows);
        rows = await world.Db.QueryAsync<string>("SELECT Detail FROM OutboxMails WHERE FailedAt IS NULL AND SentAt IS NULL", null, CancellationToken.None);
        Assert.Equal(["MailboxBusy"], rows);
        Assert.Equal(2, log.Lines.Count(line => line.Contains("was not sent", StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, line => line.Contains("example.dk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_server_is_one_mail_has_tried_and_all_wait()
    {
        int port;
        using (var gone = new FakeMailServer())
        {
            port = gone.Port;
        }

        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        await world.GiveAddressesAsync(Cast.Anna, Cast.Birgit, Cast.Bo);
        await world.TellAsync(await world.MeetingAsync(), SeminarNotice.Invited, Cast.Karin);

        await SendAsync(world, new MailSettings { From = "portal@example.dk", Host = "127.0.0.1", Port = port, UseStartTls = false });
        await SendAsync(world, new MailSettings());

        Assert.Equal(1, await world.Db.FindAsync<int>("SELECT SUM(Attempts) FROM OutboxMails", null, CancellationToken.None));
        Assert.Equal(3, await world.Db.FindAsync<int>("SELECT COUNT(*) FROM OutboxMails WHERE SentAt IS NULL AND FailedAt IS NULL AND ClaimedAt IS NULL", null, CancellationToken.None));
    }

    [Theory]
    [InlineData(SeminarNotice.PlaceOffered, "Pladsen er holdt til dig indtil torsdag 26. november 2026 kl. 13.00.")]
    [InlineData(SeminarNotice.PlaceGiven, "Du er tilmeldt.")]
    [InlineData(SeminarNotice.PollOpened, "Hvornår kan du? Ryg")]
    [InlineData(SeminarNotice.PollEnded, "Svarene er inde: Ryg")]
    [InlineData(SeminarNotice.PlaceLapsed, "er tilbudt den næste på ventelisten")]
    [InlineData(SeminarNotice.MinutesPublished, "Referatet af »Ryg« ligger i portalen.")]
    [InlineData(SeminarNotice.MaterialSent, "Materialet ligger i portalen")]
    [InlineData(SeminarNotice.Changed, "Ændret: Ryg")]
    [InlineData(SeminarNotice.Cancelled, "»Ryg« er aflyst.")]
    public void Each_kind_of_mail_has_its_words(SeminarNotice kind, string words)
    {
        var mail = new OutboxMail
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            PersonId = Cast.Anna.Id,
            PersonName = Cast.Anna.Name,
            SeminarId = Guid.NewGuid(),
            MeetingKind = MeetingKind.Seminar,
            Title = "Ryg",
            MunicipalityName = "Holbæk Kommune",
            OwnerName = "Karin Bach",
            OwnerPhone = "70 00 00 20",
            StartsAt = CalendarWorld.Meeting().Facts.StartsAt,
            EndsAt = CalendarWorld.Meeting().Facts.EndsAt,
            PlaceName = "Sidesporet",
            PlaceAddress = "",
            ClaimBy = new DateTime(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc),
            CreatedAt = TestClock.Start,
            Attempts = 1,
        };

        var (subject, text) = new MailText(new Texts(), null).Of(mail);

        Assert.Contains(words, $"{subject}\n{text}", StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.MissingMark, subject + text, StringComparison.Ordinal);
        Assert.Contains("Karin Bach, Holbæk Kommune, tlf. 70 00 00 20", text, StringComparison.Ordinal);
    }

    private static async Task<CapturedLog> SendAsync(World world, MailSettings mail)
    {
        var log = new CapturedLog();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        var settings = TestServices.Settings with { Mail = mail };
        using var job = new OutboxJob(
            world.Root.GetRequiredService<IServiceScopeFactory>(), new MailSender(settings, new Texts()), settings, world.Clock, logging.CreateLogger<OutboxJob>());
        await job.RunAsync(CancellationToken.None);
        Assert.DoesNotContain(log.Lines, line => line.Contains("will be tried again", StringComparison.Ordinal));
        return log;
    }

    private sealed record ReadMail
    {
        public required string To { get; init; }

        public required string From { get; init; }

        public required string Subject { get; init; }

        public required string Id { get; init; }

        public required string Kind { get; init; }

        public required IReadOnlyList<string> Parts { get; init; }

        public required string Text { get; init; }

        public string? Method { get; init; }

        public string? Attendee { get; init; }

        public string? Summary { get; init; }
    }
}
