using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Data.Seminars.Calendar;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>A person's subscription, for the calendar programs that have its address: they cannot sign in.</summary>
/// <remarks>The address is the key. It stands in no log of the portal, see <see cref="QuietLog"/>; an unknown one and one whose person has no access any more are the same.</remarks>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.OpenFile)]
public sealed class FeedModel(CalendarFeedService feeds, CalendarFrame frame, CurrentUser user) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        return await feeds.ReadAsync(token, frame.PublicUrl ?? CalendarFiles.Own(Request), user.Now, ct) is { } file
            ? CalendarFiles.Of(this, file, null)
            : NotFound();
    }
}
