using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>One choice of a form, with the line that belongs to some of its options.</summary>
public sealed record ChoiceModel
{
    public required CertificateSection Section { get; init; }

    public required string Value { get; init; }

    public required string Detail { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
