using System.Net;
using System.Text.Json;
using Portal.Data.Citizens;

namespace Portal.Tests.Web;

/// <summary>Whose number is shown, and who saw what: shown on request only, and written down.</summary>
public sealed class PrivacyTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Citizen = "Jens-Ole Bertelsen";

    [Theory]
    [InlineData("gp", "/certificates/{certificate}")]
    [InlineData("caseworker", "/certificates/{certificate}")]
    [InlineData("caseworker", "/citizens/{citizen}")]
    [InlineData("staff", "/citizens/{citizen}")]
    public async Task A_whole_number_is_shown_when_asked_for_and_the_asking_is_written_down(string person, string address)
    {
        var citizen = await host.CitizenAsync(Citizen);
        var certificate = await host.CertificateAsync(Citizen, "LAE125");
        var browser = await host.BrowserAsync(person);
        address = address
            .Replace("{certificate}", certificate.ToString(), StringComparison.Ordinal)
            .Replace("{citizen}", citizen.ToString(), StringComparison.Ordinal);
        var form = (await browser.GetAsync(address)).FormTo("handler=showCpr");
        var before = await RowsAsync(person, "citizen.show-cpr", citizen);
        browser.MaySeeCpr = true;

        var page = (await browser.PostAsync(form)).Is(HttpStatusCode.OK);
        var fetched = (await browser.PostAsync(form, fetch: "fetch")).Is(HttpStatusCode.OK);

        Assert.Contains(Written(Citizen), page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Written(Citizen), JsonDocument.Parse(fetched.Text).RootElement.GetProperty("cpr").GetString());
        Assert.Equal(before + 2, await RowsAsync(person, "citizen.show-cpr", citizen));
    }

    [Theory]
    [InlineData("gp", "/", "certificate.list", null)]
    [InlineData("gp", "/certificates", "certificate.list", null)]
    [InlineData("gp", "/certificates/{certificate}", "certificate.read", "{certificate}")]
    [InlineData("gp", "/citizens/{citizen}", "citizen.read", "{citizen}")]
    [InlineData("gp", "/proposals", "proposal.list", null)]
    [InlineData("gp", "/proposals/{proposal}", "proposal.read", "{proposal}")]
    [InlineData("gp", "/proposals/new?citizen={citizen}", "citizen.read", "{citizen}")]
    [InlineData("caseworker", "/", "certificate.list", null)]
    [InlineData("caseworker", "/certificates?of=unit", "certificate.list", null)]
    [InlineData("caseworker", "/certificates/{certificate}", "certificate.read", "{certificate}")]
    [InlineData("gp", "/certificates/{certificate}/print", "certificate.print", "{certificate}")]
    [InlineData("caseworker", "/certificates/{draft}/edit", "certificate.read", "{draft}")]
    [InlineData("caseworker", "/certificates/new", "citizen.list", null)]
    [InlineData("caseworker", "/certificates/new?citizen={citizen}", "citizen.read", "{citizen}")]
    [InlineData("caseworker", "/citizens", "citizen.list", null)]
    [InlineData("caseworker", "/citizens/{citizen}", "citizen.read-folder", "{citizen}")]
    [InlineData("caseworker", "/citizens/{citizen}?kind=answer", "citizen.read-folder", "{citizen}")]
    [InlineData("caseworker", "/citizens/{citizen}/answers", "citizen.read-answers", "{citizen}")]
    [InlineData("caseworker", "/citizens/{citizen}/goal", "citizen.read", "{citizen}")]
    [InlineData("caseworker", "/citizens/{citizen}/phone-note", "citizen.read", "{citizen}")]
    [InlineData("caseworker", "/citizens/{citizen}/consents/new", "citizen.read", "{citizen}")]
    public async Task Who_reads_about_citizens_is_written_down(string person, string address, string action, string? about)
    {
        var ids = new Dictionary<string, Guid>
        {
            ["{citizen}"] = await host.CitizenAsync(Citizen),
            ["{certificate}"] = await host.CertificateAsync(Citizen, "LAE125"),
            ["{proposal}"] = await host.ProposalAsync("Sofie Juul Hartmann"),
            ["{draft}"] = await host.CertificateAsync("Henriette Bang Olsen", "LAE125", "Draft"),
        };
        var browser = await host.BrowserAsync(person);
        foreach (var (place, id) in ids)
        {
            address = address.Replace(place, id.ToString(), StringComparison.Ordinal);
        }

        var before = await RowsAsync(person, action, about is null ? null : ids[about]);
        (await browser.GetAsync(address)).Is(HttpStatusCode.OK);

        Assert.Equal(before + 1, await RowsAsync(person, action, about is null ? null : ids[about]));
    }

    [Fact]
    public async Task Every_certificate_on_a_list_is_named_in_the_row_about_the_list()
    {
        var gp = await host.BrowserAsync("gp");

        var page = await gp.GetAsync("/certificates");

        var shown = page.Document.QuerySelectorAll("main .tasks a[href^='/certificates/']").Select(link => link.GetAttribute("href")!.Split('/')[2]).Distinct();
        var named = (await host.ValueAsync<string>(
            "SELECT Detail FROM AuditEntries WHERE Action = 'certificate.list' ORDER BY At DESC, Id DESC LIMIT 1")).Split(' ');
        Assert.NotEmpty(shown);
        Assert.Equal(shown.Order(), named.Order());
    }

    [Fact]
    public async Task A_citizen_is_found_by_number_without_the_number_in_an_address()
    {
        var caseworker = await host.BrowserAsync("caseworker");
        var form = (await caseworker.GetAsync("/citizens")).FormWith("cpr");

        var found = (await caseworker.PostAsync(form.Set("cpr", Written(Citizen)))).Is(HttpStatusCode.Redirect);
        var before = await RowsAsync("caseworker", "citizen.search-cpr", null);
        var foreign = (await caseworker.PostAsync(form.Set("cpr", Written("Bjarne Holt")))).Is(HttpStatusCode.OK);
        var unknown = (await caseworker.PostAsync(form.Set("cpr", "010101-0101"))).Is(HttpStatusCode.OK);

        Assert.Equal($"/citizens/{await host.CitizenAsync(Citizen)}", found.Location);
        Assert.Equal(unknown.Document.QuerySelector("main")!.TextContent, foreign.Document.QuerySelector("main")!.TextContent);
        Assert.Equal(before + 2, await RowsAsync("caseworker", "citizen.search-cpr", null));
    }

    [Fact]
    public async Task No_number_is_written_to_the_technical_log_whatever_is_done_with_it()
    {
        var caseworker = await host.BrowserAsync("caseworker");
        caseworker.MaySeeCpr = true;
        var citizen = await host.CitizenAsync(Citizen);
        var search = (await caseworker.GetAsync("/citizens")).FormWith("cpr");
        var request = (await caseworker.GetAsync($"/certificates/new?citizen={citizen}&type=LAE125")).FormWith("legalBasis");
        foreach (var digits in DemoPeople.CprDigits)
        {
            await caseworker.PostAsync(search.Set("cpr", digits));
            await caseworker.PostAsync("/citizens?handler=cpr", [new("cpr", digits)]);
        }

        (await caseworker.PostAsync(request.Set("purpose", Written(Citizen) + "\u0001"), "save")).Is(HttpStatusCode.BadRequest);
        (await caseworker.PostAsync($"/citizens/{citizen}?handler=showCpr", search.Fields)).Is(HttpStatusCode.OK);

        Assert.True(host.Log.Lines.Count > 100, "So few lines: is the log caught at all?");
        Assert.DoesNotContain(host.Log.Lines, PageRules.HasCpr);
        Assert.Empty(await host.QueryAsync<string>("SELECT Detail FROM AuditEntries WHERE Detail LIKE '%' || @number || '%'", new { number = DemoPeople.CprOf[Citizen][6..] }));
    }

    [Fact]
    public void The_rules_know_a_number_when_they_see_one()
    {
        var number = CprNumber.TryParse(DemoPeople.CprDigits.First())!;

        Assert.True(PageRules.HasCpr($"a{number.Reveal()} b"));
        Assert.True(PageRules.HasCpr($"{number.BirthDigits}-{number.Reveal()[6..]}"));
        Assert.False(PageRules.HasCpr($"{number.BirthDigits}-•••• {number}"));
    }

    private static string Written(string name) => $"{DemoPeople.CprOf[name][..6]}-{DemoPeople.CprOf[name][6..]}";

    private Task<int> RowsAsync(string person, string action, Guid? objectId) => host.ValueAsync<int>(
        """
        SELECT COUNT(*)
        FROM AuditEntries a
        JOIN People p ON p.Id = a.PersonId
        WHERE p.SignInKey = @person AND a.Action = @action AND (@objectId IS NULL OR a.ObjectId = @objectId)
        """,
        new { person, action, objectId });
}
