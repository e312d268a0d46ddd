using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Incidents;

/// <summary>Coordinators only, each for their own units; a page about one incident meets it loaded, or is not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Incidents", Policies.LookAfterIncidents);
        pages.AddFolderApplicationModelConvention("/Incidents", page =>
        {
            if (page.ModelType == typeof(DetailsModel))
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(IncidentFilter)));
            }
        });
    }
}
