using Portal.Data.Attachments;

namespace Portal.Web.Pages.Shared;

/// <summary>Attached files to download, a line each.</summary>
/// <param name="Files">In the order in which they came.</param>
/// <param name="AddressOf">The address of a file by its id.</param>
public sealed record AttachmentLines(IReadOnlyList<Attachment> Files, Func<Guid, string> AddressOf)
{
    /// <summary>Where the form under each line posts that takes the file away; null when nobody may.</summary>
    public string? RemoveAction { get; init; }
}
