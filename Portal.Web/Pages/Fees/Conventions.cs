using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Fees;

/// <summary>Who may be here, and which fee must exist: pages with an id meet it loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Fees", Policies.Fees);
        pages.AddFolderApplicationModelConvention("/Fees", page =>
        {
            if (page.ModelType == typeof(DetailsModel))
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(FeeFilter)));
            }
        });
    }
}
