using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>The clinic's statements: what waits, the nearest deadline first, and what is done.</summary>
public sealed class IndexModel(EmployerStatementRepository statements, AuditLog audit, CurrentUser user) : PageModel
{
    private const int MostWaiting = 100;
    private const int PageSize = 20;

    public IReadOnlyList<StatementListItem> Waiting { get; private set; } = [];

    public IReadOnlyList<StatementListItem> Done { get; private set; } = [];

    /// <summary>Where the next page of what is done begins; null on the last page.</summary>
    public ListCursor? Next { get; private set; }

    /// <summary>Whether the page is the first one, on which what waits stands.</summary>
    public bool IsNewest { get; private set; }

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var cursor = ListCursor.TryParse(after);
        IsNewest = cursor is null;
        Waiting = IsNewest ? await statements.ListWaitingAsync(user.Acting(), MostWaiting, ct) : [];
        var done = await statements.ListDoneAsync(user.Acting(), cursor, PageSize + 1, ct);
        Done = [.. done.Take(PageSize)];
        Next = done.Count > PageSize ? new ListCursor(Done[^1].SortAt, Done[^1].Id) : null;
        await audit.WriteReadAsync(
            user.Acting(), "employer-statement.list", "EmployerStatement", null, null, string.Join(' ', Waiting.Concat(Done).Select(item => item.Id)), ct);
    }
}
