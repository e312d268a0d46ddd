using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Everything that a certificate's page draws.</summary>
public sealed record CertificatePage
{
    public required Certificate Certificate { get; init; }

    /// <summary>The answer form, for a clinic that may write; else null.</summary>
    public AnswerForm? Form { get; init; }

    public Banner? Banner { get; init; }

    /// <summary>The whole CPR number, when it was asked for.</summary>
    public string? Cpr { get; init; }

    /// <summary>What is wrong with the booking of the consultation.</summary>
    public IReadOnlyList<FieldError> BookingErrors { get; init; } = [];

    /// <summary>What was done to get an answer, as far as the viewer sees it.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    /// <summary>What was asked of the medical consultant and advised; empty for the clinic.</summary>
    public IReadOnlyList<Sparring> Sparrings { get; init; } = [];

    /// <summary>The advice as it was typed, when it could not be given.</summary>
    public string Advice { get; init; } = "";

    public IReadOnlyList<FieldError> AdviceErrors { get; init; } = [];

    public IReadOnlyList<FieldError> Errors => [.. Form?.Errors ?? [], .. BookingErrors, .. AdviceErrors];
}
