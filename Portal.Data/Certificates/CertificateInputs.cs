using Portal.Data.Consents;

namespace Portal.Data.Certificates;

/// <summary>A request as the caseworker's form gives it.</summary>
public sealed record RequestInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public required Guid TypeVersionId { get; init; }

    public required Guid CitizenId { get; init; }

    /// <summary>A doctor of the citizen's clinic; null for the whole clinic.</summary>
    public Guid? DoctorId { get; init; }

    public required RequestContent Content { get; init; }

    /// <summary>A registered consent that the request rests on.</summary>
    public Guid? ConsentId { get; init; }

    /// <summary>A consent to register with the request; null when there is none, or it is registered already.</summary>
    public ConsentInput? NewConsent { get; init; }
}

/// <summary>An answer as the clinic's form gives it.</summary>
public sealed record AnswerInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Which drawing of the form this is: a form may go on with what it saved itself.</summary>
    public required Guid FormId { get; init; }

    /// <summary>Version of the draft that the form was drawn from or last saved; 0 when there was none.</summary>
    public required int DraftVersion { get; init; }

    public required IReadOnlyDictionary<string, string> Sections { get; init; }

    public IReadOnlyList<QuestionReply> Replies { get; init; } = [];

    /// <summary>Versions of offers, in the doctor's order.</summary>
    public IReadOnlyList<Guid> OfferVersionIds { get; init; } = [];

    /// <summary>The day on which it should be assessed again; null for none.</summary>
    public DateOnly? ReassessOn { get; init; }

    /// <summary>The version of the request that the form was drawn with: what is answered must have been read.</summary>
    public int RequestVersion { get; init; } = 1;

    /// <summary>The version of the answer that a correction was drawn from; null when nothing was sent before.</summary>
    public int? AnswerVersion { get; init; }

    /// <summary>The field that was written in last.</summary>
    public string? LastField { get; init; }
}

/// <summary>A signed answer to insert.</summary>
internal sealed record NewAnswer
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required int VersionNumber { get; init; }

    public required int RequestVersion { get; init; }

    public required AnswerKind Kind { get; init; }

    public required AnswerContent Content { get; init; }

    public Guid? PreparedById { get; init; }

    public required Guid SignedById { get; init; }

    public required DateTime SignedAt { get; init; }
}

/// <summary>A row to insert: everything that the service has settled about a new request.</summary>
internal sealed record NewRequest
{
    public required CertificateTypeVersion Type { get; init; }

    public required Guid CitizenId { get; init; }

    public Guid? ConsentId { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required Guid ClinicId { get; init; }

    public Guid? DoctorId { get; init; }

    public required RequestContent Content { get; init; }
}

/// <summary>A doctor's no.</summary>
public sealed record DeclineInput
{
    /// <summary>Null when nothing was chosen.</summary>
    public DeclineCode? Code { get; init; }

    /// <summary>A word to the caseworker; some codes need one.</summary>
    public string Note { get; init; } = "";

    /// <summary>For a wrong form: the type that should have been asked for.</summary>
    public string? SuggestedTypeId { get; init; }

    /// <summary>For somebody else's patient: where the citizen is, when the doctor knows.</summary>
    public Guid? SuggestedClinicId { get; init; }
}

/// <summary>Whom a request is to go to instead.</summary>
public sealed record RedirectInput
{
    public required Guid ClinicId { get; init; }

    /// <summary>A doctor of that clinic; null for the whole clinic.</summary>
    public Guid? DoctorId { get; init; }

    /// <summary>A word to the new receiver; may be empty.</summary>
    public string Note { get; init; } = "";
}
