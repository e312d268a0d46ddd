using Portal.Data.Audit;

namespace Portal.Data.Threads;

/// <summary>A thread as the database gives it.</summary>
internal sealed record ThreadRow
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public Guid? CaseworkerId { get; init; }

    public string? CaseworkerName { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicPhone { get; init; }

    public required bool ClinicCanRead { get; init; }

    public Guid? ClinicPersonId { get; init; }

    public string? ClinicPersonName { get; init; }

    public required string SubjectKind { get; init; }

    public Guid? CitizenId { get; init; }

    public string? CitizenName { get; init; }

    public string? BirthDigits { get; init; }

    public required bool IsProtected { get; init; }

    public Guid? RequestId { get; init; }

    public string? RequestCode { get; init; }

    public string? RequestNameDa { get; init; }

    public string? RequestNameEn { get; init; }

    public Guid? OfferVersionId { get; init; }

    public string? OfferName { get; init; }

    public string? OfferSlug { get; init; }

    public int? OfferVersionNumber { get; init; }

    public required string Category { get; init; }

    public required string Subject { get; init; }

    public required Guid StartedById { get; init; }

    public required DateTime StartedAt { get; init; }

    public required long LastSequence { get; init; }

    public required DateTime LastAt { get; init; }

    public string? AwaitingSide { get; init; }

    public DateTime? AwaitingSince { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? HandledAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? RedirectedAt { get; init; }

    public Guid? RedirectClinicId { get; init; }

    public string? RedirectClinicName { get; init; }

    public string? RedirectReason { get; init; }

    public DateTime? DisputedAt { get; init; }

    public Guid? DisputedById { get; init; }

    public string? DisputeStep { get; init; }

    public DateTime? DisputeEndedAt { get; init; }

    public string? DisputeOutcome { get; init; }

    public string? DisputeNote { get; init; }

    public required int Version { get; init; }

    /// <returns>Null when nothing of it is the viewer's.</returns>
    public DialogueThread? For(ActionContext viewer, IReadOnlyList<ThreadMember> members) => ThreadRules.SightOf(members, viewer) is { } sight
        ? new DialogueThread
        {
            Id = Id,
            MunicipalityId = MunicipalityId,
            MunicipalityName = MunicipalityName,
            UnitId = UnitId,
            UnitName = UnitName,
            CaseworkerId = CaseworkerId,
            CaseworkerName = CaseworkerName,
            ClinicId = ClinicId,
            ClinicName = ClinicName,
            ClinicPhone = ClinicPhone,
            ClinicCanRead = ClinicCanRead,
            ClinicPersonId = ClinicPersonId,
            ClinicPersonName = ClinicPersonName,
            SubjectKind = Enum.Parse<ThreadSubjectKind>(SubjectKind),
            CitizenId = CitizenId,
            CitizenName = CitizenName,
            BirthDigits = BirthDigits,
            IsProtected = IsProtected,
            RequestId = RequestId,
            RequestCode = RequestCode,
            RequestNameDa = RequestNameDa,
            RequestNameEn = RequestNameEn,
            OfferVersionId = OfferVersionId,
            OfferName = OfferName,
            OfferSlug = OfferSlug,
            OfferVersionNumber = OfferVersionNumber,
            Category = Enum.Parse<ThreadCategory>(Category),
            Subject = Subject,
            StartedById = StartedById,
            StartedAt = StartedAt,
            LastSequence = LastSequence,
            LastAt = LastAt,
            Facts = new ThreadFacts
            {
                AwaitingSide = Parse<ThreadTurn>(AwaitingSide),
                AwaitingSince = AwaitingSince,
                AnsweredAt = AnsweredAt,
                HandledAt = HandledAt,
                ClosedAt = ClosedAt,
                RedirectedAt = RedirectedAt,
                DisputedAt = DisputedAt,
                DisputeEndedAt = DisputeEndedAt,
            },
            RedirectClinicId = RedirectClinicId,
            RedirectClinicName = RedirectClinicName,
            RedirectReason = RedirectReason,
            DisputedById = DisputedById,
            DisputeStep = Parse<DisputeStep>(DisputeStep),
            DisputeOutcome = Parse<DisputeOutcome>(DisputeOutcome),
            DisputeNote = DisputeNote,
            Version = Version,
            Members = members,
            Sight = sight,
        }
        : null;

    private static T? Parse<T>(string? name)
        where T : struct, Enum => name is null ? null : Enum.Parse<T>(name);
}

/// <summary>A message as the database gives it.</summary>
internal sealed record ThreadMessageRow
{
    public required Guid Id { get; init; }

    public required long Sequence { get; init; }

    public required string Kind { get; init; }

    public string? Event { get; init; }

    public string? Detail { get; init; }

    public required Guid AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public required string AuthorTitle { get; init; }

    public required string AuthorPlace { get; init; }

    public required string Side { get; init; }

    public required string Body { get; init; }

    public required string BodyHtml { get; init; }

    public string? SpokeWith { get; init; }

    public DateTime? SpokenAt { get; init; }

    public required DateTime SentAt { get; init; }

    public DateTime? RetractedAt { get; init; }

    public string? RetractedByName { get; init; }

    public string? RetractReason { get; init; }

    public ThreadMessage ToMessage(IReadOnlyList<ThreadLink> links, IReadOnlyList<ThreadReceipt> readBy) => new()
    {
        Id = Id,
        Sequence = Sequence,
        Kind = Enum.Parse<ThreadMessageKind>(Kind),
        Event = Event is null ? null : Enum.Parse<ThreadEvent>(Event),
        Detail = Detail is null ? new ThreadEventDetail() : PortalJson.Read<ThreadEventDetail>(Detail),
        AuthorId = AuthorId,
        AuthorName = AuthorName,
        AuthorTitle = AuthorTitle,
        AuthorPlace = AuthorPlace,
        Side = Enum.Parse<ThreadSide>(Side),
        Body = Body,
        BodyHtml = BodyHtml,
        SpokeWith = SpokeWith,
        SpokenAt = SpokenAt,
        SentAt = SentAt,
        RetractedAt = RetractedAt,
        RetractedByName = RetractedByName,
        RetractReason = RetractReason is null ? null : Enum.Parse<RetractReason>(RetractReason),
        Links = links,
        ReadBy = readBy,
    };
}
