using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Proposals;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Proposals;

/// <summary>The proposals of a clinic, or those that a caseworker or coordinator must answer: what is the viewer's turn first.</summary>
public sealed class IndexModel(ProposalRepository proposals, AuditLog audit, CurrentUser user, Texts texts) : PageModel
{
    private const int PageSize = 30;

    // More than anybody has open; what is over comes in pages.
    private const int MostOpen = 100;

    public bool IsEnded { get; private set; }

    public IReadOnlyList<(string Title, IReadOnlyList<ProposalListItem> Items)> Groups { get; private set; } = [];

    /// <summary>Where the next page of what is over begins; null on the last.</summary>
    public ListCursor? Next { get; private set; }

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? view, string? after, string? done, CancellationToken ct)
    {
        IsEnded = view == "done";
        Banner = done == "assigned" ? new Banner(texts["Proposals.Done.assigned"]) : null;
        Groups = IsEnded ? await ListEndedAsync(ListCursor.TryParse(after), ct) : await ListOpenAsync(ct);
        var ids = Groups.SelectMany(group => group.Items).Select(item => item.Id);
        await audit.WriteReadAsync(user.Acting(), "proposal.list", "SocialProposal", null, null, string.Join(' ', ids), ct);
    }

    private async Task<(string, IReadOnlyList<ProposalListItem>)[]> ListOpenAsync(CancellationToken ct)
    {
        var isClinic = user.Role.IsClinic();
        var (ours, theirs) = isClinic ? (ProposalTurn.Clinic, ProposalTurn.Municipality) : (ProposalTurn.Municipality, ProposalTurn.Clinic);
        return
        [
            (texts[isClinic ? "Proposals.GroupAnswers" : "Proposals.GroupToAnswer"], await proposals.ListOpenAsync(user.Acting(), ours, MostOpen, ct)),
            (texts[isClinic ? "Proposals.GroupAtMunicipality" : "Proposals.GroupNotRead"], await proposals.ListOpenAsync(user.Acting(), theirs, MostOpen, ct)),
        ];
    }

    private async Task<(string, IReadOnlyList<ProposalListItem>)[]> ListEndedAsync(ListCursor? after, CancellationToken ct)
    {
        var rows = await proposals.ListDoneAsync(user.Acting(), after, PageSize + 1, ct);
        IReadOnlyList<ProposalListItem> items = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? new ListCursor(items[^1].SortAt, items[^1].Id) : null;
        return [(texts["Proposals.GroupEnded"], items)];
    }
}
