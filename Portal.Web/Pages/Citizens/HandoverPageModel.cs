using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Handovers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>What the pages have in common on which cases are given away.</summary>
public abstract class HandoverPageModel(CaseHandoverRepository handovers, CurrentUser user, Texts texts) : PageModel
{
    public HandoverForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    protected CaseHandoverRepository Handovers { get; } = handovers;

    protected CurrentUser CurrentUser { get; } = user;

    protected Texts Texts { get; } = texts;

    /// <summary>Draws the form with those who could take over.</summary>
    /// <param name="unitId">The unit whose people come first.</param>
    /// <param name="giverId">Who has the cases today, and can therefore not be chosen; null when it is several.</param>
    /// <param name="count">How many cases are given at once; null for a single one.</param>
    protected async Task DrawAsync(HandoverForm form, Guid? unitId, Guid? giverId, int? count, CancellationToken ct)
    {
        var takers = await Handovers.ListTakersAsync(CurrentUser.Viewer.MunicipalityId!.Value, ct);
        Form = form with { Takers = [.. takers.Where(taker => taker.Id != giverId).OrderBy(taker => taker.UnitId != unitId)], Count = count };
    }

    /// <summary>The page again, after something that was not done.</summary>
    /// <param name="changed">What to say when somebody else was first: the form now stands on what they did.</param>
    protected IActionResult Again(Outcome outcome, string changed)
    {
        Form = Form with { Errors = outcome.Errors, CommandId = Guid.CreateVersion7() };
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(Texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(changed, IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }
}
