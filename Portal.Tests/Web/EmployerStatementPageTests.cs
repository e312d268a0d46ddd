using System.Net;

namespace Portal.Tests.Web;

/// <summary>An employer's statement through the pages: the clinic's whole way, and what the municipality meets before and after it is shared.</summary>
public sealed class EmployerStatementPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Patient = "Jens-Ole Bertelsen";
    private const string Employer = "Vognmand Zebra";
    private const string Function = "Kan højst sidde ned i tyve minutter";
    private const string Contact = "Bogholder Kvist";

    [Fact]
    public async Task Before_sharing_no_page_of_the_municipality_has_a_word_of_it_and_after_it_only_the_document()
    {
        var staff = await host.BrowserAsync("staff");
        staff.MaySeeCpr = true;
        var citizen = await host.CitizenAsync(Patient);
        var address = await IssueAsync(staff);
        var id = address.Split('/')[2];
        var caseworker = await host.BrowserAsync("caseworker");
        string[] theirs = ["/", "/certificates", "/certificates?view=all", "/citizens", $"/citizens/{citizen}", $"/citizens/{citizen}/answers"];

        foreach (var person in (string[])["caseworker", "coordinator", "gp-other", "gp-far"])
        {
            var browser = await host.BrowserAsync(person);
            (await browser.GetAsync(address)).Is(HttpStatusCode.NotFound);
            (await browser.GetAsync($"{address}/print")).Is(HttpStatusCode.NotFound);
        }

        foreach (var page in theirs)
        {
            var text = (await caseworker.GetAsync(page)).Is(HttpStatusCode.OK).Text;
            Assert.DoesNotContain(Employer, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Function, text, StringComparison.Ordinal);
        }

        var share = (await staff.GetAsync($"{address}/share")).FormWith("givenBy");
        var untold = (await staff.PostAsync(share)).Is(HttpStatusCode.BadRequest);
        (await staff.PostAsync(untold.FormWith("givenBy").Set("howGiven", "Written").Set("told", "true"))).Is(HttpStatusCode.Redirect);

        var folder = await caseworker.GetAsync($"/citizens/{citizen}");
        var shared = (await caseworker.GetAsync(address)).Is(HttpStatusCode.OK);
        var print = (await caseworker.GetAsync($"{address}/print")).Is(HttpStatusCode.OK);
        Assert.Contains(Employer, folder.Document.QuerySelector($"aside a[href$='{id}']")!.TextContent, StringComparison.Ordinal);
        foreach (var page in (WebPage[])[shared, print])
        {
            Assert.Contains(Function, page.Text, StringComparison.Ordinal);
            Assert.Contains("født 3. september 1966", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Contact, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("650", page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(DemoPeople.CprOf[Patient][..6], page.Text, StringComparison.Ordinal);
        }

        (await (await host.BrowserAsync("caseworker-far")).GetAsync(address)).Is(HttpStatusCode.NotFound);
        (await (await host.BrowserAsync("caseworker-colleague")).GetAsync(address)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_employers_paper_holds_the_document_and_nothing_else()
    {
        var gp = await host.BrowserAsync("gp");
        var id = await host.ValueAsync<Guid>("SELECT Id FROM EmployerStatements WHERE SharedAt IS NOT NULL ORDER BY CreatedAt LIMIT 1");

        var page = (await gp.GetAsync($"/employer-statements/{id}/print")).Is(HttpStatusCode.OK);

        // The tools above it are for the screen.
        Assert.Equal(["NAV", "MAIN", "SCRIPT"], page.Document.Body!.Children.Select(element => element.NodeName));
        Assert.Equal(["ARTICLE"], page.Document.QuerySelector("main")!.Children.Select(element => element.NodeName));
        Assert.Equal("Mulighedserklæring", page.Document.Title);
        Assert.Contains("Arbejdsgiveren har ikke ret til diagnosen", (await gp.GetAsync($"/employer-statements/{await WaitingAsync()}")).Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("[name*=diagnos]"));
    }

    [Fact]
    public async Task Who_is_second_keeps_what_they_typed_and_sees_what_the_first_wrote()
    {
        var gp = await host.BrowserAsync("gp");
        var staff = await host.BrowserAsync("staff");
        var address = $"/employer-statements/{await WaitingAsync()}";
        var (first, second) = ((await staff.GetAsync(address)).FormWith("p2.adapt"), (await gp.GetAsync(address)).FormWith("p2.adapt"));

        (await staff.PostAsync(first.Set("p2.adapt", "Det, Birgit skrev."))).Is(HttpStatusCode.Redirect);
        var late = (await gp.PostAsync(second.Set("p2.adapt", "Det, Anna skrev."))).Is(HttpStatusCode.Conflict);

        Assert.Equal("Det, Anna skrev.", late.FormWith("p2.adapt")["p2.adapt"].Trim());
        Assert.Contains("Det, Birgit skrev.", late.Document.QuerySelector("details.their-text")!.TextContent, StringComparison.Ordinal);
        (await gp.PostAsync(late.FormWith("p2.adapt"))).Is(HttpStatusCode.Redirect);
    }

    private Task<Guid> WaitingAsync() => host.ValueAsync<Guid>("SELECT Id FROM EmployerStatements WHERE PatientName = 'Palle Ravnsborg'");

    /// <returns>The address of a statement that the doctor has issued.</returns>
    private async Task<string> IssueAsync(Browser staff)
    {
        var begin = (await staff.GetAsync("/employer-statements/new")).FormWith("cpr");
        var begun = (await staff.PostAsync(begin
            .Set("cpr", DemoPeople.CprOf[Patient]).Set("patientName", Patient).Set("employerName", Employer).Set("employerContact", Contact))).Is(HttpStatusCode.Redirect);
        var address = begun.Location.Split('?')[0];
        var first = (await staff.FollowAsync(begun)).FormWith("p1.function")
            .Set("p1.function", Function).Set("p1.jobTasks", "Kørsel").Set("p1.considerations", "Korte ture")
            .Set("p1.signatures.employee", "2026-11-20").Set("p1.signatures.employer", "2026-11-20");
        (await staff.PostAsync(first, "complete")).Is(HttpStatusCode.Redirect);
        (await staff.PostAsync((await staff.GetAsync(address)).FormWith("consultationOn"))).Is(HttpStatusCode.Redirect);
        var gp = await host.BrowserAsync("gp");
        var second = (await gp.GetAsync(address)).FormWith("p2.adapt")
            .Set("p2.defensible", "Yes").Set("p2.absence", "None").Set("p2.duration", "Months").Set("p2.duration.number", "2").Set("fee", "650");
        (await gp.PostAsync(second, "issue")).Is(HttpStatusCode.Redirect);
        return address;
    }
}
