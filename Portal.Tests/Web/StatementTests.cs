using System.Net;

namespace Portal.Tests.Web;

/// <summary>How many SQL statements a page takes: the difference between a page that is quick for one and a page that is quick for all.</summary>
public sealed class StatementTests(PortalHost host, ITestOutputHelper output) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("gp")]
    [InlineData("staff")]
    [InlineData("caseworker")]
    [InlineData("coordinator")]
    [InlineData("consultant")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task No_page_of_the_daily_work_takes_more_than_a_handful_of_statements(string person)
    {
        var browser = await host.BrowserAsync(person);
        var certificate = await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125");
        var answered = await host.CertificateAsync("Henriette Bang Olsen", "LAE135");
        var meeting = await host.ValueAsync<Guid>("SELECT Id FROM Seminars WHERE Title = 'Når attesten ikke hjælper'");
        string[] addresses =
        [
            "/", "/offers", "/offers?q=ryg&referral=OpenAccess", "/offers/rygtraening",
            "/certificates", "/certificates?view=done", "/certificates?view=overdue", "/certificates?view=all", $"/certificates/{certificate}", $"/certificates/{answered}",
            "/seminars", "/seminars?view=past", $"/seminars/{meeting}",
        ];

        var counts = new List<(string Address, int Count)>();
        foreach (var address in addresses)
        {
            // The first visit fills the caches, and the first look at a certificate is written down.
            if ((await browser.GetAsync(address)).Status == HttpStatusCode.OK)
            {
                counts.Add((address, await CountAsync(() => browser.GetAsync(address))));
            }
        }

        output.WriteLine(string.Join('\n', counts.Select(count => $"{count.Count} {count.Address}")));
        Assert.NotEmpty(counts);
        Assert.All(counts, count => Assert.True(
            count.Count > 0 && count.Count <= MostOf(count.Address, person), $"{count.Address} takes {count.Count} statements."));
    }

    [Theory]
    [InlineData("", MostOfFolder)]
    [InlineData("?kind=phone-note", MostOfFolder)]
    [InlineData("/answers", Most + 1)]
    public async Task A_folder_takes_as_many_statements_however_much_is_in_it(string page, int most)
    {
        var browser = await host.BrowserAsync("caseworker");
        var little = $"/citizens/{await host.CitizenAsync("Anne-Mette Kvist")}{page}";
        var citizen = await host.CitizenAsync("Finn Aagaard");
        var much = $"/citizens/{citizen}{page}";
        for (var i = 0; i < 60; i++)
        {
            await host.ExecuteAsync(
                "INSERT INTO PhoneNotes SELECT @id, @citizen, NULL, SpokeWith, SpokenAt, Note, WrittenById, WrittenAt FROM PhoneNotes WHERE SpokeWith = 'Finn Aagaard' LIMIT 1",
                new { id = Guid.NewGuid(), citizen });
        }

        await browser.GetAsync(much);
        int[] counts = [await CountAsync(() => browser.GetAsync(little)), await CountAsync(() => browser.GetAsync(much))];

        output.WriteLine($"{page}: {counts[0]}, {counts[1]}");
        Assert.All(counts, count => Assert.InRange(count, 1, most));
    }

    /// <summary>
    /// Three: who asks, what is shown, and the row in the access log. A caseworker's list counts its tabs, too; the one of everything open
    /// has a statement for each of its three desks, since each desk is in order by itself. What was done to get an answer is one more.
    /// </summary>
    private static int MostOf(string address, string person) => address switch
    {
        "/certificates?view=all" when person is "caseworker" or "coordinator" => 6,
        _ when address.StartsWith("/certificates?", StringComparison.Ordinal) || address == "/certificates" => person is "caseworker" or "coordinator" ? 4 : 3,
        // With the form come what can be put into it, the offers that fit, what else is begun, and who answers for whom.
        _ when address.StartsWith("/certificates/", StringComparison.Ordinal) => person is "gp" or "staff" ? 10 : 7,
        // The start page also says which meetings wait for one's word.
        "/" => 4,
        // What is to come is in two lists.
        "/seminars" => 4,
        // A meeting has its agenda, its invitations and its material; then one's own answer, how many places are left, and what came of it.
        _ when address.StartsWith("/seminars/", StringComparison.Ordinal) => 11,
        _ => 3,
    };

    // One for each source of the timeline and for each thing beside it.
    private const int MostOfFolder = 24;

    private const int Most = 3;

    private async Task<int> CountAsync(Func<Task<WebPage>> visit)
    {
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await visit()).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;

        return count;
    }
}
