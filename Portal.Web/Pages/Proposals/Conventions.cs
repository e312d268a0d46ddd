using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Proposals;

/// <summary>Who may be here, and which proposal must exist: pages with an id meet it loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Proposals", Policies.Proposals);
        pages.AuthorizePage("/Proposals/New", Policies.Propose);
        pages.AddFolderApplicationModelConvention("/Proposals", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(ProposalPageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(ProposalFilter)));
            }
        });
    }
}
