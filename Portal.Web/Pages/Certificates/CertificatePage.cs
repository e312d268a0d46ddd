using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Certificates.Steps;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Data.Threads;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Everything that a certificate's page draws.</summary>
public sealed record CertificatePage
{
    public required Certificate Certificate { get; init; }

    /// <summary>The answer form, for a clinic that may write; else null.</summary>
    public AnswerForm? Form { get; init; }

    /// <summary>The files that the signed answer brings.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>The viewer's threads about it, the newest first.</summary>
    public IReadOnlyList<ThreadListItem> Threads { get; init; } = [];

    /// <summary>Who answers for the doctor today; null when the doctor does.</summary>
    public Substitution? Substitution { get; init; }

    /// <summary>The clinic's doctors, for whoever may give it to one of them.</summary>
    public IReadOnlyList<Person> Doctors { get; init; } = [];

    public Banner? Banner { get; init; }

    /// <summary>The whole CPR number, when it was asked for.</summary>
    public string? Cpr { get; init; }

    /// <summary>What is wrong with the booking of the consultation.</summary>
    public IReadOnlyList<FieldError> BookingErrors { get; init; } = [];

    /// <summary>What was done to get an answer, as far as the viewer sees it.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    /// <summary>What was asked of the medical consultant and advised; empty for the clinic.</summary>
    public IReadOnlyList<Sparring> Sparrings { get; init; } = [];

    /// <summary>What was done beyond the dated facts, oldest first.</summary>
    public IReadOnlyList<CertificateStep> Steps { get; init; } = [];

    /// <summary>Every version of the answer, newest first; empty when there is none besides the one that counts.</summary>
    public IReadOnlyList<SignedAnswer> Answers { get; init; } = [];

    /// <summary>The versions of the request that were replaced, oldest first.</summary>
    public IReadOnlyList<RequestVersion> Requests { get; init; } = [];

    /// <summary>What the caseworker told the doctor, oldest first.</summary>
    public IReadOnlyList<Feedback> Feedback { get; init; } = [];

    /// <summary>What was sent wrongly; empty for the clinic.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>The answer that came after the request was withdrawn, for the caseworker who must decide.</summary>
    public SignedAnswer? LateAnswer { get; init; }

    /// <summary>The type that the doctor says should have been asked for; null when there is none, or it cannot be asked for.</summary>
    public string? SuggestedType { get; init; }

    /// <summary>How the clinic is reached about a re-assessment; null when there is none to look after.</summary>
    public ClinicReach? Reassess { get; init; }

    /// <summary>The last step of a kind; null when there was none.</summary>
    public CertificateStep? Last(StepKind kind) => Steps.LastOrDefault(step => step.Kind == kind);

    /// <summary>The request as it stood when a version of the answer was signed.</summary>
    public RequestContent RequestOf(SignedAnswer answer) =>
        Requests.FirstOrDefault(request => request.Number == answer.RequestVersion)?.Content ?? Certificate.Request;

    /// <summary>What a version of the answer says in another way than the last one before it that can still be read.</summary>
    public IReadOnlySet<string> ChangesIn(SignedAnswer answer) =>
        Answers.FirstOrDefault(older => older.VersionNumber < answer.VersionNumber && older.RetractedAt is null) is { } before
            ? AnswerChanges.Between(Certificate.Type.Definition, before.Content, answer.Content)
            : new HashSet<string>();

    /// <summary>The advice as it was typed, when it could not be given.</summary>
    public string Advice { get; init; } = "";

    public IReadOnlyList<FieldError> AdviceErrors { get; init; } = [];

    public IReadOnlyList<FieldError> Errors => [.. Form?.Errors ?? [], .. BookingErrors, .. AdviceErrors];
}
