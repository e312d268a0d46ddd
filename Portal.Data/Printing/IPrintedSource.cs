namespace Portal.Data.Printing;

/// <summary>A kind of thing that is put on paper with a code: reads what the portal holds of it.</summary>
public interface IPrintedSource
{
    /// <summary>The kind's name in the table of prints, such as <c>Certificate</c>.</summary>
    string OwnerKind { get; }

    /// <param name="part">As <see cref="Print.Part"/> names it.</param>
    /// <returns>Null when there is no such thing.</returns>
    /// <remarks>Asks for no viewer: for the hash at printing, after the access is checked, and for whoever shows a code.</remarks>
    Task<HeldContent?> FindAsync(Guid ownerId, string part, PrintVersions versions, CancellationToken ct);
}
