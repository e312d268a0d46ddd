using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Lets only the portal's own pages connect. A browser sends the person's cookie along with a WebSocket that another site opens, and asks nobody.</summary>
public sealed class LiveOrigins(RequestDelegate next, PortalSettings settings, ILogger<LiveOrigins> logger)
{
    public Task InvokeAsync(HttpContext http)
    {
        // These answers are for a script, not for a reader.
        http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        if (WhyNot(http) is not { } reason)
        {
            return next(http);
        }

        Log.LiveOriginRefused(logger, reason, SignIn.Read(http.User)?.PersonId);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Of its own pages' plain reading requests a browser sends no origin; they need the secret that the first request, which has one, gave out.
    private string? WhyNot(HttpContext http) => http.Request.Headers.Origin.ToString() switch
    {
        "" when HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("id") && !http.WebSockets.IsWebSocketRequest && !IsUpgrade(http) => null,
        "" => "missing",
        "null" => "null",
        var origin when settings.AllowedOrigins.Contains(origin) || origin == $"{http.Request.Scheme}://{http.Request.Host}" => null,
        _ => "foreign",
    };

    private static bool IsUpgrade(HttpContext http) =>
        http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true || http.Request.Headers.ContainsKey(HeaderNames.Upgrade);
}
