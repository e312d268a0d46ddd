namespace Portal.Data.Certificates;

/// <summary>Which certificates a caseworker's list shows.</summary>
public enum WorkView
{
    /// <summary>The caseworker must act, be it only to decide about a reminder.</summary>
    ToDo,

    /// <summary>The clinic or the medical consultant must act.</summary>
    Waiting,

    /// <summary>The clinic should have answered; what was due first comes first.</summary>
    Overdue,

    Drafts,

    /// <summary>Everything that is not done.</summary>
    All,

    /// <summary>Nobody must act; newest first.</summary>
    Done,
}

/// <summary>What a list is narrowed down to; null where it is not.</summary>
public sealed record WorkFilter
{
    public static WorkFilter None { get; } = new();

    public string? TypeId { get; init; }

    public NextActor? WaitsFor { get; init; }

    /// <summary>Only what nobody has touched since this instant, UTC.</summary>
    public DateTime? UntouchedSince { get; init; }
}

/// <summary>How many certificates each view holds, each counted up to <see cref="Most"/>.</summary>
public sealed record WorkCounts
{
    /// <summary>Where counting ends: people are shown »99+«.</summary>
    public const int Most = 100;

    public int ToDo { get; init; }

    public int Waiting { get; init; }

    public int Overdue { get; init; }

    public int Drafts { get; init; }

    public int All => ToDo + Waiting + Drafts;

    /// <returns>Null for what is done: nobody waits for that number, and it only grows.</returns>
    public int? Of(WorkView view) => view switch
    {
        WorkView.ToDo => ToDo,
        WorkView.Waiting => Waiting,
        WorkView.Overdue => Overdue,
        WorkView.Drafts => Drafts,
        WorkView.All => All,
        WorkView.Done => null,
    };
}

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record WorkPage(IReadOnlyList<CertificateListItem> Items, ListCursor? Next);

/// <summary>A draft that waits for the medical consultant's advice.</summary>
public sealed record OpenSparringItem
{
    /// <summary>Id of the certificate.</summary>
    public required Guid Id { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public string? AnswerCode { get; init; }

    public required string CitizenName { get; init; }

    public required string BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public required string AskedByName { get; init; }

    public required string UnitName { get; init; }

    public required DateTime AskedAt { get; init; }
}
