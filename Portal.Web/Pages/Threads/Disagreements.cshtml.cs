using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>Where the municipality and a clinic do not agree just now: who, since when and what is tried, never what was written.</summary>
public sealed class DisagreementsModel(ThreadListRepository threads, CurrentUser user) : PageModel
{
    public IReadOnlyList<DisputedThread> Disputed { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Disputed = await threads.ListDisputedAsync(user.Acting(), ct);
}
