using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Offers;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Demo;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Demo;

public sealed class DemoWorldTests(DemoWorldTests.Monday monday) : IClassFixture<DemoWorldTests.Monday>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly IReadOnlyList<OfferDocument> Library = OfferLibrary.Read(OfferLibrary.EmbeddedFiles(), OfferFiles.Codes).Offers;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_offer_citizen_and_certificate_of_the_files_is_there_in_its_state(TestEngine engine)
    {
        var demo = await monday.OnAsync(engine);

        var offers = await demo.Db.QueryAsync<string>("SELECT Slug FROM Offers WHERE Status = 'Published'", null, Ct);
        var people = await demo.Db.QueryAsync<string>("SELECT SignInKey FROM People WHERE SignInKey IS NOT NULL", null, Ct);
        var citizens = await demo.Db.QueryAsync<string>("SELECT Name FROM Citizens", null, Ct);
        var certificates = await demo.Db.QueryAsync<DemoRow>(
            """
            SELECT z.Name AS Citizen, t.TypeId AS Type, r.Status, r.SentAt
            FROM CertificateRequests r JOIN Citizens z ON z.Id = r.CitizenId JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
            """,
            null,
            Ct);

        Assert.Equal(Library.Select(offer => offer.Slug).Order(StringComparer.Ordinal), offers.Order(StringComparer.Ordinal));
        Assert.Equal(12, people.Count);
        var named = DemoFiles.Read<IReadOnlyList<DemoCitizen>>("citizens").ToDictionary(citizen => citizen.Key, citizen => citizen.Name);
        Assert.Equal(named.Values.Order(StringComparer.Ordinal), citizens.Order(StringComparer.Ordinal));
        Assert.Equal(60, certificates.Count);
        Assert.Equal(
            Enum.GetValues<CertificateStatus>().Except([CertificateStatus.Discarded]).Order(), certificates.Select(row => row.Status).Distinct().Order());
        var expected = DemoFiles.Read<IReadOnlyList<DemoCertificate>>("certificates")
            .Select(file => $"{named[file.Citizen]} {file.Type} {file.State} {(file.State == CertificateStatus.Draft ? null : file.SentDaysAgo)}");
        var actual = certificates.Select(row => $"{row.Citizen} {row.Type} {row.Status} {DaysSince(row.SentAt)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

        static int? DaysSince(DateTime? at) => at is null ? null : DanishTime.DayOf(TestClock.Start).DayNumber - DanishTime.DayOf(at.Value).DayNumber;
    }

    [Theory]
    [InlineData("2026-11-23T08:00Z")] // Monday morning, before the hours at which things happen in the files
    [InlineData("2027-03-28T00:30Z")] // half an hour before the clocks go forward
    [InlineData("2028-02-29T22:59Z")] // the last minute of a leap day
    public async Task Whenever_it_is_made_state_and_facts_fit_and_nothing_lies_ahead(string now)
    {
        var at = DateTime.Parse(now, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        await using var demo = await CreatedAsync(TestEngine.Sqlite, at);

        var rows = await demo.Db.QueryAsync<StateRow>(
            """
            SELECT r.TypeVersionId, r.CreatedAt, r.SentAt, r.OpenedAt, r.AnswerStartedAt, r.ConsultationOn, r.AnsweredAt, r.ReadAt, r.ApprovedAt,
                   r.ClosedAt, r.DiscardedAt, r.SparringSince, r.PausedAt, r.PausedDays, r.WithdrawnAt, r.Status, r.NextActor, r.AnswerDueAt,
                   r.SortAt, r.Desk, r.ReminderTaskAt, r.ReassessTaskAt, r.AcceptedAt, r.ClarifySince, r.NoShowAt, r.DeclinedAt, r.DeliveryFailedAt,
                   r.ComplementSince, r.ReturnedSince, r.DisputedAt, r.RetractedAt, r.LateAnswerAt, r.ReplacedAt
            FROM CertificateRequests r
            """,
            null,
            Ct);
        var types = demo.Services.GetRequiredService<CertificateTypes>();

        Assert.Equal(60, rows.Count);
        foreach (var row in rows)
        {
            var expected = CertificateRules.Resolve(row.Facts, (await types.GetVersionAsync(row.TypeVersionId, null, Ct)).Definition.Deadline);
            // A task about a reminder or a new assessment lies on the caseworker's desk, whoever's turn it is.
            expected = row.ReminderTaskAt is null && row.ReassessTaskAt is null ? expected : expected with { Desk = Desk.ToDo };
            Assert.Equal(expected, new CertificateState { Status = row.Status, NextActor = row.NextActor, AnswerDueAt = row.AnswerDueAt, SortAt = row.SortAt, Desk = row.Desk });
            DateTime?[] facts = [row.CreatedAt, row.SentAt, row.OpenedAt, row.AnswerStartedAt, row.AnsweredAt, row.ReadAt, row.ApprovedAt, row.ClosedAt];
            var steps = facts.OfType<DateTime>().ToList();
            Assert.Equal(steps.Order(), steps);
            Assert.True(steps[^1] <= at, $"{steps[^1]:O} lies ahead of {at:O}.");
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Everything_in_it_has_its_row_in_the_log(TestEngine engine)
    {
        var demo = await monday.OnAsync(engine);

        var unlogged = await demo.Db.QueryAsync<string>(
            """
            SELECT r.Status FROM CertificateRequests r
            WHERE NOT EXISTS (SELECT 1 FROM AuditEntries e WHERE e.ObjectId = r.Id AND e.CitizenId = r.CitizenId
                              AND e.Action = CASE WHEN r.SentAt IS NULL THEN 'certificate.create' ELSE 'certificate.send' END)
            """,
            null,
            Ct);
        var signatures = await demo.Db.FindAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'certificate.sign'", null, Ct);
        var answers = await demo.Db.FindAsync<int>("SELECT COUNT(*) FROM CertificateAnswers", null, Ct);

        Assert.Empty(unlogged);
        Assert.Equal(25, answers);
        Assert.Equal(answers, signatures);
        Assert.True(await demo.Services.GetRequiredService<DemoWorld>().ExistsAsync(Ct));
    }

    private static async Task<Made> CreatedAsync(TestEngine engine, DateTime now)
    {
        var database = await TestDatabase.CreateEmptyAsync(engine);
        var provider = TestServices.Build(database.NewEngine(), new TestClock { Now = now });
        await PortalData.PrepareAsync(provider, Ct);
        var made = new Made(database, provider);
        var world = made.Services.GetRequiredService<DemoWorld>();
        Assert.False(await world.ExistsAsync(Ct));
        await world.CreateAsync(now, byName => [.. Library.Select(offer => OfferFiles.ToInput(offer, byName[offer.Municipality]))], Ct);
        return made;
    }

    /// <summary>The demo world of one Monday morning, made once for each engine and only read.</summary>
    public sealed class Monday : IAsyncDisposable
    {
        private readonly Dictionary<TestEngine, Made> _made = [];

        public async ValueTask DisposeAsync()
        {
            foreach (var made in _made.Values)
            {
                await made.DisposeAsync();
            }
        }

        internal async Task<Made> OnAsync(TestEngine engine)
        {
            if (!_made.TryGetValue(engine, out var made))
            {
                _made[engine] = made = await CreatedAsync(engine, TestClock.Start);
            }

            return made;
        }
    }

    internal sealed class Made(TestDatabase database, ServiceProvider provider) : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope = provider.CreateAsyncScope();

        public IServiceProvider Services => _scope.ServiceProvider;

        public DbSession Db => Services.GetRequiredService<DbSession>();

        public async ValueTask DisposeAsync()
        {
            await _scope.DisposeAsync();
            await provider.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    private sealed record DemoRow
    {
        public required string Citizen { get; init; }

        public required string Type { get; init; }

        public required CertificateStatus Status { get; init; }

        public DateTime? SentAt { get; init; }
    }

    private sealed record StateRow
    {
        public required Guid TypeVersionId { get; init; }

        public required DateTime CreatedAt { get; init; }

        public DateTime? SentAt { get; init; }

        public DateTime? OpenedAt { get; init; }

        public DateTime? AnswerStartedAt { get; init; }

        public DateOnly? ConsultationOn { get; init; }

        public DateTime? AnsweredAt { get; init; }

        public DateTime? ReadAt { get; init; }

        public DateTime? ApprovedAt { get; init; }

        public DateTime? ClosedAt { get; init; }

        public DateTime? DiscardedAt { get; init; }

        public required CertificateStatus Status { get; init; }

        public required NextActor NextActor { get; init; }

        public DateTime? AnswerDueAt { get; init; }

        public required DateTime SortAt { get; init; }

        public required Desk Desk { get; init; }

        public DateTime? ReminderTaskAt { get; init; }

        public DateTime? SparringSince { get; init; }

        public DateTime? PausedAt { get; init; }

        public int PausedDays { get; init; }

        public DateTime? WithdrawnAt { get; init; }

        public DateTime? ReassessTaskAt { get; init; }

        public DateTime? AcceptedAt { get; init; }

        public DateTime? ClarifySince { get; init; }

        public DateTime? NoShowAt { get; init; }

        public DateTime? DeclinedAt { get; init; }

        public DateTime? DeliveryFailedAt { get; init; }

        public DateTime? ComplementSince { get; init; }

        public DateTime? ReturnedSince { get; init; }

        public DateTime? DisputedAt { get; init; }

        public DateTime? RetractedAt { get; init; }

        public DateTime? LateAnswerAt { get; init; }

        public DateTime? ReplacedAt { get; init; }

        public CertificateFacts Facts => new()
        {
            CreatedAt = CreatedAt, SentAt = SentAt, OpenedAt = OpenedAt, AnswerStartedAt = AnswerStartedAt, ConsultationOn = ConsultationOn,
            AnsweredAt = AnsweredAt, ReadAt = ReadAt, ApprovedAt = ApprovedAt, ClosedAt = ClosedAt, DiscardedAt = DiscardedAt,
            SparringSince = SparringSince, PausedAt = PausedAt, PausedDays = PausedDays, WithdrawnAt = WithdrawnAt,
            AcceptedAt = AcceptedAt, ClarifySince = ClarifySince, NoShowAt = NoShowAt, DeclinedAt = DeclinedAt, DeliveryFailedAt = DeliveryFailedAt,
            ComplementSince = ComplementSince, ReturnedSince = ReturnedSince, DisputedAt = DisputedAt, RetractedAt = RetractedAt,
            LateAnswerAt = LateAnswerAt, ReplacedAt = ReplacedAt,
        };
    }
}
