namespace Portal.Web.Pages.Admin.Units;

/// <summary>Every address in the feature.</summary>
public static class UnitLinks
{
    public const string Index = "/admin/units";

    /// <summary>The list after a number was saved.</summary>
    public const string Saved = "/admin/units?done=saved";

    /// <summary>The name of a unit's box, for the errors that lead to it.</summary>
    public static string Field(Guid unitId) => $"ean-{unitId:n}";
}
