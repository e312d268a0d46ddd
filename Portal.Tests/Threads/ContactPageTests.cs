using System.Net;
using Portal.Tests.Web;

namespace Portal.Tests.Threads;

/// <summary>The page on which a clinic says how it wishes to be asked.</summary>
public sealed class ContactPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_wish_is_read_back_as_the_sentence_that_others_see_and_can_be_taken_back()
    {
        var doctor = await host.BrowserAsync("gp-other");
        var way = (await (await host.BrowserAsync("gp-other")).GetAsync("/certificates")).Document.QuerySelector("a[href='/clinic/contact']");
        var form = (await doctor.GetAsync("/clinic/contact")).FormWith("ownHours").Set("ownWay", "Phone").Set("ownNote", "<b>Ikke</b> om fredagen");

        var wrong = (await doctor.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var saved = await doctor.FollowAsync((await doctor.PostAsync(wrong.FormWith("ownHours").Set("ownHours", "mandag kl. 12–13."))).Is(HttpStatusCode.Redirect));
        var cleared = await doctor.FollowAsync((await doctor.PostAsync(
            saved.FormWith("ownHours").Set("ownWay", "").Set("ownHours", "").Set("ownNote", ""))).Is(HttpStatusCode.Redirect));

        Assert.NotNull(way);
        FormErrors.LeadTo(wrong, "f-ownHours");
        Assert.Equal("<b>Ikke</b> om fredagen", wrong.FormWith("ownHours")["ownNote"]);
        var wish = saved.Document.QuerySelector(".contact-wish")!;
        Assert.Equal("Faisal Rahman vil helst ringes op, mandag kl. 12–13.", wish.QuerySelector("strong")!.TextContent);
        Assert.Equal("<b>Ikke</b> om fredagen", wish.QuerySelector(".typed")!.TextContent);
        Assert.Null(cleared.Document.QuerySelector(".contact-wish"));
    }

    [Fact]
    public async Task Who_saves_an_older_form_of_the_clinics_wish_sees_what_holds_and_what_they_typed()
    {
        var doctor = await host.BrowserAsync("gp");
        var staff = await host.BrowserAsync("staff");
        var older = (await doctor.GetAsync("/clinic/contact")).FormWith("clinicHours");
        (await staff.PostAsync((await staff.GetAsync("/clinic/contact")).FormWith("clinicHours").Set("clinicWay", "Visit"))).Is(HttpStatusCode.Redirect);

        var conflict = (await doctor.PostAsync(older.Set("clinicWay", "CertificateOnly"))).Is(HttpStatusCode.Conflict);
        var saved = await doctor.PostAsync(conflict.FormWith("clinicHours"));

        Assert.Contains("Lægerne Torvet vil helst mødes.", conflict.Document.QuerySelectorAll(".contact-wish strong").Select(line => line.TextContent));
        Assert.Equal("CertificateOnly", conflict.FormWith("clinicHours")["clinicWay"]);
        Assert.Equal("/clinic/contact?done=clinic", saved.Is(HttpStatusCode.Redirect).Location);
    }
}
