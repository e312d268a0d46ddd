using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Population;
using Portal.Bench.Servers;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>Pages that show a few of many read a few of many: what they cost does not grow with what there is.</summary>
/// <remarks>
/// The same pages are opened on two databases, of which the second has ten times the certificates, and so have its heaviest unit, caseworker,
/// clinic, citizen and thread. Both have more than a page holds, so both pages show the same number of rows; SQLite may then read at most
/// <see cref="MostRows"/> rows more for the second. Rows are counted in the instructions that SQLite carries out, since it counts nothing finer
/// that is the same on every machine; the cheapest row that it can pass by is the unit, so that no row can be cheaper than it is counted.
/// </remarks>
public sealed partial class RowsReadTests(TwoSizes sizes, ITestOutputHelper output) : IClassFixture<TwoSizes>
{
    private const int MostRows = 100;

    public static TheoryData<string, string> Pages => new()
    {
        { Known.Caseworker, "/certificates" },
        { Known.Gp, "/certificates" },
        { Known.HeavyCaseworker, "/certificates" },
        { Known.HeavyCaseworker, "/certificates?of=unit" },
        { Known.HeavyCaseworker, "/certificates?view=waiting" },
        { Known.HeavyCaseworker, "/certificates?view=done" },
        { Known.HeavyCoordinator, "/certificates" },
        { Known.HeavyCoordinator, "/certificates?view=waiting" },
        { Known.HeavyCoordinator, "/certificates?view=done" },
        { Known.HeavyCoordinator, "/certificates?view=all" },
        { Known.HeavyCoordinator, "/" },
        { Known.HeavyGp, "/certificates" },
        { Known.HeavyGp, "/certificates?view=waiting" },
        { Known.HeavyGp, "/certificates?view=done" },
        { Known.Caseworker, $"/citizens/{Known.Citizen}" },
        { Known.Gp, $"/citizens/{Known.Citizen}" },
        { Known.HeavyCaseworker, $"/citizens/{Known.HeavyCitizen}" },
        { Known.HeavyGp, $"/citizens/{Known.HeavyCitizen}" },
        { Known.Caseworker, $"/threads/{Known.LongThread}" },
        { Known.Gp, $"/threads/{Known.LongThread}" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_reads_no_more_when_there_is_ten_times_as_much(string person, string address)
    {
        var (small, large) = (await VisitAsync(sizes.Small, person, address), await VisitAsync(sizes.Large, person, address));

        output.WriteLine(Table(small.Costs, large.Costs));
        Assert.Equal(small.Shown, large.Shown);
        AssertNoMore(small.Costs, large.Costs);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fetches_hardly_more_than_it_shows(string person, string address)
    {
        var (costs, shown) = await VisitAsync(sizes.Large, person, address);

        var fetched = costs.Values.Sum(cost => cost.Rows);
        Assert.True(fetched <= shown + MostRows, $"{fetched} rows are fetched and {shown} certificates shown.\n{Table(costs, costs)}");
    }

    [Fact]
    public async Task The_next_page_reads_no_more_when_there_is_ten_times_as_much()
    {
        var (small, large) = (await VisitNextAsync(sizes.Small), await VisitNextAsync(sizes.Large));

        AssertNoMore(small, large);
    }

    [Theory]
    [InlineData(Known.HeavyCaseworker)]
    [InlineData(Known.HeavyCoordinator)]
    public async Task The_tabs_count_no_further_than_they_say(string person)
    {
        const int Tabs = 4;
        const int RowsPerRow = 4; // what is overdue is looked up beside the index

        var (costs, _) = await VisitAsync(sizes.Large, person, "/certificates");

        var counts = Assert.Single(costs, cost => IsTabCount(cost.Key)).Value;
        Assert.InRange(counts.Steps, 1, (long)(Tabs * WorkCounts.Most * RowsPerRow * sizes.StepsPerRow));
    }

    [Fact]
    public async Task The_duplicate_check_reads_no_more_when_there_is_ten_times_as_much()
    {
        foreach (var citizen in (Guid[])[Known.Citizen, Known.HeavyCitizen])
        {
            var (small, large) = (await CheckAsync(sizes.Small, citizen), await CheckAsync(sizes.Large, citizen));

            output.WriteLine(Table(small, large));
            AssertNoMore(small, large);
            Assert.Equal(2, large.Values.Sum(cost => cost.Rows));
        }
    }

    /// <remarks>The numbers on the tabs are counted up to a number of their own, and have a test of their own.</remarks>
    private void AssertNoMore(IReadOnlyDictionary<string, StatementCost> small, IReadOnlyDictionary<string, StatementCost> large)
    {
        var more = Steps(large) - Steps(small);
        Assert.True(
            more <= MostRows * sizes.StepsPerRow,
            $"{more} steps more on ten times as much: up to {more / sizes.StepsPerRow} rows.\n{Table(small, large)}");
    }

    private static long Steps(IReadOnlyDictionary<string, StatementCost> costs) => costs.Where(cost => !IsTabCount(cost.Key)).Sum(cost => cost.Value.Steps);

    private static bool IsTabCount(string sql) => sql.StartsWith("SELECT (SELECT COUNT(*)", StringComparison.Ordinal);

    private static async Task<(IReadOnlyDictionary<string, StatementCost> Costs, int Shown)> VisitAsync(MeteredPortal portal, string person, string address)
    {
        var browser = await portal.BrowserAsync(person);
        (await browser.GetAsync(address)).Is(HttpStatusCode.OK);

        portal.Meter.Take();
        var page = (await browser.GetAsync(address)).Is(HttpStatusCode.OK);
        return (portal.Meter.Take(), ShownOn(page));
    }

    /// <summary>A list shows certificates; a folder also consents, goals and what else has happened; a thread its messages.</summary>
    private static int ShownOn(WebPage page) => Math.Max(
        CertificateLink().Matches(page.Text).Select(link => link.Value).Distinct().Count(), page.Document.QuerySelectorAll(".timeline > li, .side li, details li, [data-sequence]").Length);

    private static async Task<IReadOnlyDictionary<string, StatementCost>> VisitNextAsync(MeteredPortal portal)
    {
        const string First = "/certificates?view=done";
        var next = (await (await portal.BrowserAsync(Known.HeavyCoordinator)).GetAsync(First)).Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        return (await VisitAsync(portal, Known.HeavyCoordinator, next)).Costs;
    }

    private static async Task<IReadOnlyDictionary<string, StatementCost>> CheckAsync(MeteredPortal portal, Guid citizen)
    {
        await using var scope = portal.Server.Services.CreateAsyncScope();
        var guards = scope.ServiceProvider.GetRequiredService<RequestGuards>();
        var today = DanishTime.DayOf(PopulationPlan.Now);
        var answered = (await scope.ServiceProvider.GetRequiredService<CertificateTypes>().ListOrderableAsync(Guid.Empty, today, CancellationToken.None))
            .Single(type => type.TypeId == Known.AnsweredType);

        portal.Meter.Take();
        Assert.NotNull(await guards.FindOpenAsync(citizen, Known.OpenType, CancellationToken.None));
        Assert.NotNull(await guards.FindAnsweredAsync(citizen, answered, today, CancellationToken.None));
        return portal.Meter.Take();
    }

    private static string Table(IReadOnlyDictionary<string, StatementCost> small, IReadOnlyDictionary<string, StatementCost> large)
    {
        var text = new StringBuilder("   small    large     rows\n");
        foreach (var (sql, cost) in large)
        {
            var before = small.GetValueOrDefault(sql, new StatementCost(0, 0, 0));
            text.AppendLine(CultureInfo.InvariantCulture, $"{before.Steps,8} {cost.Steps,8} {cost.Rows,8}  {Space().Replace(sql, " ")}");
        }

        return text.ToString();
    }

    [GeneratedRegex("/certificates/[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex CertificateLink();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

/// <summary>A portal on a made-up population, with a meter on what it reads.</summary>
public sealed class MeteredPortal : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("portal-rows-").FullName;
    private readonly Dictionary<string, Browser> _browsers = [];
    private HttpClient _http = null!;

    public PortalServer Server { get; private set; } = null!;

    public StatementMeter Meter { get; private set; } = null!;

    public static async Task<MeteredPortal> StartAsync(PopulationPlan plan)
    {
        var portal = new MeteredPortal();
        await PopulationMaker.MakeAsync(portal._folder, plan, CancellationToken.None);
        portal.Server = await PortalServer.StartAsync(portal._folder);
        portal.Meter = new StatementMeter((SqliteEngine)portal.Server.Engine);
        portal._http = Browser.Client(portal.Server.Address);
        return portal;
    }

    public async Task<Browser> BrowserAsync(string person)
    {
        if (!_browsers.TryGetValue(person, out var browser))
        {
            _browsers[person] = browser = new Browser(_http);
            await browser.SignInAsync(person);
        }

        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Meter.Dispose();
        await Server.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Two portals, of which the second has ten times as much.</summary>
/// <remarks><c>PORTAL_TEST_CERTIFICATES</c> sets the size of the second; 1000000 takes some minutes.</remarks>
public sealed class TwoSizes : IAsyncLifetime
{
    public const string SizeVariable = "PORTAL_TEST_CERTIFICATES";

    private const int SmallSize = 2_000;

    public MeteredPortal Small { get; private set; } = null!;

    public MeteredPortal Large { get; private set; } = null!;

    /// <summary>Instructions for the cheapest row that SQLite can pass by: one that is only counted, in an index.</summary>
    public double StepsPerRow { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var size = Environment.GetEnvironmentVariable(SizeVariable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 10 * SmallSize;
        Small = await MeteredPortal.StartAsync(Plan(SmallSize, 1));
        Large = await MeteredPortal.StartAsync(Plan(size, 10));
        StepsPerRow = await MeasureRowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }

    private static PopulationPlan Plan(int certificates, int times) =>
        new() { Certificates = certificates, HeavyUnit = 800 * times, HeavyCitizen = 200 * times, LongThread = 500 * times };

    private async Task<double> MeasureRowAsync()
    {
        await using var scope = Large.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DbSession>();
        const string CountOne = "SELECT COUNT(*) FROM CertificateRequests WHERE CitizenId = @Id";
        Large.Meter.Take();
        var few = await db.FindAsync<int>(CountOne, new { Id = Known.Citizen }, CancellationToken.None);
        var fewSteps = Large.Meter.Take().Values.Sum(cost => cost.Steps);
        var many = await db.FindAsync<int>(CountOne, new { Id = Known.HeavyCitizen }, CancellationToken.None);
        var manySteps = Large.Meter.Take().Values.Sum(cost => cost.Steps);
        return (double)(manySteps - fewSteps) / (many - few);
    }
}
