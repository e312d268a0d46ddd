using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>Who may look citizens up, who may see the page of one, and who keeps the folder. Pages about one citizen meet the citizen loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Citizens", Policies.Citizens);
        pages.AuthorizePage("/Citizens/Index", Policies.FindCitizens);
        pages.AuthorizePage("/Citizens/Handover", Policies.HandOverCases);
        pages.AuthorizePage("/Citizens/HandoverAll", Policies.HandOverCases);
        pages.AuthorizePage("/Citizens/Orphans", Policies.SeeOrphans);

        foreach (var page in (string[])["Answers", "Consent", "Goal", "PhoneNote", "Withdraw"])
        {
            pages.AuthorizePage($"/Citizens/{page}", Policies.KeepFolder);
        }

        pages.AddFolderApplicationModelConvention("/Citizens", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(CitizenPageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(CitizenFilter)));
            }
        });
    }
}
