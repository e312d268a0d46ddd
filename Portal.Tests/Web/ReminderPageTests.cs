using System.Net;

namespace Portal.Tests.Web;

/// <summary>The caseworker's decision about a reminder, and what the clinic sees of it.</summary>
public sealed class ReminderPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_task_is_put_off_to_a_day_that_the_page_checks()
    {
        var caseworker = await host.BrowserAsync("caseworker");
        var address = $"/certificates/{await host.CertificateAsync("Jens-Ole Bertelsen", "LAE125")}";
        var form = (await caseworker.GetAsync(address)).FormTo("handler=leave");

        var refused = (await caseworker.PostAsync(form.Set("untilOn", "2026-11-29"))).Is(HttpStatusCode.BadRequest);
        var done = (await caseworker.PostAsync(refused.FormTo("handler=leave").Set("untilOn", "2026-12-01"))).Is(HttpStatusCode.Redirect);
        var page = await caseworker.FollowAsync(done);

        FormErrors.LeadTo(refused, "f-untilOn");
        Assert.Equal("2026-11-29", refused.FormTo("handler=leave")["untilOn"]);
        Assert.Contains("Mette Sørensen lader det ligge til 1. dec.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("form[action$='handler=leave']"));
        Assert.DoesNotContain(address[1..], (await caseworker.GetAsync("/certificates")).Text, StringComparison.Ordinal);
        var clinic = Text(await (await host.BrowserAsync("gp")).GetAsync(address));
        Assert.Contains("Påmindet 12. nov.", clinic, StringComparison.Ordinal);
        Assert.DoesNotContain("lader det ligge", clinic, StringComparison.Ordinal);
        Assert.DoesNotContain("skal klinikken påmindes", clinic, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_is_seen_in_the_clinics_list_and_on_the_certificate_and_is_sent_once_a_day()
    {
        var caseworker = await host.BrowserAsync("caseworker");
        var address = $"/certificates/{await host.CertificateAsync("Tatiana Popescu", "LAE135")}";
        var form = (await caseworker.GetAsync(address)).FormTo("handler=send");

        var done = (await caseworker.PostAsync(form)).Is(HttpStatusCode.Redirect);
        (await caseworker.PostAsync(form)).Is(HttpStatusCode.Redirect);
        var page = await caseworker.FollowAsync(done);
        var again = (await caseworker.PostAsync(form.Set("commandId", Guid.NewGuid().ToString()))).Is(HttpStatusCode.Conflict);

        Assert.Empty(page.Document.QuerySelectorAll("form[action$='handler=send']"));
        Assert.Contains("allerede påmindet i dag", Text(page), StringComparison.Ordinal);
        Assert.Contains("allerede påmindet i dag", again.Document.QuerySelector("[role=alert], .alert")!.TextContent, StringComparison.Ordinal);
        var gp = await host.BrowserAsync("gp");
        var row = (await gp.GetAsync("/certificates")).Document.QuerySelectorAll(".task").Single(task => task.QuerySelector(".who")!.TextContent == "Tatiana Popescu");
        Assert.Contains("Påmindet 23. nov.", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Mette Sørensen sendte en rykker", Text(await gp.GetAsync(address)), StringComparison.Ordinal);
        Assert.Equal(1, await host.ValueAsync<int>("SELECT COUNT(*) FROM CertificateReminders WHERE Kind = 'Sent'"));
    }

    [Fact]
    public async Task Who_has_rung_is_led_on_to_write_it_down()
    {
        var coordinator = await host.BrowserAsync("coordinator");
        var id = await host.CertificateAsync("Dorthe Engelbrecht", "LAE125", "Received");

        var done = await coordinator.PostAsync((await coordinator.GetAsync($"/certificates/{id}")).FormTo("handler=call"));

        Assert.Equal($"/citizens/{await host.CitizenAsync("Dorthe Engelbrecht")}/phone-note?certificate={id}", done.Is(HttpStatusCode.Redirect).Location);
        Assert.Equal("Waiting", await host.ValueAsync<string>("SELECT Desk FROM CertificateRequests WHERE Id = @id", new { id }));
    }

    private static string Text(WebPage page) => page.Document.QuerySelector("main")!.TextContent;
}
