using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Web.Pages.Account;

/// <summary>Ends the session. A link only asks; the button does it.</summary>
public sealed class SignOutModel : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Infrastructure.SignIn.SignOutAsync(HttpContext);
        return LocalRedirect("/account/sign-in");
    }
}
