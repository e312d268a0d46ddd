using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Hours;

/// <summary>Who may keep hours, places and school holidays.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizePage("/Hours/Own", Policies.KeepOwnHours);
        pages.AuthorizePage("/Hours/Index", Policies.EnterClinicHours);
        pages.AuthorizePage("/Hours/Clinic", Policies.EnterClinicHours);
        pages.AuthorizePage("/Hours/Holidays", Policies.KeepMeetingPlaces);
        pages.AuthorizePage("/Hours/Places", Policies.KeepMeetingPlaces);
    }
}
