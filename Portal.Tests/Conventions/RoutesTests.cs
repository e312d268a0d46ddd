using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.Threads.Live;
using Portal.Tests.Web;

namespace Portal.Tests.Conventions;

/// <summary>Each address of the portal, asked for by everybody, against <c>routes.csv</c>.</summary>
public sealed partial class RoutesTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Every_way_into_the_portal_has_a_row_and_every_row_a_way()
    {
        var rows = RoutesTable.Read().Select(row => row.Key.ToString()).ToList();
        var built = (await RoutesTable.BuiltAsync(host.Services)).Select(key => key.ToString()).ToList();

        Assert.Equal(built.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everybody_gets_at_every_address_what_the_table_says()
    {
        var people = new Dictionary<string, (Browser Browser, string Token)>();
        foreach (var person in DemoPeople.Keys.Append(DemoPeople.Anonymous))
        {
            var browser = person == DemoPeople.Anonymous ? host.Browser() : await host.BrowserAsync(person);
            people[person] = (browser, await browser.TokenAsync());
        }

        var wrong = new List<string>();
        foreach (var row in RoutesTable.Read())
        {
            foreach (var (person, (browser, token)) in people.ToList())
            {
                // A copy, so that signing in and out stays within the row; what it ended on the server begins anew.
                var copy = browser.Copy();
                var actual = await AskAsync(row, copy, token);
                if (copy.Cookies.GetValueOrDefault("portal") != browser.Cookies.GetValueOrDefault("portal"))
                {
                    var again = await host.BrowserAsync(person);
                    people[person] = (again, await again.TokenAsync());
                }

                if (actual != row.Expected[person])
                {
                    wrong.Add($"{row.Key} as {person}: {actual}, the table says {row.Expected[person]}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<string> AskAsync(RouteRow row, Browser browser, string token)
    {
        browser.MaySeeCpr = row.Key.Handler == "ShowCpr";
        var address = await FillAsync(row.Address);
        if (address.StartsWith("/hubs/", StringComparison.Ordinal))
        {
            return await AskHubAsync(row, browser, address);
        }

        // What only the page's own script asks for is a part of a page.
        var page = row.Key.Method == "GET"
            ? await browser.GetAsync(address, fetch: row.Key.Handler.Length > 0 ? "fetch" : null)
            : await browser.PostAsync(address, await FieldsAsync(row.Body, token));
        return page.Location.Contains("/account/sign-in?", StringComparison.Ordinal) ? "sign-in" : ((int)page.Status).ToString(CultureInfo.InvariantCulture);
    }

    // A call is answered with 200, or like a page that is not found; who cannot connect gets what the connection got.
    private async Task<string> AskHubAsync(RouteRow row, Browser browser, string address)
    {
        var portal = host.Http.BaseAddress!;
        var origin = portal.GetLeftPart(UriPartial.Authority);
        if (row.Key.Method == "POST")
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Add("Origin", origin);
            return ((int)(await browser.SendAsync(request, "fetch")).Status).ToString(CultureInfo.InvariantCulture);
        }

        var connected = await HubClient.TryAsync(portal, browser, origin);
        if (row.Key.Method != RouteKey.Call || connected != HttpStatusCode.SwitchingProtocols)
        {
            return ((int)connected).ToString(CultureInfo.InvariantCulture);
        }

        await using var client = await HubClient.ConnectAsync(portal, browser);
        var arguments = (await FillAsync(row.Body)).Split('&').Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? (object)number : text);
        return (await client.CallAsync(row.Key.Handler, [.. arguments])).Error is null ? "200" : "404";
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> FieldsAsync(string body, string token) =>
        (await FillAsync(body)).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1])))
            .Append(new("__RequestVerificationToken", token));

    private async Task<string> FillAsync(string text)
    {
        foreach (var place in Place().Matches(text).Select(match => match.Value).Distinct())
        {
            text = text.Replace(place, await ValueOfAsync(place), StringComparison.Ordinal);
        }

        return text;
    }

    // Read anew for each request: the version is what the form of a person would hold at that moment.
    private async Task<string> ValueOfAsync(string place)
    {
        var name = place.Trim('{', '}').Split('.')[0];
        if (name == "offer")
        {
            return (await host.ValueAsync<Guid>("SELECT CurrentVersionId FROM Offers WHERE Slug = 'rygtraening'")).ToString();
        }

        var id = name switch
        {
            "citizen" => await host.CitizenAsync("Jens-Ole Bertelsen"),
            "noted" => await host.CitizenAsync("Yusuf Kaplan"),
            // Nothing rests on it, so that withdrawing it changes no other row of the table.
            "consent" => await host.ValueAsync<Guid>(
                "SELECT c.Id FROM Consents c JOIN Citizens z ON z.Id = c.CitizenId WHERE z.Name = 'Yusuf Kaplan' AND c.OtherSources <> ''"),
            "certificate" => await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125"),
            "incident" => await host.ValueAsync<Guid>("SELECT Id FROM Incidents"),
            "received" => await host.CertificateAsync("Tatiana Popescu", "LAE135"),
            "answered" => await host.CertificateAsync("Henriette Bang Olsen", "LAE135"),
            "approved" => await host.CertificateAsync("Karen Lise Møller", "LAE125"),
            "statement" => await host.ValueAsync<Guid>("SELECT Id FROM EmployerStatements WHERE PatientName = 'Palle Ravnsborg'"),
            "shared" => await host.ValueAsync<Guid>("SELECT Id FROM EmployerStatements WHERE SharedAt IS NOT NULL"),
            "draft" => await host.CertificateAsync("Henriette Bang Olsen", "LAE125"),
            "proposal" => await host.ProposalAsync("Sofie Juul Hartmann"),
            "unassigned" => await host.ProposalAsync("Villy Thagaard"),
            "nothread" => Guid.Empty,
            "clinic" => await host.ValueAsync<Guid>("SELECT Id FROM Clinics WHERE Name = 'Stationsgårdens Læger'"),
            "told" => await host.ProposalAsync("Kasper Friberg"),
            "thread" => await host.ThreadAsync("Hvad mener vi med »lettere arbejde«?"),
            "advised" => await host.ThreadAsync("Kan hånden belastes mere?"),
            "meeting" => await host.ValueAsync<Guid>("SELECT Id FROM Seminars WHERE Title = 'Når attesten ikke hjælper'"),
            "held" => await host.ValueAsync<Guid>("SELECT Id FROM Seminars WHERE Title = 'Samarbejdsforum, efteråret'"),
            _ => throw new InvalidOperationException($"The route table speaks of {place}, which the test does not know."),
        };
        return place.Trim('{', '}').Split('.') switch
        {
            ["proposal" or "unassigned" or "told", "version"] => await NumberAsync("SELECT Version FROM SocialProposals WHERE Id = @id", id),
            ["meeting" or "held", "version"] => await NumberAsync("SELECT Version FROM Seminars WHERE Id = @id", id),
            ["thread" or "advised", "version"] => await NumberAsync("SELECT Version FROM DialogueThreads WHERE Id = @id", id),
            [_, "version"] => await NumberAsync("SELECT Version FROM CertificateRequests WHERE Id = @id", id),
            [_, "draft"] => await NumberAsync("SELECT Version FROM AnswerDrafts WHERE RequestId = @id", id),
            _ => id.ToString(),
        };
    }

    private async Task<string> NumberAsync(string sql, Guid id) =>
        (await host.ValueAsync<int>(sql, new { id })).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[a-z.]+\}")]
    private static partial Regex Place();
}
