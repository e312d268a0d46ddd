namespace Portal.Web.Pages.Threads;

/// <summary>Addresses of a thread on paper, and of the files that go with its messages.</summary>
public static class ThreadPaperLinks
{
    /// <summary>The whole thread as a file for the case.</summary>
    public static string Pdf(Guid id) => $"/threads/{id}.pdf";

    /// <param name="from">Number of the first message.</param>
    /// <param name="to">Number of the last message.</param>
    public static string Pdf(Guid id, long from, long to) => $"/threads/{id}.pdf?from={from}&to={to}";

    public static string Print(Guid id) => $"/threads/{id}/print";

    public static string Print(Guid id, long from, long to) => $"/threads/{id}/print?from={from}&to={to}";

    /// <summary>The page that asks for the confirmation and then gives the file.</summary>
    public static string Confirm(Guid id, string? from, string? to) =>
        $"/threads/{id}/print?from={Uri.EscapeDataString(from ?? "")}&to={Uri.EscapeDataString(to ?? "")}";

    public static string Attachment(Guid id, Guid attachmentId) => $"/threads/{id}/attachments/{attachmentId}";
}
