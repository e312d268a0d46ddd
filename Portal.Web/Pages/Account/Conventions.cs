using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Portal.Web.Pages.Account;

/// <summary>Signing in is for everybody; so are the pages about the portal itself.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AllowAnonymousToFolder("/Account");
        pages.AllowAnonymousToFolder("/About");
    }
}
