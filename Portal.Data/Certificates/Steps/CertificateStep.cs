namespace Portal.Data.Certificates.Steps;

/// <summary>What was done to a request after it was sent, beyond the dated facts.</summary>
public enum StepKind
{
    Accepted,

    /// <summary>A day for the consultation was set; the day stands beside it.</summary>
    Booked,
    Rebooked,

    /// <summary>The day of the consultation was cleared.</summary>
    Unbooked,
    NoShow,
    NewTimeAsked,
    AskedBack,

    /// <summary>The caseworker answered with a new version of the request.</summary>
    Clarified,
    Declined,
    AskedAnew,
    Redirected,
    Assigned,
    DeliveryFailed,
    SentElsewhere,

    /// <summary>A new version of the answer was signed; the code says why.</summary>
    Replaced,
    ComplementAsked,
    ComplementDropped,
    ComplementRefused,
    Returned,
    Disputed,
    ReturnLifted,
    Revoked,
    RequestRetracted,
    AnswerRetracted,
    LateAnswer,
    LateUsed,
    LateRejected,
    Reassessed,
    Reopened,
}

/// <summary>One step, as both sides see it.</summary>
public sealed record CertificateStep
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required StepKind Kind { get; init; }

    public required string ByName { get; init; }

    /// <summary>Name of an enum's value, such as the code of a no; null where the kind says all.</summary>
    public string? Code { get; init; }

    /// <summary>The day it is about, such as the consultation's.</summary>
    public DateOnly? OnDay { get; init; }

    /// <summary>The section of the answer it is about.</summary>
    public string? SectionId { get; init; }

    /// <summary>The version of the answer it is about.</summary>
    public int? AnswerVersion { get; init; }

    public string? FromClinicName { get; init; }

    public string? ToClinicName { get; init; }

    public string? ToDoctorName { get; init; }

    /// <summary>What was written; null when it was retracted.</summary>
    public string? Note { get; init; }

    /// <summary>When its words were retracted.</summary>
    public DateTime? RetractedAt { get; init; }
}

/// <summary>A step to write: who and when come from the act.</summary>
internal sealed record NewStep(StepKind Kind)
{
    public string? Code { get; init; }

    public DateOnly? OnDay { get; init; }

    public string? SectionId { get; init; }

    public int? AnswerVersion { get; init; }

    public Guid? FromClinicId { get; init; }

    public Guid? ToClinicId { get; init; }

    public Guid? ToDoctorId { get; init; }

    public string? Note { get; init; }
}
