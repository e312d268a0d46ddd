using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Data.Offers;

namespace Portal.Data.Citizens.Folder;

/// <summary>What the timeline of a folder can be filtered by.</summary>
public enum FolderKind
{
    Request,
    Answer,
    PhoneNote,
    Consent,
    Handover,
    Sparring,
    Proposal,
}

/// <summary>What happened. Of two things in the same instant the higher number counts as the newer; the statements of <see cref="FolderTimeline"/> hold the numbers.</summary>
public enum FolderStep
{
    ConsentGiven = 1,
    ConsentExpired = 2,
    ConsentWithdrawn = 3,
    Drafted = 4,
    SparringAsked = 5,
    SparringAdvised = 6,
    Sent = 7,
    Answered = 8,
    PhoneNote = 9,
    HandedOver = 10,
    Proposed = 11,
}

/// <summary>One thing that happened, as the timeline shows it. What a step has no use for is null or empty.</summary>
public sealed record FolderEntry
{
    public required FolderStep Step { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Of the request, note, consent, handover or sparring; for an answer, of its request.</summary>
    public required Guid Id { get; init; }

    /// <summary>The certificate it concerns.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Whether the certificate is the viewer's to open: the folder tells of more than its reader works on.</summary>
    public bool MayOpen { get; init; }

    public string? TypeNameDa { get; init; }

    public string? TypeNameEn { get; init; }

    public string? AnswerCode { get; init; }

    /// <summary>Where the certificate stands today.</summary>
    public CertificateStatus? Status { get; init; }

    /// <summary>Who did it.</summary>
    public string? ByName { get; init; }

    public string? ByTitle { get; init; }

    /// <summary>Who had the case before.</summary>
    public string? FromName { get; init; }

    /// <summary>Whom it went to: the doctor, the consultant, the new caseworker, or who was spoken with.</summary>
    public string? ToName { get; init; }

    public string? ClinicName { get; init; }

    /// <summary>What was noted, asked or advised.</summary>
    public string? Wording { get; init; }

    /// <summary>Names of the kinds of information that a consent covers, with spaces between.</summary>
    public string KindNames { get; init; } = "";

    /// <summary>The last day on which a consent holds.</summary>
    public DateOnly? UntilOn { get; init; }

    public Guid? AnswerId { get; init; }

    /// <summary>What the answer points to.</summary>
    public IReadOnlyList<OfferReference> Offers { get; init; } = [];

    public IReadOnlyList<InformationKind> Kinds =>
        [.. KindNames.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<InformationKind>)];
}

/// <summary>What of a folder is shown.</summary>
public sealed record FolderFilter
{
    public static FolderFilter All { get; } = new();

    /// <summary>Null for every kind.</summary>
    public FolderKind? Kind { get; init; }

    /// <summary>The first day, Europe/Copenhagen; null for no beginning.</summary>
    public DateOnly? FromOn { get; init; }

    /// <summary>The last day, Europe/Copenhagen; null for no end.</summary>
    public DateOnly? ToOn { get; init; }
}

/// <summary>A page of a timeline.</summary>
/// <param name="Next">Where the next, older page begins; null on the last page.</param>
public sealed record FolderPage(IReadOnlyList<FolderEntry> Entries, FolderCursor? Next);

/// <summary>Where a page of the timeline begins: with what is older than this.</summary>
public sealed record FolderCursor(DateTime At, FolderStep Step, Guid Id)
{
    /// <summary>Before everything that happened from an instant (UTC) on.</summary>
    public static FolderCursor Before(DateTime instant) => new(instant, 0, Guid.Empty);

    public override string ToString() => $"{At.Ticks:x}-{(int)Step}-{Id:n}";

    /// <returns>Null when the text is no cursor.</returns>
    public static FolderCursor? TryParse(string? text) =>
        text?.Split('-') is [var ticks, var step, var id]
        && long.TryParse(ticks, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number)
        && number >= 0 && number <= DateTime.MaxValue.Ticks
        && Enum.TryParse<FolderStep>(step, out var known) && Enum.IsDefined(known)
        && Guid.TryParseExact(id, "n", out var guid)
            ? new FolderCursor(new DateTime(number, DateTimeKind.Utc), known, guid)
            : null;
}
