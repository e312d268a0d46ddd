using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>The caseworker's citizens, and the way to one by name or number.</summary>
public sealed class IndexModel(CitizenRepository citizens, AuditLog audit, CurrentUser user) : PageModel
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    /// <summary>What a page before this one may say was done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>Something was typed that may be a number, and nobody was searched for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Refused { get; set; }

    public bool WholeUnit => Of == "unit";

    public bool WasHandedOver => Done == "handed-over";

    public bool WasNotFound { get; private set; }

    public IReadOnlyList<CitizenListItem> Citizens { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // A number that was typed into the box for names leaves the address at once.
        if (Search?.Any(char.IsDigit) == true)
        {
            return LocalRedirect(CitizenLinks.NotADigit(WholeUnit));
        }

        Citizens = await citizens.ListAsync(user.Acting(), Search, WholeUnit, Most, ct);
        await audit.WriteReadAsync(user.Acting(), "citizen.list", "Citizen", null, null, null, ct);
        return Page();
    }

    /// <summary>A number is posted, so that it stands in no address and no log.</summary>
    public async Task<IActionResult> OnPostCprAsync(string? cpr, CancellationToken ct)
    {
        if (CprNumber.TryParse(cpr) is { } number && await citizens.FindByCprAsync(number, user.Acting(), ct) is { } id)
        {
            return LocalRedirect(CitizenLinks.Details(id));
        }

        WasNotFound = true;
        await audit.WriteReadAsync(user.Acting(), "citizen.search-cpr", "Citizen", null, null, "none", ct);
        Citizens = await citizens.ListAsync(user.Acting(), null, wholeUnit: false, Most, ct);
        return Page();
    }
}
