using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Substitutions;

namespace Portal.Web.Infrastructure;

/// <summary>The one seam between a way to sign in and the portal: a person becomes a cookie, a cookie becomes the present person.</summary>
public static class SignIn
{
    // The substitution as which the session acts; what it gives is read anew for each request.
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
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.IsFetch())
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
    /// <param name="substitutionId">The substitution as which the person acts for another clinic; null to act for their own.</param>
    public static async Task SignInAsync(HttpContext http, Guid personId, Guid? substitutionId = null)
    {
        await http.SignOutAsync();
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, personId.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        if (substitutionId is { } id)
        {
            identity.AddClaim(new Claim(StandInClaim, id.ToString()));
        }

        await http.SignInAsync(new ClaimsPrincipal(identity));
    }

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

        var today = DanishTime.DayOf(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var viewer = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await http.RequestServices.GetRequiredService<DirectoryRepository>().FindViewerAsync(id, today, http.RequestAborted)
            : null;
        if (viewer is null)
        {
            context.RejectPrincipal();
            await http.SignOutAsync();
            return;
        }

        // Outside its period, or ended, a substitution gives nothing, whatever the cookie says: the person is back at their own clinic.
        if (viewer.HasSubstitutions
            && Guid.TryParse(context.Principal?.FindFirstValue(StandInClaim), out var substitutionId)
            && await http.RequestServices.GetRequiredService<SubstitutionRepository>().FindStandInAsync(substitutionId, id, today, http.RequestAborted) is { } standIn)
        {
            viewer = viewer.StandingInFor(standIn);
        }

        http.RequestServices.GetRequiredService<CurrentUser>().SignIn(viewer);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, id.ToString()), new Claim(ClaimTypes.Role, viewer.Role.ToString())],
            CookieAuthenticationDefaults.AuthenticationScheme);
        context.ReplacePrincipal(new ClaimsPrincipal(identity));
    }
}
