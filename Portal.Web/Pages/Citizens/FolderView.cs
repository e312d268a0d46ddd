using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.Goals;
using Portal.Data.Consents;
using Portal.Data.EmployerStatements;
using Portal.Data.Offers;
using Portal.Data.Seminars;
using Portal.Data.Threads;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>A citizen's folder as it is drawn.</summary>
public sealed record FolderView
{
    /// <summary>So many consents stand beside the timeline; it holds them all.</summary>
    public const int MostConsents = 12;

    public required Citizen Citizen { get; init; }

    public required FolderFilter Filter { get; init; }

    public required FolderPage Page { get; init; }

    /// <summary>Whether the page of the timeline is the newest one.</summary>
    public required bool IsNewest { get; init; }

    /// <summary>The versions of the goal, newest first.</summary>
    public required IReadOnlyList<Goal> Goals { get; init; }

    public required IReadOnlyList<Consent> Consents { get; init; }

    /// <summary>The requests that are not answered.</summary>
    public required IReadOnlyList<OpenRequest> Open { get; init; }

    public required IReadOnlyList<OfferInPlay> Offers { get; init; }

    public required HandoverCount Handovers { get; init; }

    /// <summary>The employers' statements that the citizen has let the municipality read.</summary>
    public required IReadOnlyList<FolderStatement> Statements { get; init; }

    /// <summary>The viewer's threads about the citizen, the newest first.</summary>
    public required IReadOnlyList<ThreadListItem> Threads { get; init; }

    /// <summary>The round-table talks about the citizen that the viewer may see, the newest first.</summary>
    public required IReadOnlyList<SeminarReference> Talks { get; init; }

    public Banner? Banner { get; init; }

    /// <summary>The whole number, when it was asked for.</summary>
    public string? Cpr { get; init; }

    /// <summary>The requests that stand still since their consent was withdrawn: somebody must decide.</summary>
    public IEnumerable<OpenRequest> Paused => Open.Where(request => request.Status == CertificateStatus.Paused);
}

/// <summary>An offer that somebody has named for the citizen.</summary>
/// <param name="Offer">In the version that was named last.</param>
/// <param name="ByName">Who named it last.</param>
/// <param name="At">When, UTC.</param>
/// <param name="IsByDoctor">A doctor pointed to it; else a caseworker named it in a request that is open.</param>
/// <param name="Times">How often it has been named.</param>
public sealed record OfferInPlay(OfferReference Offer, string ByName, DateTime At, bool IsByDoctor, int Times)
{
    /// <summary>Each offer once, the one named last first.</summary>
    public static IReadOnlyList<OfferInPlay> Of(IReadOnlyList<PointedOffer> pointed, IReadOnlyList<OpenRequest> open) =>
        [.. pointed.Select(offer => new OfferInPlay(offer.Reference, offer.ByName, offer.SignedAt, IsByDoctor: true, 1))
            .Concat(open.SelectMany(request => request.Offers.Select(
                offer => new OfferInPlay(offer, request.CaseworkerName, request.SentAt!.Value, IsByDoctor: false, 1))))
            .OrderByDescending(named => named.At)
            .GroupBy(named => named.Offer.Slug)
            .Select(group => group.First() with { Times = group.Count() })];
}

/// <summary>Reads what a folder's page shows.</summary>
public sealed class FolderViews(
    FolderTimeline timeline, FolderRepository folder, GoalRepository goals, ConsentRepository consents, EmployerStatementRepository statements, ThreadListRepository threads, SeminarListRepository seminars)
{
    private const int MostGoals = 10;
    private const int MostAnswers = 30;
    private const int MostStatements = 10;
    private const int MostThreads = 8;
    private const int MostTalks = 8;

    /// <param name="before">Where an older page of the timeline begins; null for the newest.</param>
    public async Task<FolderView> ReadAsync(Citizen citizen, FolderFilter filter, FolderCursor? before, ActionContext viewer, CancellationToken ct)
    {
        var open = await folder.ListOpenAsync(citizen.Id, viewer, ct);
        return new FolderView
        {
            Citizen = citizen,
            Filter = filter,
            Page = await timeline.ListAsync(citizen.Id, filter, before, viewer, ct),
            IsNewest = before is null,
            Goals = await goals.ListAsync(citizen.Id, MostGoals, ct),
            Consents = await consents.ListForCitizenAsync(citizen.Id, FolderView.MostConsents, ct),
            Open = open,
            Offers = OfferInPlay.Of(await folder.ListPointedAsync(citizen.Id, MostAnswers, viewer, ct), open),
            Handovers = await folder.CountHandoversAsync(citizen.Id, ct),
            Statements = await statements.ListForCitizenAsync(citizen.Id, MostStatements, ct),
            Threads = await threads.ListForCitizenAsync(citizen.Id, viewer, MostThreads, ct),
            Talks = await seminars.ListForCitizenAsync(citizen.Id, viewer, MostTalks, ct),
        };
    }
}
