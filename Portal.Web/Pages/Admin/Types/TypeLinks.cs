namespace Portal.Web.Pages.Admin.Types;

/// <summary>Every address in the feature.</summary>
public static class TypeLinks
{
    public const string Index = "/admin/certificate-types";

    public static string Edit(string typeId) => $"/admin/certificate-types/{typeId}";

    /// <summary>The type's page after its settings were saved.</summary>
    public static string Saved(string typeId) => $"/admin/certificate-types/{typeId}?done=saved";
}
