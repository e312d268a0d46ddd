using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>Who may be here, and which meeting must exist: pages with an id meet it loaded, or are not found.</summary>
public static class Conventions
{
    // Pages of those who plan; whether the meeting is one of theirs the service's rule says.
    private static readonly string[] Planning =
        ["New", "Edit", "Time", "Announce", "Move", "Cancel", "Answers", "Poll", "Attendance", "Decisions", "Honorarium", "HonorariumPrint"];

    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Seminars", Policies.ReadSeminars);
        foreach (var page in Planning)
        {
            pages.AuthorizePage($"/Seminars/{page}", Policies.PlanSeminars);
        }

        pages.AuthorizePage("/Seminars/Board", Policies.KeepSeminarBoard);
        pages.AuthorizePage("/Seminars/Route", Policies.KeepSeminarBoard);
        pages.AddFolderApplicationModelConvention("/Seminars", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(SeminarPageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(SeminarFilter)));
            }
        });
    }
}
