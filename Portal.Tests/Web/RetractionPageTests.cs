using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.Conventions;

namespace Portal.Tests.Web;

/// <summary>A wrong sending that is taken back is gone from every address that its receiver can open.</summary>
public sealed partial class RetractionPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Marker = "Zqxhemmelig";

    private static readonly string[] Municipality = ["caseworker", "caseworker-colleague", "caseworker-crosscutting", "coordinator", "consultant", "admin", "auditor"];

    [Fact]
    public async Task No_address_gives_the_municipality_a_word_of_a_retracted_answer()
    {
        var (id, citizen) = (await host.CertificateAsync("Dorthe Engelbrecht", "LAE125", "Received"), await host.CitizenAsync("Dorthe Engelbrecht"));
        var anna = await host.BrowserAsync("gp");
        var form = (await anna.GetAsync($"/certificates/{id}")).FormWith("commandId");
        foreach (var box in form.TextBoxes.Where(box => box != "offerSearch"))
        {
            form.Set(box, $"{Marker} {box}");
        }

        (await anna.PostAsync(form, "sign")).Is(HttpStatusCode.Redirect);
        var shownBefore = await WithMarkerAsync("caseworker", id, citizen);
        Assert.Superset(new HashSet<string> { $"/certificates/{id}", $"/certificates/{id}/print", $"/citizens/{citizen}/answers" }, shownBefore.ToHashSet());

        var retract = (await anna.GetAsync($"/certificates/{id}/retract")).FormWith("note").Set("kind", "WrongCitizen").Set("note", "Skrevet om en anden.");
        (await anna.PostAsync(retract)).Is(HttpStatusCode.Redirect);

        foreach (var person in Municipality)
        {
            Assert.Empty(await WithMarkerAsync(person, id, citizen));
        }

        Assert.Contains("rukket", (await (await host.BrowserAsync("caseworker")).GetAsync($"/certificates/{id}")).Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_gives_the_clinic_a_word_of_a_retracted_request_nor_whom_it_was_about()
    {
        var citizen = await host.CitizenAsync("Camilla Rask");
        var id = await host.CertificateAsync("Camilla Rask", "LAE225", "Booked");
        await host.ExecuteAsync("UPDATE CertificateRequests SET Content = REPLACE(Content, 'arbejd', @marker) WHERE Id = @id", new { id, marker = Marker });
        Assert.Contains($"/certificates/{id}", await WithMarkerAsync("gp", id, citizen));

        var mette = await host.BrowserAsync("caseworker");
        var retract = (await mette.GetAsync($"/certificates/{id}/retract")).FormWith("note").Set("kind", "WrongReceiver").Set("note", "Forkert klinik.");
        (await mette.PostAsync(retract)).Is(HttpStatusCode.Redirect);

        Assert.Empty(await WithMarkerAsync("gp", id, citizen));
        Assert.Empty(await WithMarkerAsync("staff", id, citizen));
        var stub = (await (await host.BrowserAsync("gp")).GetAsync($"/certificates/{id}")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("Camilla Rask", stub.Text, StringComparison.Ordinal);
    }

    /// <summary>Every address of the portal that shows a person the words: all that the table of routes knows, about this certificate and citizen, and all that they link to.</summary>
    private async Task<IReadOnlyList<string>> WithMarkerAsync(string person, Guid id, Guid citizen)
    {
        var browser = await host.BrowserAsync(person);
        var addresses = RoutesTable.Read().Where(row => row.Key.Method == "GET")
            .Select(row => Place().Replace(row.Address, match => (match.Value is "{citizen}" or "{noted}" ? citizen : id).ToString()))
            .Append($"/citizens/{citizen}/answers?section=history").Append($"/certificates/new?citizen={citizen}&type=LAE125").Append($"/certificates/{id}.pdf")
            .Append("/certificates?view=all&of=unit").Append("/certificates?handler=csv&view=all&of=unit").Append("/certificates?view=done")
            .Distinct().ToList();
        var found = new List<string>();
        var seen = new HashSet<string>(addresses);
        foreach (var address in addresses)
        {
            // What only a page's own script asks for is a part of a page.
            var page = await browser.GetAsync(address, fetch: address.Contains("handler=", StringComparison.Ordinal) ? "fetch" : null);
            page = page.Location.StartsWith('/') ? await browser.FollowAsync(page) : page;
            if (page.Text.Contains(Marker, StringComparison.Ordinal))
            {
                found.Add(address);
            }

            foreach (var link in page.IsHtml ? page.Document.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]) : [])
            {
                if (link.Contains($"{id}", StringComparison.Ordinal) && seen.Add(link) && (await browser.GetAsync(link)).Text.Contains(Marker, StringComparison.Ordinal))
                {
                    found.Add(link);
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"\{[a-z.]+\}")]
    private static partial Regex Place();
}
