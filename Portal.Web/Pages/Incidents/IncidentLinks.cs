namespace Portal.Web.Pages.Incidents;

/// <summary>Every address in the feature.</summary>
public static class IncidentLinks
{
    public const string Index = "/incidents";

    public static string Details(Guid id) => $"/incidents/{id}";
}
