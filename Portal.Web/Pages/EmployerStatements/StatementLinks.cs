using Portal.Data;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Every address in the feature. The id is opaque: no CPR number ever stands in one.</summary>
public static class StatementLinks
{
    public const string Index = "/employer-statements";
    public const string New = "/employer-statements/new";

    /// <param name="after">The last row of the page before.</param>
    public static string Older(ListCursor after) => $"{Index}?after={after}";

    public static string Details(Guid id) => $"/employer-statements/{id}";

    /// <summary>The page after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/employer-statements/{id}?done={what}";

    public static string Post(Guid id, string handler) => $"/employer-statements/{id}?handler={handler}";

    /// <summary>Where the paper of the first part is attached.</summary>
    public static string Paper(Guid id) => $"/employer-statements/{id}/paper";

    public static string Attachment(Guid id, Guid attachmentId) => $"/employer-statements/{id}/attachments/{attachmentId}";

    public static string Share(Guid id) => $"/employer-statements/{id}/share";

    /// <summary>The document as a file.</summary>
    public static string Pdf(Guid id) => $"/employer-statements/{id}/print?handler=pdf";

    public static string Print(Guid id) => $"/employer-statements/{id}/print";
}
