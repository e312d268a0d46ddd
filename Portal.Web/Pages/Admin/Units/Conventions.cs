using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Admin.Units;

/// <summary>Who may enter where the units get their invoices.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages) => pages.AuthorizeFolder("/Admin/Units", Policies.AdministerTypes);
}
