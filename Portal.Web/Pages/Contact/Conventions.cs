using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Contact;

/// <summary>Who may say how they wish to be asked.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages) => pages.AuthorizeFolder("/Contact", Policies.SetContactWishes);
}
