using System.Net;

namespace Portal.Tests.Web;

/// <summary>From the draft to the consultant and back, without script.</summary>
public sealed class SparringPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_draft_is_put_to_the_consultant_and_comes_back_with_the_advice_beside_it()
    {
        var draft = await host.CertificateAsync("Henriette Bang Olsen", "LAE125", "Draft");
        var (mette, erik) = (await host.BrowserAsync("caseworker"), await host.BrowserAsync("consultant"));

        var form = (await mette.GetAsync($"/certificates/{draft}/edit")).FormWith("purpose");
        var asking = await mette.FollowAsync((await mette.PostAsync(form, "spar")).Is(HttpStatusCode.Redirect));
        var empty = (await mette.PostAsync(asking.FormWith("sparringQuestion"))).Is(HttpStatusCode.BadRequest);
        (await mette.PostAsync(empty.FormWith("sparringQuestion").Set("sparringQuestion", "Er det den rigtige attest?"))).Is(HttpStatusCode.Redirect);
        var seen = (await erik.GetAsync($"/certificates/{draft}")).Is(HttpStatusCode.OK);
        (await erik.PostAsync(seen.FormWith("advice").Set("advice", "Ja, men spørg om funktionen."))).Is(HttpStatusCode.Redirect);

        Assert.Contains("Er det den rigtige attest?", seen.Text, StringComparison.Ordinal);
        (await erik.GetAsync($"/certificates/{draft}")).Is(HttpStatusCode.NotFound);
        Assert.Contains("Ja, men spørg om funktionen.", (await mette.GetAsync($"/certificates/{draft}/edit")).Text, StringComparison.Ordinal);
    }
}
