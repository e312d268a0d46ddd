using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Guides;

/// <summary>Who may be here.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Guides", Policies.ReadGuidelines);
        pages.AuthorizePage("/Guides/Edit", Policies.KeepGuidelines);
    }
}
