using Portal.Data;

namespace Portal.Web.Pages.Proposals;

/// <summary>Every address in the feature.</summary>
public static class ProposalLinks
{
    public const string Index = "/proposals";
    public const string New = "/proposals/new";

    /// <summary>What nobody has anything to do with any more.</summary>
    public const string Ended = "/proposals?view=done";

    /// <summary>The list after a proposal was given away, with a sentence about it.</summary>
    public const string Assigned = "/proposals?done=assigned";

    public static string EndedAfter(ListCursor after) => $"{Ended}&after={after}";

    public static string Details(Guid id) => $"/proposals/{id}";

    /// <summary>The page after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/proposals/{id}?done={what}";

    /// <summary>The form, with what the portal knows of a patient.</summary>
    public static string NewFor(Guid citizenId) => $"{New}?citizen={citizenId}";
}
