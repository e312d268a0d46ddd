using Portal.Data.Citizens;

namespace Portal.Data.Certificates;

/// <summary>A certificate as one row of the database.</summary>
internal sealed record CertificateRow
{
    public required Guid Id { get; init; }

    public required Guid TypeVersionId { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required string CaseworkerName { get; init; }

    public required string CaseworkerTitle { get; init; }

    public required string CaseworkerPhone { get; init; }

    public required string CaseworkerHours { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public Guid? DoctorId { get; init; }

    public string? DoctorName { get; init; }

    public required Guid CitizenId { get; init; }

    public required string CitizenName { get; init; }

    public required string BirthDigits { get; init; }

    public required string Occupation { get; init; }

    public DateOnly? SickSinceOn { get; init; }

    public required BenefitArea BenefitArea { get; init; }

    public bool IsProtected { get; init; }

    public required string Content { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? SentAt { get; init; }

    public DateTime? OpenedAt { get; init; }

    public DateTime? AnswerStartedAt { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? ReadAt { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? DiscardedAt { get; init; }

    public DateTime? SparringSince { get; init; }

    public DateTime? PausedAt { get; init; }

    public int PausedDays { get; init; }

    public DateTime? WithdrawnAt { get; init; }

    public WithdrawalReason? WithdrawalReason { get; init; }

    public string? WithdrawalNote { get; init; }

    public DateTime? DeliveryFailedAt { get; init; }

    public DateTime? AcceptedAt { get; init; }

    public int Rebookings { get; init; }

    public DateTime? NoShowAt { get; init; }

    public DateTime? ClarifySince { get; init; }

    public int RequestVersion { get; init; }

    public int SeenVersion { get; init; }

    public DateTime? DeclinedAt { get; init; }

    public DeclineCode? DeclineCode { get; init; }

    public string? SuggestedTypeId { get; init; }

    public Guid? SuggestedClinicId { get; init; }

    public int Hops { get; init; }

    public DateTime? ReadyToSignAt { get; init; }

    public DateTime? ReplacedAt { get; init; }

    public DateTime? ComplementSince { get; init; }

    public DateTime? ReturnedSince { get; init; }

    public bool WasReturned { get; init; }

    public DateTime? DisputedAt { get; init; }

    public DateTime? RetractedAt { get; init; }

    public DateTime? LateAnswerAt { get; init; }

    public DateOnly? ReassessOn { get; init; }

    public DateTime? ReassessTaskAt { get; init; }

    public DateTime? FeedbackAt { get; init; }

    public DateTime? FeedbackSeenAt { get; init; }

    public Guid? CopiedFromId { get; init; }

    public int LastAnswerVersion { get; init; }

    public bool HasOpenIncident { get; init; }

    public bool HasSteps { get; init; }

    public Guid? TypeSettingsId { get; init; }

    public Guid? ConsentId { get; init; }

    public DateTime? HandedOverAt { get; init; }

    public int RungsFired { get; init; }

    public DateTime? RemindedAt { get; init; }

    public DateTime? ReminderTaskAt { get; init; }

    public DateOnly? LeftUntilOn { get; init; }

    public Guid? SparringId { get; init; }

    public Guid? ConsultantId { get; init; }

    public string? SparringQuestion { get; init; }

    public bool HasSparrings { get; init; }

    public DateTime? AnswerDueAt { get; init; }

    public required CertificateStatus Status { get; init; }

    public required NextActor NextActor { get; init; }

    public required string ChangedByName { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required int Version { get; init; }

    public Guid? AnswerId { get; init; }

    public int? AnswerVersionNumber { get; init; }

    public string? AnswerContent { get; init; }

    public DateTime? SignedAt { get; init; }

    public string? SignedByName { get; init; }

    public string? SignedByTitle { get; init; }

    public string? PreparedByName { get; init; }

    public AnswerKind? AnswerKind { get; init; }

    public string? DraftContent { get; init; }

    public Guid? DraftFormId { get; init; }

    public Guid? DraftSavedById { get; init; }

    public string? DraftSavedByName { get; init; }

    public DateTime? DraftSavedAt { get; init; }

    public int? DraftVersion { get; init; }

    public string? DraftLastField { get; init; }

    public Certificate ToCertificate(CertificateTypeVersion type) => new()
    {
        Id = Id,
        Type = type,
        MunicipalityId = MunicipalityId,
        MunicipalityName = MunicipalityName,
        UnitId = UnitId,
        Caseworker = new CertificateParty
        {
            PersonId = CaseworkerId,
            Name = CaseworkerName,
            Title = CaseworkerTitle,
            Phone = CaseworkerPhone,
            ReachableHours = CaseworkerHours,
        },
        ClinicId = ClinicId,
        ClinicName = ClinicName,
        Doctor = DoctorId is { } doctor ? new CertificateParty { PersonId = doctor, Name = DoctorName! } : null,
        Citizen = new CertificateCitizen
        {
            Id = CitizenId,
            Name = CitizenName,
            BirthDigits = BirthDigits,
            Occupation = Occupation,
            SickSinceOn = SickSinceOn,
            BenefitArea = BenefitArea,
            IsProtected = IsProtected,
        },
        Request = PortalJson.Read<RequestContent>(Content),
        Facts = new CertificateFacts
        {
            CreatedAt = CreatedAt,
            SentAt = SentAt,
            OpenedAt = OpenedAt,
            AnswerStartedAt = AnswerStartedAt,
            ConsultationOn = ConsultationOn,
            AnsweredAt = AnsweredAt,
            ReadAt = ReadAt,
            ApprovedAt = ApprovedAt,
            ClosedAt = ClosedAt,
            DiscardedAt = DiscardedAt,
            SparringSince = SparringSince,
            PausedAt = PausedAt,
            PausedDays = PausedDays,
            WithdrawnAt = WithdrawnAt,
            WithdrawalReason = WithdrawalReason,
            WithdrawalNote = WithdrawalNote,
            DeliveryFailedAt = DeliveryFailedAt,
            AcceptedAt = AcceptedAt,
            Rebookings = Rebookings,
            NoShowAt = NoShowAt,
            ClarifySince = ClarifySince,
            RequestVersion = RequestVersion,
            SeenVersion = SeenVersion,
            DeclinedAt = DeclinedAt,
            DeclineCode = DeclineCode,
            SuggestedTypeId = SuggestedTypeId,
            SuggestedClinicId = SuggestedClinicId,
            Hops = Hops,
            ReadyToSignAt = ReadyToSignAt,
            ReplacedAt = ReplacedAt,
            ComplementSince = ComplementSince,
            ReturnedSince = ReturnedSince,
            WasReturned = WasReturned,
            DisputedAt = DisputedAt,
            RetractedAt = RetractedAt,
            LateAnswerAt = LateAnswerAt,
            ReassessOn = ReassessOn,
        },
        Status = Status,
        NextActor = NextActor,
        AnswerDueAt = AnswerDueAt,
        ChangedByName = ChangedByName,
        ChangedAt = ChangedAt,
        Version = Version,
        ConsentId = ConsentId,
        Sparring = SparringId is null ? null : new OpenSparring { Id = SparringId.Value, ConsultantId = ConsultantId!.Value, Question = SparringQuestion! },
        HasSparrings = HasSparrings,
        HandedOverAt = HandedOverAt,
        RungsFired = RungsFired,
        RemindedAt = RemindedAt,
        ReminderTaskAt = ReminderTaskAt,
        LeftUntilOn = LeftUntilOn,
        ReassessTaskAt = ReassessTaskAt,
        FeedbackAt = FeedbackAt,
        FeedbackSeenAt = FeedbackSeenAt,
        CopiedFromId = CopiedFromId,
        LastAnswerVersion = LastAnswerVersion,
        HasOpenIncident = HasOpenIncident,
        HasSteps = HasSteps,
        Draft = DraftContent is null ? null : new AnswerDraft
        {
            Content = PortalJson.Read<AnswerContent>(DraftContent),
            FormId = DraftFormId!.Value,
            SavedById = DraftSavedById!.Value,
            SavedByName = DraftSavedByName!,
            SavedAt = DraftSavedAt!.Value,
            Version = DraftVersion!.Value,
            LastField = DraftLastField,
        },
        Answer = AnswerId is null ? null : new SignedAnswer
        {
            Id = AnswerId.Value,
            VersionNumber = AnswerVersionNumber!.Value,
            Content = PortalJson.Read<AnswerContent>(AnswerContent!),
            PreparedByName = PreparedByName,
            SignedByName = SignedByName!,
            SignedByTitle = SignedByTitle!,
            SignedAt = SignedAt!.Value,
            Kind = AnswerKind!.Value,
        },
    };
}
