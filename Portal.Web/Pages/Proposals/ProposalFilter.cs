using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Proposals;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Proposals;

/// <summary>A page about one proposal, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class ProposalPageModel : PageModel
{
    public SocialProposal Proposal { get; set; } = null!;
}

public sealed class ProposalFilter(ProposalRepository proposals, CurrentUser user) : FoundFilter<SocialProposal>
{
    protected override Task<SocialProposal?> FindAsync(Guid id, CancellationToken ct) => proposals.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, SocialProposal found) => ((ProposalPageModel)page).Proposal = found;
}
