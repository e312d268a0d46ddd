using Portal.Data.Directory;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Admin.Types;
using Portal.Web.Pages.Admin.Units;
using Portal.Web.Pages.Certificates;
using Portal.Web.Pages.Citizens;
using Portal.Web.Pages.EmployerStatements;
using Portal.Web.Pages.Guides;
using Portal.Web.Pages.Hours;
using Portal.Web.Pages.Incidents;
using Portal.Web.Pages.Offers;
using Portal.Web.Pages.Seminars;
using Portal.Web.Pages.Threads;

namespace Portal.Web.Pages.Shared;

/// <summary>An item of the main menu.</summary>
/// <param name="Count">What waits there; shown when there is any.</param>
public sealed record MenuItem(string Text, string Href, bool IsCurrent, int Count = 0)
{
    /// <summary>The number changes while the page is open.</summary>
    public bool IsLive { get; init; }
}

/// <summary>The main menu: what the person's role has use for. At most six short ones, so that none is folded away.</summary>
public static class Navigation
{
    // What belongs to meetings, besides the meetings themselves.
    private static readonly PathString[] Meetings =
        [SeminarLinks.Index, GuideLinks.Index, HoursLinks.Own, HoursLinks.Index, HoursLinks.Places, HoursLinks.Holidays];

    public static IReadOnlyList<MenuItem> For(Viewer viewer, PathString path, Texts texts)
    {
        var items = new List<MenuItem> { new(texts["Shared.MenuHome"], "/", path == "/") };
        if (viewer.Role.IsClinic() || viewer.Role.IsCasework() || viewer.Role == Role.MedicalConsultant)
        {
            var isHere = path.StartsWithSegments("/certificates") || path.StartsWithSegments("/proposals") || path.StartsWithSegments(StatementLinks.Index)
                || path.StartsWithSegments("/fees") || path.StartsWithSegments(IncidentLinks.Index) || (path.StartsWithSegments("/clinic") && !path.StartsWithSegments(HoursLinks.Own));
            items.Add(new(texts["Shared.MenuCertificates"], CertificateLinks.Index, isHere, viewer.WaitingCount));
            items.Add(new(texts["Shared.MenuThreads"], ThreadLinks.Index, path.StartsWithSegments(ThreadLinks.Index), viewer.ThreadCount) { IsLive = true });
        }

        if (viewer.Role.IsCasework())
        {
            items.Add(new(texts["Shared.MenuCitizens"], CitizenLinks.Index, path.StartsWithSegments("/citizens")));
        }

        if (viewer.Role == Role.Administrator)
        {
            items.Add(new(texts["Shared.MenuTypes"], TypeLinks.Index, path.StartsWithSegments(TypeLinks.Index)));
            items.Add(new(texts["Fees.MenuUnits"], UnitLinks.Index, path.StartsWithSegments(UnitLinks.Index)));
        }

        if (viewer.Role != Role.Auditor)
        {
            items.Add(new(texts["Shared.MenuOffers"], OfferLinks.Index, path.StartsWithSegments("/offers")));
            items.Add(new(texts["Shared.MenuSeminars"], SeminarLinks.Index, Meetings.Any(folder => path.StartsWithSegments(folder))));
        }

        return items;
    }
}
