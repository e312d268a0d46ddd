using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>What the part of a page draws in which a caseworker decides about a reminder.</summary>
public sealed record ReminderForm
{
    public required Certificate Certificate { get; init; }

    /// <summary>The day until which it is to be let be, as it was typed.</summary>
    public string UntilOn { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether it is for somebody to decide at all.</summary>
    public static bool IsFor(Certificate certificate, ActionContext by) =>
        CertificateRules.WhyNot(certificate, CertificateAction.Remind, by) is null;
}
