using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Web;

/// <summary>A sign-in is a row that the server can end, whatever cookies there are of it.</summary>
public sealed class SessionRowTests(PortalHost host) : IClassFixture<PortalHost>
{
    private DateTime Now => host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_the_sign_out()
    {
        var browser = await host.BrowserAsync("gp");
        var copy = browser.Copy();

        (await browser.PostAsync((await browser.GetAsync("/")).FormTo("/account/sign-out"))).Is(HttpStatusCode.Redirect);

        Assert.StartsWith("/account/sign-in", (await copy.GetAsync("/")).Location, StringComparison.Ordinal);
        Assert.False(copy.IsSignedIn);
        (await host.Browser().GetAsync("/threads", fetch: "fetch")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before_and_old_rows_go()
    {
        var browser = await host.BrowserAsync("gp-other");
        var first = browser.Copy();
        var person = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'gp-other'");
        await host.ExecuteAsync(
            "INSERT INTO Sessions (Id, PersonId, StartedAt, EndedAt) VALUES (@id, @person, '2026-11-20 08:00:00', NULL)", new { id = Guid.NewGuid(), person });

        await browser.SignInAsync("gp-other");

        Assert.StartsWith("/account/sign-in", (await first.GetAsync("/")).Location, StringComparison.Ordinal);
        (await browser.GetAsync("/")).Is(HttpStatusCode.OK);
        Assert.Equal((1, 2), (
            await host.ValueAsync<int>("SELECT COUNT(*) FROM Sessions WHERE PersonId = @person AND EndedAt IS NULL", new { person }),
            await host.ValueAsync<int>("SELECT COUNT(*) FROM Sessions WHERE PersonId = @person", new { person })));
    }

    [Fact]
    public async Task After_eight_hours_a_person_signs_in_anew_however_busy()
    {
        var browser = await host.BrowserAsync("gp-far");
        await host.ExecuteAsync(
            "UPDATE Sessions SET StartedAt = @at WHERE PersonId = (SELECT Id FROM People WHERE SignInKey = 'gp-far')", new { at = Text(Now.AddHours(-8).AddMinutes(5)) });
        (await browser.GetAsync("/")).Is(HttpStatusCode.OK);

        await host.ExecuteAsync(
            "UPDATE Sessions SET StartedAt = @at WHERE PersonId = (SELECT Id FROM People WHERE SignInKey = 'gp-far')", new { at = Text(Now.AddHours(-8)) });

        Assert.StartsWith("/account/sign-in", (await browser.GetAsync("/")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_names_no_session_or_another_persons_leads_to_the_sign_in()
    {
        var person = await host.ValueAsync<Guid>("SELECT Id FROM People WHERE SignInKey = 'caseworker'");
        await host.BrowserAsync("gp");
        var foreign = await host.ValueAsync<Guid>(
            "SELECT s.Id FROM Sessions s JOIN People p ON p.Id = s.PersonId WHERE p.SignInKey = 'gp' AND s.EndedAt IS NULL ORDER BY s.StartedAt DESC LIMIT 1");

        foreach (var session in (Guid?[])[null, Guid.NewGuid(), foreign])
        {
            var left = await AskAsync("/", Cookie(person, session, TimeSpan.FromMinutes(1)));

            Assert.StartsWith("/account/sign-in", left.Location, StringComparison.Ordinal);
            Assert.Contains("portal=;", left.Headers["Set-Cookie"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_page_asks_for_by_itself_keeps_no_session_alive()
    {
        await host.BrowserAsync("staff");
        var (person, session) = (await host.QueryAsync<(Guid, Guid)>("SELECT p.Id, s.Id FROM Sessions s JOIN People p ON p.Id = s.PersonId WHERE p.SignInKey = 'staff' AND s.EndedAt IS NULL"))[0];
        var cookie = Cookie(person, session, TimeSpan.FromMinutes(20));

        var asked = await AskAsync("/", cookie);
        var background = await AskAsync("/", cookie, (SignIn.BackgroundHeader, "1"));
        var hub = await AskAsync("/hubs/threads/negotiate?negotiateVersion=1", cookie, ("Origin", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.Contains("portal=", asked.Is(HttpStatusCode.OK).Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.DoesNotContain("portal=", background.Is(HttpStatusCode.OK).Headers.GetValueOrDefault("Set-Cookie", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("portal=", hub.Is(HttpStatusCode.OK).Headers.GetValueOrDefault("Set-Cookie", ""), StringComparison.Ordinal);
    }

    /// <param name="age">How long ago the browser got it.</param>
    private string Cookie(Guid person, Guid? session, TimeSpan age)
    {
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        if (session is { } id)
        {
            identity.AddClaim(new Claim("session", id.ToString()));
        }

        var issued = host.Services.GetRequiredService<TimeProvider>().GetUtcNow() - age;
        return options.TicketDataFormat.Protect(new AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IssuedUtc = issued, ExpiresUtc = issued + TimeSpan.FromMinutes(30) },
            CookieAuthenticationDefaults.AuthenticationScheme));
    }

    private Task<WebPage> AskAsync(string address, string cookie, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(address.StartsWith("/hubs", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address);
        request.Headers.Add("Cookie", $"portal={cookie}");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return host.Browser().SendAsync(request);
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture);
}
