using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>The viewer's threads: on whom each waits, and the way to one by a word.</summary>
public sealed partial class IndexModel(ThreadListRepository threads, AuditLog audit, CurrentUser user) : PageModel
{
    private const int PageSize = 30;
    private const int MostFound = 50;

    public ThreadView View { get; private set; } = ThreadView.Mine;

    /// <summary>What the viewer may look at: a medical consultant has no side that it waits for.</summary>
    public IReadOnlyList<ThreadView> Views => user.Role == Role.MedicalConsultant
        ? [ThreadView.Mine, ThreadView.Done]
        : Enum.GetValues<ThreadView>();

    public IReadOnlyList<ThreadListItem> Items { get; private set; } = [];

    /// <summary>Where the older ones begin; null on the last page.</summary>
    public ListCursor? Next { get; private set; }

    /// <summary>What was searched for; null when nothing was.</summary>
    public string? Words { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public async Task OnGetAsync(string? view, string? after, CancellationToken ct)
    {
        View = Views.FirstOrDefault(known => ThreadLinks.Word(known) == view, ThreadView.Mine);
        await ListAsync(ListCursor.TryParse(after), ct);
    }

    /// <summary>How many threads wait for the viewer, for the menu of an open page.</summary>
    public IActionResult OnGetCount() =>
        new JsonResult(new { count = user.Viewer.ThreadCount });

    /// <summary>Words are posted, so that they stand in no address and no log.</summary>
    public async Task<IActionResult> OnPostSearchAsync(string? words, CancellationToken ct)
    {
        Words = TextRules.Clean(words);
        if (Words.Length == 0)
        {
            return LocalRedirect(ThreadLinks.Index);
        }

        if (TextRules.CheckLine("words", Words) is { } error || (error = LooksLikeCpr().IsMatch(Words) ? new FieldError("words", "Threads.NoNumbers") : null) is not null)
        {
            (Errors, Words) = ([error], null);
            ViewData["HasErrors"] = true;
            await ListAsync(null, ct);
            return this.PageWithStatus(StatusCodes.Status400BadRequest);
        }

        Items = await threads.SearchAsync(user.Acting(), Words, MostFound, ct);
        await WriteReadAsync(ct);
        return Page();
    }

    private async Task ListAsync(ListCursor? after, CancellationToken ct)
    {
        var rows = await threads.ListAsync(user.Acting(), View, after, PageSize + 1, ct);
        Items = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? new ListCursor(Items[^1].LastAt, Items[^1].Id) : null;
        await WriteReadAsync(ct);
    }

    private Task WriteReadAsync(CancellationToken ct) =>
        audit.WriteReadAsync(user.Acting(), "thread.list", "DialogueThread", null, null, string.Join(' ', Items.Select(item => item.Id)), ct);

    [GeneratedRegex(@"\d{6}[\s-]?\d{4}")]
    private static partial Regex LooksLikeCpr();
}
