using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Directory;

namespace Portal.Web.Pages.Account;

/// <summary>The Demo mode's way in: one button for each demo person.</summary>
public sealed class SignInModel(DirectoryRepository directory) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The people of the clinics, then those of the municipalities.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<DemoPerson> People)> Sides { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var people = await directory.ListDemoPeopleAsync(ct);
        Sides =
        [
            ("Account.Clinics", [.. people.Where(person => person.Role.IsClinic())]),
            ("Account.Municipalities", [.. people.Where(person => !person.Role.IsClinic())]),
        ];
    }

    public async Task<IActionResult> OnPostAsync(string? person, CancellationToken ct)
    {
        if (await directory.FindBySignInKeyAsync(person ?? "", ct) is not { } known)
        {
            return NotFound();
        }

        await Infrastructure.SignIn.SignInAsync(HttpContext, known.Id);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
