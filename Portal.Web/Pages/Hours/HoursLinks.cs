namespace Portal.Web.Pages.Hours;

/// <summary>Every address in the feature.</summary>
public static class HoursLinks
{
    /// <summary>The viewer's own clinic's hours.</summary>
    public const string Own = "/clinic/hours";

    /// <summary>The coordinator's list: of which clinics the hours are known.</summary>
    public const string Index = "/clinic-hours";

    public const string Holidays = "/school-holidays";

    public const string Places = "/meeting-places";

    public static string Clinic(Guid clinicId) => $"/clinic-hours/{clinicId}";

    /// <summary>A page with the form on something that is there already.</summary>
    public static string Edit(string page, Guid id) => $"{page}?edit={id}#form";

    /// <summary>A page after something was done, with a sentence about it.</summary>
    public static string Done(string page, string what) => $"{page}?done={what}";
}
