using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Web.Infrastructure.Live;

namespace Portal.Web.Infrastructure;

/// <summary>What a cookie says: who, in which session, and as whose substitute.</summary>
/// <param name="SubstitutionId">The substitution as which the session acts; what it gives is read anew for each request.</param>
public sealed record SignedIn(Guid PersonId, Guid SessionId, Guid? SubstitutionId);

/// <summary>The one seam between a way to sign in and the portal: a person becomes a cookie, a cookie becomes the present person.</summary>
public static class SignIn
{
    /// <summary>Set by a script's own requests. What nobody asked for keeps no session alive.</summary>
    public const string BackgroundHeader = "Portal-Background";

    private const string SessionClaim = "session";
    private const string StandInClaim = "stand-in";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static IServiceCollection AddPortalSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "portal";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.LoginPath = "/account/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = ValidateAsync;
            options.Events.OnCheckSlidingExpiration = context =>
            {
                context.ShouldRenew &= !context.Request.IsLive() && !context.Request.Headers.ContainsKey(BackgroundHeader);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.IsFetch() || context.Request.IsLive())
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                }
                else
                {
                    // Without the host: whatever name the request gave itself, the way leads back here.
                    context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
                }

                return Task.CompletedTask;
            };
        });
        return services;
    }

    /// <summary>Gives the browser a new session for a person; what the browser had before ends.</summary>
    public static async Task SignInAsync(HttpContext http, Guid personId)
    {
        var before = Read(http.User);
        var id = await Sessions(http).StartAsync(personId, before?.SessionId, Now(http), CancellationToken.None);
        await GiveAsync(http, new SignedIn(personId, id, null), before);
    }

    /// <summary>Gives the browser a new session in which the person acts for another clinic, or for their own again. It ends when the one before would have.</summary>
    /// <param name="substitutionId">The substitution as which the person acts for another clinic; null to act for their own.</param>
    public static async Task ActForAsync(HttpContext http, Guid? substitutionId)
    {
        if (Read(http.User) is { } before
            && await Sessions(http).RenewAsync(before.PersonId, before.SessionId, Now(http), CancellationToken.None) is { } id)
        {
            await GiveAsync(http, new SignedIn(before.PersonId, id, substitutionId), before);
        }
    }

    /// <summary>Ends the browser's session, here and on the server: a copy of the cookie is worth nothing, and what is connected with it is closed.</summary>
    public static async Task SignOutAsync(HttpContext http)
    {
        if (Read(http.User) is { } before)
        {
            await Sessions(http).EndAsync(before.SessionId, Now(http), CancellationToken.None);
            http.RequestServices.GetRequiredService<LiveConnections>().CloseSession(before.SessionId);
        }

        await http.SignOutAsync();
    }

    /// <returns>Null when nobody is signed in.</returns>
    public static SignedIn? Read(ClaimsPrincipal? principal) =>
        IdOf(principal, ClaimTypes.NameIdentifier) is { } personId && IdOf(principal, SessionClaim) is { } sessionId
            ? new SignedIn(personId, sessionId, IdOf(principal, StandInClaim))
            : null;

    /// <summary>A call by a page's own script rather than a page of its own.</summary>
    public static bool IsFetch(this HttpRequest request) => request.Headers.XRequestedWith == "fetch";

    // The cookie says only who; what that person may do is read anew for each request, so that a removed right is gone at once.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return;
        }

        if (http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that says something is broken must not need the database, which may be what is broken.
            context.RejectPrincipal();
            return;
        }

        var now = Now(http);
        var who = Read(context.Principal);
        var viewer = who is null
            ? null
            : await http.RequestServices.GetRequiredService<DirectoryRepository>().FindSignedInAsync(who.PersonId, who.SessionId, now, http.RequestAborted);
        if (who is null || viewer is null)
        {
            context.RejectPrincipal();
            await http.SignOutAsync();
            return;
        }

        // Outside its period, or ended, a substitution gives nothing, whatever the cookie says: the person is back at their own clinic.
        if (viewer.HasSubstitutions
            && who.SubstitutionId is { } substitutionId
            && await http.RequestServices.GetRequiredService<SubstitutionRepository>()
                .FindStandInAsync(substitutionId, who.PersonId, DanishTime.DayOf(now), http.RequestAborted) is { } standIn)
        {
            viewer = viewer.StandingInFor(standIn);
        }

        http.RequestServices.GetRequiredService<CurrentUser>().SignIn(viewer);
        var identity = ToIdentity(who);
        identity.AddClaim(new Claim(ClaimTypes.Role, viewer.Role.ToString()));
        context.ReplacePrincipal(new ClaimsPrincipal(identity));
    }

    private static async Task GiveAsync(HttpContext http, SignedIn now, SignedIn? before)
    {
        if (before is not null)
        {
            http.RequestServices.GetRequiredService<LiveConnections>().CloseSession(before.SessionId);
        }

        await http.SignOutAsync();
        await http.SignInAsync(new ClaimsPrincipal(ToIdentity(now)));
    }

    private static ClaimsIdentity ToIdentity(SignedIn who)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, who.PersonId.ToString()), new Claim(SessionClaim, who.SessionId.ToString())],
            CookieAuthenticationDefaults.AuthenticationScheme);
        if (who.SubstitutionId is { } id)
        {
            identity.AddClaim(new Claim(StandInClaim, id.ToString()));
        }

        return identity;
    }

    private static Guid? IdOf(ClaimsPrincipal? principal, string claim) => Guid.TryParse(principal?.FindFirstValue(claim), out var id) ? id : null;

    private static SessionService Sessions(HttpContext http) => http.RequestServices.GetRequiredService<SessionService>();

    private static DateTime Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
}
