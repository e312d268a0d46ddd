using Portal.Data;
using Portal.Data.Citizens.Folder;

namespace Portal.Web.Pages.Citizens;

/// <summary>What of a folder is shown, as it stands in the address. What cannot be read there says nothing.</summary>
public static class FolderAddress
{
    // Days that a calendar can still reckon with.
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    public static FolderFilter Read(string? kind, string? from, string? to) => new()
    {
        Kind = Enum.GetValues<FolderKind>().Cast<FolderKind?>().FirstOrDefault(known => Code(known!.Value) == kind),
        FromOn = Day(from),
        ToOn = Day(to),
    };

    public static IEnumerable<KeyValuePair<string, string?>> Pairs(FolderFilter filter, FolderCursor? before = null)
    {
        KeyValuePair<string, string?>[] pairs =
        [
            new("kind", filter.Kind is { } kind ? Code(kind) : null),
            new("from", FormDay.Text(filter.FromOn)),
            new("to", FormDay.Text(filter.ToOn)),
            new("before", before?.ToString()),
        ];
        return pairs.Where(pair => !string.IsNullOrEmpty(pair.Value));
    }

    public static string Code(FolderKind kind) => kind switch
    {
        FolderKind.Request => "request",
        FolderKind.Answer => "answer",
        FolderKind.PhoneNote => "phone-note",
        FolderKind.Consent => "consent",
        FolderKind.Handover => "handover",
        FolderKind.Sparring => "sparring",
        FolderKind.Proposal => "proposal",
    };

    /// <returns>Null when the text is no day, or none that is near enough to be meant.</returns>
    public static DateOnly? Day(string? text) =>
        FormDay.Read(text) is { } day && day >= Earliest && day <= Latest ? day : null;
}
