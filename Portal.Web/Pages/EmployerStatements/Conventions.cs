using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Who may be here: the clinic that keeps the statements, and casework where one was shared. Pages with an id meet the statement loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/EmployerStatements", Policies.ReadStatements);
        foreach (var page in (string[])["Index", "New", "Paper", "Share"])
        {
            pages.AuthorizePage($"/EmployerStatements/{page}", Policies.KeepStatements);
        }

        pages.AddFolderApplicationModelConvention("/EmployerStatements", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(StatementPageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(StatementFilter)));
            }
        });
    }
}
