using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Tests.Web;

/// <summary>The process dies without warning, again and again, while people write. What the portal has acknowledged is there afterwards.</summary>
/// <remarks>
/// It is killed by what it has done, not by the clock: a slow machine kills it as deep in the work as a fast one.
/// The variable PORTAL_TEST_KILL_ROUNDS sets how often; ten times unless it says otherwise.
/// </remarks>
public sealed class KillTests(DemoTemplate template, ITestOutputHelper output) : IAsyncLifetime
{
    // More than a round can take, so that all are at work when the portal dies.
    private const int AnswersPerClinicAndRound = 60;

    private const int SignedPerRound = 2;

    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 10;

    // Who writes, and a certificate of whose clinic the work is copied from.
    private static readonly (string Person, string Citizen)[] Writers =
    [
        ("gp", "Jens-Ole Bertelsen"), ("staff", "Jens-Ole Bertelsen"), ("gp-other", "Birthe Ravnsborg"),
        ("gp-far", "Maria Lund Eriksen"), ("gp-far", "Maria Lund Eriksen"),
    ];

    private string _folder = "";

    public async ValueTask InitializeAsync() => _folder = await template.CopyAsync();

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_when_the_process_is_killed()
    {
        var written = new List<WrittenAnswer>();
        var browsers = new Dictionary<int, Browser>();
        for (var round = 0; round < Rounds; round++)
        {
            using var portal = new PortalProcess(DemoTemplate.Arguments(_folder));
            using var http = Browser.Client(await portal.AddressAsync());
            await CheckAsync(written);
            var queues = await AddWorkAsync();
            var clients = new List<KillClient>();
            var count = new KillCount(RandomNumberGenerator.GetInt32(12, 41), SignedPerRound);
            for (var i = 0; i < Writers.Length; i++)
            {
                // Who was signed in before the portal died still is.
                var browser = browsers.GetValueOrDefault(i)?.Copy(http) ?? new Browser(http);
                if (!browser.IsSignedIn)
                {
                    await browser.SignInAsync(Writers[i].Person);
                }

                browsers[i] = browser;
                clients.Add(new KillClient(Writers[i].Person, browser, queues[Writers[i].Citizen], count));
            }

            var work = Task.WhenAll(clients.Select(client => Task.Run(client.WorkAsync)));
            await Task.WhenAny(count.Enough, work);
            // Not always right behind a commit; whatever the pause, the work goes on through it.
            await Task.Delay(RandomNumberGenerator.GetInt32(30));
            await portal.KillAsync();
            written.AddRange((await work).SelectMany(answers => answers));
            Assert.All(clients, client => Assert.True(client.IsCutOff, "The portal died when somebody had nothing more to do."));
        }

        using (var portal = new PortalProcess(DemoTemplate.Arguments(_folder)))
        {
            await portal.AddressAsync();
            await CheckAsync(written);
        }

        var acknowledged = written.Sum(answer => answer.Acknowledged);
        var signed = written.Count(answer => answer.IsSigned);
        output.WriteLine($"{Rounds} kills, {acknowledged} texts acknowledged, {signed} answers signed.");
        Assert.True(acknowledged >= 12 * Rounds && signed >= SignedPerRound * Rounds, "So little was written that nothing is shown.");
    }

    /// <summary>Looks for every acknowledged text, and whether facts, answers and log say the same.</summary>
    private async Task CheckAsync(IReadOnlyList<WrittenAnswer> written)
    {
        await using var database = await OpenAsync();
        Assert.Equal("ok", await database.QuerySingleAsync<string>("PRAGMA integrity_check"));
        Assert.Equal(0, await database.QuerySingleAsync<int>(CountDisagreementsSql));
        var drafts = (await database.QueryAsync<Stored>("SELECT RequestId, Content FROM AnswerDrafts"))
            .ToDictionary(row => row.RequestId, row => row.History);
        var signed = (await database.QueryAsync<Stored>("SELECT RequestId, Content FROM CertificateAnswers WHERE VersionNumber = 1"))
            .ToDictionary(row => row.RequestId, row => row.History);
        foreach (var answer in written.Where(answer => answer.Acknowledged > 0))
        {
            var isSigned = signed.TryGetValue(answer.Certificate, out var text);
            Assert.True(isSigned || !answer.IsSigned, $"{answer.Certificate} was signed, and is not.");
            Assert.True(!isSigned || answer.IsSignAttempted, $"{answer.Certificate} is signed, and nobody did.");
            Assert.Equal(!isSigned, drafts.TryGetValue(answer.Certificate, out var draft));
            Assert.Contains((isSigned ? text : draft)!, isSigned ? [answer.Last.Trim()] : answer.Possible.Select(possible => possible.Trim()));
        }
    }

    /// <summary>New certificates for each clinic to answer, past the portal: copies of one that it has.</summary>
    private async Task<Dictionary<string, ConcurrentQueue<Guid>>> AddWorkAsync()
    {
        await using var database = await OpenAsync();
        await using var transaction = await database.BeginTransactionAsync();
        var queues = new Dictionary<string, ConcurrentQueue<Guid>>();
        foreach (var citizen in Writers.Select(writer => writer.Citizen).Distinct())
        {
            queues[citizen] = new ConcurrentQueue<Guid>(Enumerable.Range(0, AnswersPerClinicAndRound).Select(_ => Guid.NewGuid()));
            await database.ExecuteAsync(CopySql, queues[citizen].Select(id => new { Id = id, citizen, typeId = id.ToString("n")[..30] }), transaction);
        }

        await transaction.CommitAsync();
        return queues;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={DemoTemplate.DatabaseFile(_folder)};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    // An answer without its row in the log or its status, a status without its answer, a draft beside an answer, an act done twice.
    private const string CountDisagreementsSql = """
        SELECT (SELECT COUNT(*) FROM CertificateAnswers a JOIN CertificateRequests r ON r.Id = a.RequestId
                WHERE r.AnsweredAt IS NULL OR r.Status NOT IN ('Answered', 'ComplementRequested', 'Returned', 'Approved', 'Closed')
                   OR (SELECT COUNT(*) FROM CertificateAnswers n WHERE n.RequestId = r.Id)
                       <> (SELECT COUNT(*) FROM AuditEntries e WHERE e.ObjectId = r.Id AND e.Action = 'certificate.sign')
                   OR (SELECT COUNT(*) FROM CertificateAnswers n WHERE n.RequestId = r.Id)
                       <> (SELECT COUNT(*) FROM Commands c WHERE c.ObjectId = r.Id AND c.Kind = 'certificate.sign'))
             + (SELECT COUNT(*) FROM CertificateRequests r
                WHERE r.AnsweredAt IS NOT NULL AND NOT EXISTS (SELECT 1 FROM CertificateAnswers a WHERE a.RequestId = r.Id))
             + (SELECT COUNT(*) FROM AnswerDrafts d JOIN CertificateRequests r ON r.Id = d.RequestId
                WHERE r.Status NOT IN ('InProgress', 'Clarifying')
                   OR NOT EXISTS (SELECT 1 FROM AuditEntries e WHERE e.ObjectId = r.Id AND e.Action = 'certificate.save-answer'))
        """;

    // Each is of a type of its own: a citizen has one open request of a type.
    private const string CopySql = """
        INSERT INTO CertificateRequests (Id, TypeVersionId, CitizenId, MunicipalityId, UnitId, CaseworkerId, ClinicId, DoctorId, Content, CreatedAt, SentAt,
                                         TypeId, OpenTypeId, Desk, OpenedAt, AnswerDueAt, Status, NextActor, SortAt, ChangedById, ChangedAt, Version)
        SELECT @Id, r.TypeVersionId, r.CitizenId, r.MunicipalityId, r.UnitId, r.CaseworkerId, r.ClinicId, r.DoctorId, r.Content, r.CreatedAt, r.SentAt,
               @typeId, @typeId, 'Waiting', r.SentAt, r.AnswerDueAt, 'Received', 'Clinic', r.SortAt, r.ChangedById, r.ChangedAt, 1
        FROM CertificateRequests r
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        WHERE z.Name = @citizen AND t.TypeId = 'LAE125' AND r.SentAt IS NOT NULL
        ORDER BY r.CreatedAt, r.Id
        LIMIT 1
        """;

    private sealed record Stored
    {
        public required Guid RequestId { get; init; }

        public required string Content { get; init; }

        public string History => PortalJson.Read<AnswerContent>(Content)["history"];
    }
}
