namespace Portal.Web.Pages.Guides;

/// <summary>Every address in the feature.</summary>
public static class GuideLinks
{
    /// <summary>The guidelines that hold now.</summary>
    public const string Index = "/guides";

    /// <summary>The guidelines after a version was published, with a sentence about it.</summary>
    public const string Published = "/guides?done=published";

    public const string Edit = "/guides/edit";

    /// <summary>The guidelines as they were in a version.</summary>
    public static string Version(int number) => $"/guides?version={number}";

    /// <summary>The form with what a meeting decided.</summary>
    public static string EditFrom(Guid seminarId) => $"/guides/edit?seminar={seminarId}";
}
