namespace Portal.Web.Pages.Citizens;

/// <summary>Every address in the feature. The id is opaque: no CPR number ever stands in one.</summary>
public static class CitizenLinks
{
    public const string Index = "/citizens";

    public const string HandoverAll = "/citizens/handover";
    public const string Orphans = "/citizens/orphans";

    /// <summary>The list after cases were given away, with a sentence about it.</summary>
    public const string HandedOver = "/citizens?done=handed-over";

    public static string Details(Guid id) => $"/citizens/{id}";

    public static string Handover(Guid id) => $"/citizens/{id}/handover";
}
