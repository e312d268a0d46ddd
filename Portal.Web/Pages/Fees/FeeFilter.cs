using Portal.Data.Fees;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Fees;

/// <summary>Loads the fee that an address names, if it is the viewer's.</summary>
public sealed class FeeFilter(FeeRepository fees, CurrentUser user) : FoundFilter<Fee>
{
    protected override Task<Fee?> FindAsync(Guid id, CancellationToken ct) => fees.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Fee found) => ((DetailsModel)page).Fee = found;
}
