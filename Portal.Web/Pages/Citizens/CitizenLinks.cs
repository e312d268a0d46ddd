namespace Portal.Web.Pages.Citizens;

/// <summary>Every address in the feature. The id is opaque: no CPR number ever stands in one.</summary>
public static class CitizenLinks
{
    public const string Index = "/citizens";

    public static string Details(Guid id) => $"/citizens/{id}";
}
