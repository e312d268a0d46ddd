using Portal.Data.Fees;

namespace Portal.Web.Pages.Fees;

/// <summary>A month's fees as they stand on paper: the clinic's invoice basis, or the municipality's list.</summary>
public sealed record FeeDocument
{
    /// <summary>How many rows a document has at most; a longer month is taken as a file.</summary>
    public const int MostRows = 1_000;

    public required FeeMonth Month { get; init; }

    /// <summary>Whether it is a clinic's: then the rows name the municipality that pays, else the clinic that is paid.</summary>
    public required bool IsClinic { get; init; }

    /// <summary>Whose it is, such as »Lægerne Torvet, Holbæk«.</summary>
    public required string Owner { get; init; }

    public required IReadOnlyList<Fee> Rows { get; init; }

    public required IReadOnlyList<FeeSum> Sums { get; init; }
}
