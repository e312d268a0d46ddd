using Portal.Data;
using Portal.Data.Certificates;
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

    public IReadOnlyList<FieldError> Errors => [.. Form?.Errors ?? [], .. BookingErrors];
}
