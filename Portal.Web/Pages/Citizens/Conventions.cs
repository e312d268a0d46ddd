using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>Who may look citizens up, and who may see the page of one.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Citizens", Policies.Citizens);
        pages.AuthorizePage("/Citizens/Index", Policies.FindCitizens);
        pages.AuthorizePage("/Citizens/Handover", Policies.HandOverCases);
        pages.AuthorizePage("/Citizens/HandoverAll", Policies.HandOverCases);
        pages.AuthorizePage("/Citizens/Orphans", Policies.SeeOrphans);
    }
}
