using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Portal.Web.Infrastructure;

/// <summary>How often an address may be asked by one visitor.</summary>
public static class RateLimits
{
    /// <summary>For a page that anybody may post to without signing in.</summary>
    public const string OpenForm = nameof(OpenForm);

    /// <summary>Posts of one address on the net in a minute. A code on paper cannot be guessed; this keeps a machine from keeping the portal busy.</summary>
    public const int PostsAMinute = 20;

    /// <summary>For a file that programs fetch without signing in.</summary>
    public const string OpenFile = nameof(OpenFile);

    /// <summary>Fetches of one address on the net in a minute. A whole town hall may be behind one.</summary>
    public const int FetchesAMinute = 120;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            {
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
        options.AddPolicy(OpenForm, http => HttpMethods.IsPost(http.Request.Method) ? EachMinute(http, PostsAMinute) : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(OpenFile, http => EachMinute(http, FetchesAMinute));
    }

    private static RateLimitPartition<string> EachMinute(HttpContext http, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
