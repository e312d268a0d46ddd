using System.Net;
using System.Text;
using Portal.Tests.Web;

namespace Portal.Tests.Fees;

/// <summary>The fees as pages, as a file and on paper.</summary>
public sealed class FeePageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_clinic_types_the_amounts_of_a_month_and_invoices_all_at_once_and_the_caseworker_pays()
    {
        var clinic = await host.BrowserAsync("staff");
        var answered = await host.CertificateAsync("Henriette Bang Olsen", "LAE135");
        var box = $"amount-{answered:n}";
        var form = (await clinic.GetAsync("/fees?month=2026-11")).Is(HttpStatusCode.OK).FormWith("commandId");

        var wrong = (await clinic.PostAsync(form.Set(box, "mange"), "invoice")).Is(HttpStatusCode.BadRequest);
        var nothing = (await clinic.PostAsync(wrong.FormWith("commandId").Set(box, ""), "invoice")).Is(HttpStatusCode.Conflict);
        var ready = nothing.FormWith("commandId").Set(box, "1.140,50").Set("reference", "<b>K 7</b>");
        var sent = (await clinic.PostAsync(ready, "invoice")).Is(HttpStatusCode.Redirect);
        (await clinic.PostAsync(ready, "invoice")).Is(HttpStatusCode.Redirect);
        var list = await clinic.FollowAsync(sent);
        var row = await host.ValueAsync<string>(
            "SELECT State || ' ' || InvoiceNumber || ' ' || AmountOre || ' ' || UserIdentity FROM CertificateFees WHERE RequestId = @answered", new { answered });

        FormErrors.LeadTo(wrong, $"f-{box}");
        Assert.Equal("mange", wrong.FormWith("commandId")[box]);
        Assert.Contains("1.140,50 kr.", list.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Invoiced ", row, StringComparison.Ordinal);
        Assert.EndsWith(" 114050 Mette Sørensen, Sygedagpenge", row, StringComparison.Ordinal);

        var caseworker = await host.BrowserAsync("caseworker");
        var pay = (await caseworker.GetAsync("/fees?month=2026-11")).FormTo($"/fees/{answered}?handler=pay");
        var paid = await caseworker.FollowAsync((await caseworker.PostAsync(pay)).Is(HttpStatusCode.Redirect));
        (await caseworker.PostAsync(pay)).Is(HttpStatusCode.Redirect);

        Assert.Equal("/fees?month=2026-11&done=paid", paid.Address);
        Assert.Equal("Paid", await host.ValueAsync<string>("SELECT State FROM CertificateFees WHERE RequestId = @answered", new { answered }));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_which_the_clinic_reads_as_text()
    {
        var id = await host.CertificateAsync("Karen Lise Møller", "LAE125");
        var caseworker = await host.BrowserAsync("caseworker");
        var form = (await caseworker.GetAsync($"/fees/{id}")).Is(HttpStatusCode.OK).FormWith("reason");

        var empty = (await caseworker.PostAsync(form)).Is(HttpStatusCode.BadRequest);
        var rejected = (await caseworker.PostAsync(empty.FormWith("reason").Set("reason", "Forkert <i>EAN</i>"))).Is(HttpStatusCode.Redirect);
        var seen = await (await host.BrowserAsync("gp")).GetAsync($"/fees/{id}");

        FormErrors.LeadTo(empty, "f-reason");
        Assert.EndsWith("?done=rejected", rejected.Location, StringComparison.Ordinal);
        Assert.Contains("Afvist: Forkert <i>EAN</i>", seen.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_each_fee_of_the_month_with_nothing_that_a_spreadsheet_takes_for_a_formula()
    {
        await host.ExecuteAsync("UPDATE CertificateFees SET ClinicReference = '=1+1;\"x\"' WHERE InvoiceNumber = 1");
        var month = await host.ValueAsync<string>("SELECT MIN(SUBSTR(SortAt, 1, 7)) FROM CertificateFees f JOIN People p ON p.ClinicId = f.ClinicId WHERE p.SignInKey = 'gp'");
        var clinic = await host.BrowserAsync("gp");

        var lines = new List<string>();
        foreach (var address in (string[])[month, "2026-11"])
        {
            var bytes = await DownloadAsync(clinic, $"/fees?handler=csv&month={address}");
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            lines.AddRange(Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(lines.Count == 0 ? 0 : 1));
        }

        var fees = await host.ValueAsync<int>(
            "SELECT COUNT(*) FROM CertificateFees f JOIN People p ON p.ClinicId = f.ClinicId WHERE p.SignInKey = 'gp' AND SUBSTR(SortAt, 1, 7) IN (@month, '2026-11')", new { month });
        Assert.StartsWith("Status;Attest;Kode;Borger;Besvaret;Klinik;Ydernummer;Kommune;Enhed;Beløb i kroner;EAN-nummer;Brugeridentitet;Fakturanummer;", lines[0], StringComparison.Ordinal);
        Assert.Equal(fees, lines.Count - 1);
        Assert.Contains(lines, line => line.Contains(";1;\"'=1+1;\"\"x\"\"\";", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.Contains("-••••;", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Bertelsen", StringComparison.Ordinal) || line.Contains("Henriette", StringComparison.Ordinal));
        Assert.True(await host.ValueAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'fee.export'") >= 2);
    }

    [Theory]
    [InlineData("gp", "Fakturagrundlag, november 2026", "Ydernummer 099101")]
    [InlineData("coordinator", "Klinikkernes honorarer, november 2026", "Lægerne Torvet")]
    public async Task The_document_names_no_citizen_and_says_whose_it_is(string person, string title, string text)
    {
        var page = (await (await host.BrowserAsync(person)).GetAsync("/fees/print?month=2026-11")).Is(HttpStatusCode.OK);

        var paper = page.Document.QuerySelector(".paper")!;
        Assert.Equal(title, paper.QuerySelector("h1")!.TextContent);
        Assert.Contains(text, paper.TextContent, StringComparison.Ordinal);
        Assert.All(DemoPeople.CprOf.Keys, name => Assert.DoesNotContain(name, paper.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrator_enters_where_a_unit_gets_its_invoices_and_sees_no_fee()
    {
        var admin = await host.BrowserAsync("admin");
        var unit = await host.ValueAsync<Guid>("SELECT u.Id FROM Units u JOIN Municipalities m ON m.Id = u.MunicipalityId WHERE m.ShortName = 'Holbæk' AND u.Name = 'Integration'");
        var token = await admin.TokenAsync();

        var wrong = (await PostAsync("9520 0000 0010 4", 2)).Is(HttpStatusCode.BadRequest);
        var saved = (await PostAsync("4006 3813 3393 1", 2)).Is(HttpStatusCode.Redirect);
        var late = (await PostAsync("9520000000103", 2)).Is(HttpStatusCode.Conflict);

        FormErrors.LeadTo(wrong, $"f-ean-{unit:n}");
        Assert.Equal("/admin/units?done=saved", saved.Location);
        Assert.Contains("9520000000103", late.Text, StringComparison.Ordinal);
        Assert.Equal("4006381333931", await host.ValueAsync<string>("SELECT Ean FROM Units WHERE Id = @unit", new { unit }));
        (await admin.GetAsync("/fees")).Is(HttpStatusCode.Forbidden);

        Task<WebPage> PostAsync(string ean, int version) => admin.PostAsync(
            "/admin/units", [new("__RequestVerificationToken", token), new("id", unit.ToString()), new("version", $"{version}"), new("ean", ean)]);
    }

    [Fact]
    public async Task A_month_takes_as_many_statements_however_many_fees_it_has()
    {
        var browser = await host.BrowserAsync("caseworker");
        await browser.GetAsync("/fees?month=2026-11");
        var count = 0;
        void OnExecuting(string sql) => Interlocked.Increment(ref count);

        host.Engine.StatementExecuting += OnExecuting;
        (await browser.GetAsync("/fees?month=2026-11")).Is(HttpStatusCode.OK);
        host.Engine.StatementExecuting -= OnExecuting;

        // Who asks, the rows, the sums, the first month, the access log.
        Assert.InRange(count, 1, 5);
    }

    private async Task<byte[]> DownloadAsync(Browser browser, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var answer = await host.Http.SendAsync(request);
        Assert.Equal(("text/csv", "attachment"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
