using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>Who may be in the catalogue.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages) => pages.AuthorizeFolder("/Offers", Policies.ReadOffers);
}
