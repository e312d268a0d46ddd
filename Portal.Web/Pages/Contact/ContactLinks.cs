namespace Portal.Web.Pages.Contact;

/// <summary>Every address in the feature.</summary>
public static class ContactLinks
{
    /// <summary>How the viewer and their clinic wish to be asked.</summary>
    public const string Index = "/clinic/contact";

    /// <summary>The same after something was done, with a sentence about it.</summary>
    public static string Done(string what) => $"/clinic/contact?done={what}";
}
