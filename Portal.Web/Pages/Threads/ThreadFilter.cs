using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>A page about one thread, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class ThreadPageModel : PageModel
{
    public DialogueThread Thread { get; set; } = null!;
}

public sealed class ThreadFilter(ThreadRepository threads, CurrentUser user) : FoundFilter<DialogueThread>
{
    protected override Task<DialogueThread?> FindAsync(Guid id, CancellationToken ct) => threads.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, DialogueThread found) => ((ThreadPageModel)page).Thread = found;
}
