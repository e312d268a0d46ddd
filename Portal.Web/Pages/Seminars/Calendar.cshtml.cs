using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Seminars.Calendar;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>The viewer's own subscription: made, renewed, ended. Its address is shown once, when it is made; only its hash is kept.</summary>
public sealed class CalendarModel(CalendarFeedRepository feeds, CalendarFeedService service, CalendarFrame frame, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>Null when there is none.</summary>
    public CalendarFeed? Feed { get; private set; }

    /// <summary>The whole address, right after it was made.</summary>
    public string? Address { get; private set; }

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done == "removed" ? new Banner(texts["Calendar.Removed"]) : null;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var (outcome, token) = await service.MakeAsync(user.Acting(), ct);
        // In the answer itself: an address to go on to would have to hold it.
        Address = token is null ? null : new Uri(frame.PublicUrl ?? CalendarFiles.Own(Request), $"calendar/{token}.ics").AbsoluteUri;
        Banner = token is null ? new Banner(texts["Calendar.MadeMeanwhile"], IsWarning: true) : null;
        await LoadAsync(ct);
        return outcome.IsDone ? Page() : this.PageAfter(outcome);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await service.RemoveAsync(user.Acting(), ct);
        return LocalRedirect($"{SeminarLinks.Calendar}?done=removed");
    }

    private async Task LoadAsync(CancellationToken ct) => Feed = await feeds.FindAsync(user.Viewer.PersonId, ct);
}
