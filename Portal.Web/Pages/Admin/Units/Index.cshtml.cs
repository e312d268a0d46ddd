using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Admin.Units;

/// <summary>The municipality's units, and where each gets its invoices.</summary>
public sealed class IndexModel(UnitEans units, CurrentUser user, Texts texts) : PageModel
{
    public IReadOnlyList<UnitEan> Units { get; private set; } = [];

    /// <summary>The unit whose number could not be saved, and what was typed; null when nothing was.</summary>
    public (Guid UnitId, string Typed)? Tried { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done == "saved" ? new Banner(texts["Fees.EanSaved"]) : null;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int version, string? ean, CancellationToken ct)
    {
        var typed = EanNumber.Clean(ean);
        var outcome = await units.SetAsync(id, version, typed, user.Acting(), ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(UnitLinks.Saved);
            case OutcomeKind.NotFound:
                return NotFound();
            case OutcomeKind.Invalid:
                Errors = [.. outcome.Errors.Select(error => error with { Field = UnitLinks.Field(id) })];
                break;
            case OutcomeKind.Refused:
                Banner = new Banner(texts[outcome.Reason!], IsWarning: true);
                break;
            case OutcomeKind.ChangedByOther:
                Banner = new Banner(texts["Fees.ChangedMeanwhile"], IsWarning: true);
                break;
        }

        Tried = (id, TextRules.Clean(ean));
        await LoadAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task LoadAsync(CancellationToken ct) => Units = await units.ListAsync(user.Viewer.MunicipalityId!.Value, ct);
}
