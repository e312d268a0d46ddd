using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>Who may settle how the municipality uses the certificate types.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages) => pages.AuthorizeFolder("/Admin/Types", Policies.AdministerTypes);
}
