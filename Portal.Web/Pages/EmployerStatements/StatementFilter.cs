using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>A statement as the viewer may see it.</summary>
/// <param name="Own">For its clinic; null for casework.</param>
/// <param name="Shared">For casework, once it is shared; null for its clinic.</param>
public sealed record FoundStatement(EmployerStatement? Own, SharedStatement? Shared)
{
    public StatementDocument Document => Own?.Document ?? Shared!.Document;
}

/// <summary>A page about one statement, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class StatementPageModel : PageModel
{
    public FoundStatement Found { get; set; } = null!;
}

public sealed class StatementFilter(EmployerStatementRepository statements, CurrentUser user) : FoundFilter<FoundStatement>
{
    protected override async Task<FoundStatement?> FindAsync(Guid id, CancellationToken ct) =>
        user.Role.IsClinic()
            ? await statements.FindAsync(id, user.Acting(), ct) is { } own ? new FoundStatement(own, null) : null
            : await statements.FindSharedAsync(id, user.Acting(), ct) is { } shared ? new FoundStatement(null, shared) : null;

    protected override void Give(object page, FoundStatement found) => ((StatementPageModel)page).Found = found;
}
