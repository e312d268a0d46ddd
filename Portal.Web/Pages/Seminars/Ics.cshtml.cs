using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Data.Seminars.Calendar;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>A meeting as a file for a calendar, once somebody has said when it is.</summary>
public sealed class IcsModel(CalendarFrame frame, CurrentUser user) : SeminarPageModel
{
    public IActionResult OnGet() =>
        SeminarCalendar.FileOf(Seminar, frame, frame.PublicUrl ?? CalendarFiles.Own(Request), user.Now) is { } file
            // Its name ends up in lists of downloads: it tells nothing.
            ? CalendarFiles.Of(this, file, $"{CalendarFiles.Name}.ics")
            : NotFound();
}

/// <summary>Calendar files on their way out.</summary>
internal static class CalendarFiles
{
    public const string Name = "moede";

    /// <summary>Where the portal was asked: for links where nobody has said how people know it.</summary>
    public static Uri Own(HttpRequest request) => new($"{request.Scheme}://{request.Host}/");

    /// <param name="downloadName">The name to keep it under; null to be read where it is.</param>
    public static FileContentResult Of(Microsoft.AspNetCore.Mvc.RazorPages.PageModel page, string file, string? downloadName)
    {
        var result = page.File(Encoding.UTF8.GetBytes(file), $"{CalendarWriter.ContentType}; charset=utf-8");
        result.FileDownloadName = downloadName ?? "";
        return result;
    }
}
