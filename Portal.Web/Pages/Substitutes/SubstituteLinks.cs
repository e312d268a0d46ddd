namespace Portal.Web.Pages.Substitutes;

/// <summary>Every address in the feature.</summary>
public static class SubstituteLinks
{
    /// <summary>The clinic's substitutes.</summary>
    public const string Index = "/clinic/substitutes";

    /// <summary>Where a doctor chooses for which clinic they act.</summary>
    public const string Act = "/clinic/act";

    public const string Leave = "/clinic/act?handler=leave";

    /// <summary>The clinic's substitutes after something was done, with a sentence about it.</summary>
    public static string Done(string what) => $"/clinic/substitutes?done={what}";
}
