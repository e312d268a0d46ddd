using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Substitutes;

/// <summary>Who may set substitutes, and who may act as one.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizePage("/Substitutes/Index", Policies.SetSubstitutes);
        pages.AuthorizePage("/Substitutes/Act", Policies.StandIn);
    }
}
