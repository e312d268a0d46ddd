using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>A caseworker's list as the page draws it.</summary>
public sealed record WorklistModel
{
    public required WorkAddress Address { get; init; }

    public required IReadOnlyList<CertificateListItem> Items { get; init; }

    public required WorkCounts Counts { get; init; }

    /// <summary>Where the next page begins; null on the last page.</summary>
    public ListCursor? Next { get; init; }
}
