using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.Conventions;

namespace Portal.Tests.Web;

/// <summary>What is not yours does not exist: nobody can tell the two apart.</summary>
public sealed partial class NotFoundTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string UnpublishedInHolbæk = "rygtraening";

    [Theory]
    [MemberData(nameof(DemoPeople.Theory), MemberType = typeof(DemoPeople))]
    public async Task Foreign_unknown_and_malformed_ids_give_the_page_of_an_address_that_never_was(string person)
    {
        var unpublished = await UnpublishAsync(person);
        var browser = await host.BrowserAsync(person);
        var token = await browser.TokenAsync();
        var never = Body(await browser.GetAsync("/there/never/was/such/a/page"));

        foreach (var row in RoutesTable.Read().Where(row => row.Key.Route.Contains("/{", StringComparison.Ordinal) && MayUse(row, person)))
        {
            foreach (var id in await IdsAsync(row.Key.Route, person, unpublished))
            {
                var address = Place().Replace(row.Address, id, 1);
                var page = row.Key.Method == "GET"
                    ? await browser.GetAsync(address)
                    : await browser.PostAsync(address, [new("__RequestVerificationToken", token), new("version", "1")]);

                Assert.True(page.Status == HttpStatusCode.NotFound, $"{row.Key} with '{id}': {page.Status}");
                Assert.Equal(never, Body(page));
            }
        }
    }

    [Fact]
    public async Task A_certificate_that_is_not_sent_yet_is_not_there_for_the_clinic()
    {
        var draft = await host.CertificateAsync("Henriette Bang Olsen", "LAE125", "Draft");

        var gp = await host.BrowserAsync("gp");

        (await gp.GetAsync($"/certificates/{draft}")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain(draft.ToString(), (await gp.GetAsync("/certificates")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?version=999")]
    [InlineData("?version=0")]
    [InlineData("?version=abc")]
    public async Task A_version_of_an_offer_that_never_was_is_not_found(string query)
    {
        var browser = await host.BrowserAsync("admin");

        (await browser.GetAsync($"/offers/fysioterapeutisk-traening{query}")).Is(HttpStatusCode.NotFound);
    }

    private static bool MayUse(RouteRow row, string person) => row.Expected[person] is not ("403" or "sign-in");

    private static string Body(WebPage page) => Token().Replace(page.Text, "");

    private async Task<IReadOnlyList<string>> IdsAsync(string route, string person, string unpublished)
    {
        if (route.Contains("{slug}", StringComparison.Ordinal))
        {
            return ["findes-ikke", "Ryg%20tr%C3%A6ning", unpublished];
        }

        if (route.Contains("{type}", StringComparison.Ordinal))
        {
            return ["LAE999", "nonsense", Guid.NewGuid().ToString()];
        }

        var sql = route.StartsWith("/citizens", StringComparison.Ordinal) ? ForeignCitizensSql
            : route.StartsWith("/proposals", StringComparison.Ordinal) ? ForeignProposalsSql
            : ForeignCertificatesSql;
        var foreign = await host.QueryAsync<Guid>(sql, new { person });
        Assert.NotEmpty(foreign);
        return [Guid.NewGuid().ToString(), "nonsense", foreign[0].ToString(), foreign[^1].ToString()];
    }

    /// <returns>The slug of an offer that is not published and belongs to another municipality than the person's.</returns>
    private async Task<string> UnpublishAsync(string person)
    {
        await host.ExecuteAsync("UPDATE Offers SET Status = 'Draft' WHERE Slug = @slug", new { slug = UnpublishedInHolbæk });
        if (person != "caseworker-far" && !person.StartsWith("gp", StringComparison.Ordinal) && person != "staff")
        {
            var other = await host.ValueAsync<string>(
                "SELECT MIN(Slug) FROM Offers o JOIN Municipalities m ON m.Id = o.MunicipalityId WHERE m.ShortName = 'Kalundborg'");
            await host.ExecuteAsync("UPDATE Offers SET Status = 'Draft' WHERE Slug = @slug", new { slug = other });
            return other;
        }

        return UnpublishedInHolbæk;
    }

    private const string ForeignCertificatesSql = """
        SELECT r.Id
        FROM CertificateRequests r
        JOIN People p ON p.SignInKey = @person
        WHERE CASE WHEN p.ClinicId IS NOT NULL THEN r.ClinicId <> p.ClinicId ELSE p.UnitId IS NULL OR r.UnitId <> p.UnitId END
          AND NOT EXISTS (SELECT 1 FROM Sparrings o WHERE o.RequestId = r.Id AND o.ConsultantId = p.Id AND o.EndedAt IS NULL)
        ORDER BY r.Id
        """;

    private const string ForeignCitizensSql = """
        SELECT z.Id
        FROM Citizens z
        JOIN People p ON p.SignInKey = @person
        WHERE CASE WHEN p.ClinicId IS NOT NULL THEN z.ClinicId <> p.ClinicId ELSE p.UnitId IS NULL OR z.UnitId <> p.UnitId END
        ORDER BY z.Id
        """;

    private const string ForeignProposalsSql = """
        SELECT s.Id
        FROM SocialProposals s
        JOIN Citizens z ON z.Id = s.CitizenId
        JOIN People p ON p.SignInKey = @person
        WHERE CASE WHEN p.ClinicId IS NOT NULL THEN s.ClinicId <> p.ClinicId ELSE z.UnitId <> p.UnitId END
        ORDER BY s.Id
        """;

    [GeneratedRegex(@"\{[a-z.]+\}|(?<=^/offers/)[a-z-]+|(?<=^/admin/certificate-types/)[A-Z0-9]+")]
    private static partial Regex Place();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="[^"]+" """)]
    private static partial Regex Token();
}
