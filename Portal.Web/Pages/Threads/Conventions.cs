using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>Who may be here, and which thread must exist: pages with an id meet it loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Threads", Policies.Threads);
        pages.AuthorizePage("/Threads/New", Policies.StartThread);
        pages.AuthorizePage("/Threads/Disagreements", Policies.SeeDisagreements);
        pages.AddFolderApplicationModelConvention("/Threads", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(ThreadPageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(ThreadFilter)));
            }
        });
    }
}
