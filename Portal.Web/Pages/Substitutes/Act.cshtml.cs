using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Substitutions;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Substitutes;

/// <summary>Where a doctor who stands in for somebody chooses for which clinic the session acts.</summary>
public sealed class ActModel(SubstitutionRepository substitutions, SubstitutionService service, CurrentUser user, When when) : PageModel
{
    /// <summary>The clinics that the doctor can act for today.</summary>
    public IReadOnlyList<Substitution> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Items = user.Viewer.HasSubstitutions ? await substitutions.ListForSubstituteAsync(user.Viewer.PersonId, when.Today, ct) : [];

    public async Task<IActionResult> OnPostBeginAsync(Guid id, CancellationToken ct)
    {
        if (!(await service.BeginActingAsync(id, user.Acting(), ct)).IsDone)
        {
            return NotFound();
        }

        await Infrastructure.SignIn.ActForAsync(HttpContext, id);
        return LocalRedirect("/");
    }

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await Infrastructure.SignIn.ActForAsync(HttpContext, null);
        return LocalRedirect("/");
    }
}
