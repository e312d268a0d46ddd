using Portal.Data.Citizens.Folder;

namespace Portal.Web.Pages.Citizens;

/// <summary>Every address in the feature. The id is opaque: no CPR number ever stands in one.</summary>
public static class CitizenLinks
{
    public const string Index = "/citizens";

    public const string HandoverAll = "/citizens/handover";
    public const string Orphans = "/citizens/orphans";

    /// <summary>The list after cases were given away, with a sentence about it.</summary>
    public const string HandedOver = "/citizens?done=handed-over";

    public static string Handover(Guid id) => $"/citizens/{id}/handover";

    /// <summary>The list again, with the sentence that numbers are looked up in the other box.</summary>
    public static string NotADigit(bool wholeUnit) => $"{Index}?refused=digits{(wholeUnit ? "&of=unit" : "")}";

    public static string Details(Guid id) => $"/citizens/{id}";

    /// <summary>The folder after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/citizens/{id}?done={what}";

    /// <param name="before">Where an older page of the timeline begins; null for the newest.</param>
    public static string Folder(Guid id, FolderFilter filter, FolderCursor? before = null) =>
        Details(id) + QueryString.Create(FolderAddress.Pairs(filter, before));

    public static string Answers(Guid id) => $"/citizens/{id}/answers";

    /// <summary>The answers side by side on one theme.</summary>
    public static string Answers(Guid id, string theme) => Answers(id) + QueryString.Create("section", theme);

    public static string Goal(Guid id) => $"/citizens/{id}/goal";

    public static string PhoneNote(Guid id) => $"/citizens/{id}/phone-note";

    public static string NewConsent(Guid id) => $"/citizens/{id}/consents/new";

    public static string WithdrawConsent(Guid id, Guid consentId) => $"/citizens/{id}/consents/{consentId}/withdraw";
}
