using Portal.Data.Certificates;

namespace Portal.Data.Printing;

/// <summary>What may be put on paper, and what a code on paper says. Pure.</summary>
public static class PrintRules
{
    /// <summary>The parts of a certificate that can be printed; empty for what was never sent, or was retracted.</summary>
    public static IReadOnlyList<PrintPart> PartsOf(Certificate certificate) => certificate.Status switch
    {
        CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Retracted or CertificateStatus.Discarded => [],
        // What was retracted is gone, also once the case about it is closed.
        CertificateStatus.Closed when certificate.Facts.RetractedAt is not null => [],
        CertificateStatus.Sent or CertificateStatus.DeliveryFailed or CertificateStatus.Received or CertificateStatus.Clarifying or CertificateStatus.Accepted
            or CertificateStatus.Booked or CertificateStatus.NoShow or CertificateStatus.InProgress or CertificateStatus.Answered
            or CertificateStatus.ComplementRequested or CertificateStatus.Returned or CertificateStatus.Approved or CertificateStatus.Closed
            or CertificateStatus.Paused or CertificateStatus.Declined or CertificateStatus.Withdrawn =>
            certificate.Answer is null ? [PrintPart.Request] : [PrintPart.Both, PrintPart.Answer, PrintPart.Request],
    };

    /// <summary>What is printed when nobody says which part: all there is.</summary>
    public static PrintPart? UsualPart(Certificate certificate) => PartsOf(certificate) is [var first, ..] ? first : null;

    /// <summary>The versions that a paper of the certificate, as it was read, shows.</summary>
    public static PrintVersions VersionsOf(Certificate certificate, PrintPart part) =>
        new(certificate.Facts.RequestVersion, part == PrintPart.Request ? 0 : certificate.Answer?.VersionNumber ?? 0);

    /// <param name="isConfirmed">The person has been told that the citizen is protected, and wants the paper.</param>
    /// <returns>Why not, in words; null when the paper may be made.</returns>
    public static Refusal? WhyNot(Certificate certificate, bool isConfirmed) =>
        certificate.Citizen.IsProtected && !isConfirmed ? new Refusal("Printing.ProtectedRefused") : null;

    /// <param name="held">What the portal holds by now; null when nothing.</param>
    public static PrintVerdict VerdictOf(Print print, HeldContent? held)
    {
        if (held is null)
        {
            return PrintVerdict.Gone;
        }

        var showsAnswer = print.AnswerVersion > 0;
        return held.RetractedAt is not null || (showsAnswer && held.AnswerRetractedAt is not null) ? PrintVerdict.Retracted
            : showsAnswer && held.AnswerRevokedAt is not null ? PrintVerdict.Revoked
            : held.Request is null || (showsAnswer && held.Answer is null) ? PrintVerdict.Gone
            : PrintFingerprint.Of(print.OwnerId, print.Part, new PrintVersions(print.RequestVersion, print.AnswerVersion), held) != print.Sha256 ? PrintVerdict.Changed
            : held.NewestRequestVersion > print.RequestVersion || (showsAnswer && held.NewestAnswerVersion > print.AnswerVersion) ? PrintVerdict.Superseded
            : held.WithdrawnAt is not null ? PrintVerdict.Withdrawn
            : PrintVerdict.Current;
    }
}
